"""Coming in: by a password and a code, and on the first day by a link that works once."""

import pyotp
import pytest
from playwright.async_api import Browser, expect

from contracts.ids import EmployeeId
from hub.signin import links
from tests.console.browsing import window
from tests.console.office import PASSWORD, Office

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_anna_signs_in_by_her_password_and_the_code_of_her_app(
    office: Office, browser: Browser
) -> None:
    anna, secret = await office.hires("Anna"), pyotp.random_base32()
    await office.may_sign_in(anna, "anna@example.com")
    await office.house.signin.credentials.confirm_totp(EmployeeId(anna), secret, 0)
    async with window(browser, office.url) as context:
        page = await context.new_page()
        await page.goto("/now")
        over = page.get_by_role("dialog", name="Sign in")
        await over.get_by_label("Login").fill("anna@example.com")
        await over.get_by_role("textbox", name="Password").fill("not this one")
        await over.get_by_role("button", name="Sign in").click()
        await expect(over.get_by_role("alert")).to_contain_text("is wrong")
        await over.get_by_role("textbox", name="Password").fill(PASSWORD)
        await over.get_by_role("button", name="Sign in").click()
        code = over.get_by_label("Code from the app")
        await expect(code).to_be_visible()
        await code.fill(_code(office, secret))
        await over.get_by_role("button", name="Sign in").click()

        await expect(over).to_be_hidden()
        await expect(page.get_by_text("Nobody waits.")).to_be_visible()


def _code(office: Office, secret: str) -> str:
    return pyotp.TOTP(secret).at(office.clock())


async def test_a_new_hub_leads_its_first_administrator_to_a_first_message(
    office: Office, browser: Browser
) -> None:
    link = await links.first(office.house, office.url)
    async with window(browser, office.url) as context:
        page = await context.new_page()
        await page.clock.install()
        await page.goto(link.url)
        await page.get_by_label("Your name").fill("Daria")
        await page.get_by_role("textbox", name="Login").fill("daria@example.com")
        for field in ("New password", "Password again"):
            await page.get_by_role("textbox", name=field).fill(PASSWORD)
        await page.get_by_role("button", name="Begin").click()
        await page.get_by_role("button", name="Website form").click()
        site = page.get_by_role("form", name="Website form")
        await site.get_by_role("button", name="Connect").click()
        trial = page.get_by_role("form", name="Write to us")
        await trial.get_by_label("Name").fill("Boris")
        await trial.get_by_label("Mail").fill("boris@client.test")
        await trial.get_by_label("Question").fill("Is the samovar still there?")
        await page.clock.fast_forward(5_000)  # who fills it in within a moment is a robot
        await trial.get_by_role("button").click()
        await expect(trial.get_by_role("status")).to_be_visible()
        await page.goto("/clients")
        await page.get_by_role("link").filter(has_text="Boris").click()

        asked = page.get_by_role("main").get_by_text("Is the samovar still there?")
        await expect(asked.first).to_be_visible()
