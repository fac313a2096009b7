"""Carriers: the ways by which what a stranger writes comes to a screen, each with every payload."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from typing import Any

from httpx import AsyncClient

from hub.standins.dovecot import Dovecot
from tests.console.browsing import PATIENCE_SECONDS
from tests.console.office import LET_GO, Office
from tests.story import until

FIRM, PASSWORD = "anna@omnihub.test", "secret"
MALLORY = "Mallory"
_CHAT = 1000
_ALL_OF_IT_SECONDS = 3 * PATIENCE_SECONDS
_A_MAIL, _A_FORM = 6, 8
"""Payloads in one: the sanitiser is a process of its own for each mail."""
_SHOP = "https://shop.example"
_FIELDS = [
    {"name": "name", "label": "Name", "type": "name", "max_length": 5000},
    {"name": "email", "label": "Mail", "type": "email", "required": True},
    *(
        {"name": f"asked{number}", "label": "Asked", "type": "textarea", "max_length": 5000}
        for number in range(_A_FORM)
    ),
]
_SITE = {
    "origins": [_SHOP],
    "forms": [{"name": "trial", "title": "Write to us", "fields": _FIELDS}],
    "limits": {"per_ip_minute": 10_000, "per_form_minute": 10_000},
}
_FROM = {"Origin": _SHOP}
_TAKEN_TIME = {"_opened": 1_700_000_000_000, "_sent": 1_700_000_009_000}


@dataclass(frozen=True)
class Carried:
    """Mallory's two conversations, of how many there are in all, and the leads of the forms."""

    telegram: dict[str, Any]
    mail: dict[str, Any]
    mails: list[dict[str, Any]]
    payloads: int
    leads: int
    talks: int


async def carried(office: Office, mailbox: Dovecot, payloads: Sequence[str]) -> Carried:
    """Every payload as a name, in Telegram, as a file's name, in a mail and in a form."""
    await office.connects_telegram()
    await office.admin.does("PUT", "/channels/site", channel="website", settings=_SITE)
    for number, payload in enumerate(payloads):
        office.bot.says(2000 + number, payload, name=payload)
        kind = "image/png" if number % 2 else "application/pdf"
        office.bot.sends_file(
            _CHAT, b"x", file_name=payload, mime_type=kind, caption=payload, name=MALLORY
        )
    mails = list(_parts(payloads, _A_MAIL))
    for number, some in enumerate(mails):
        mailbox.deliver(FIRM, _mail(number, some))
    await _fills_in(office, payloads)
    forms = len(list(_parts(payloads, _A_FORM)))
    return await _landed(office, len(payloads), len(mails), forms)


def _parts(payloads: Sequence[str], many: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(payloads), many):
        yield payloads[at : at + many]


def _mail(number: int, some: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["From"] = f"{MALLORY} <mallory@client.test>"
    message["To"] = FIRM
    message["Subject"] = " ".join(some[0].split())
    message["Message-ID"] = f"<{number}@client.test>"
    if number:
        message["In-Reply-To"] = message["References"] = "<0@client.test>"
    message.set_content("In words")
    html = "".join(f"<div>{payload}</div>" for payload in ("<p>The end of it</p>", *some))
    message.add_alternative(html, subtype="html")
    for name in some:
        message.add_attachment(b"x", "image", "png", filename=" ".join(name.split()))
    return message.as_bytes()


async def _fills_in(office: Office, payloads: Sequence[str]) -> None:
    """As the site's script sends it, again for as long as nobody listens yet."""
    url = f"{office.url}/hooks/site/forms"
    async with AsyncClient(
        base_url=url, headers=_FROM, timeout=PATIENCE_SECONDS, limits=LET_GO
    ) as site:
        for some in _parts(payloads, _A_FORM):
            asked = {f"asked{at}": payload for at, payload in enumerate(some)}
            body = {"name": some[0], "email": "mallory@client.test", **asked, **_TAKEN_TIME}
            await until(partial(_taken, site, body), PATIENCE_SECONDS)


async def _taken(site: AsyncClient, body: dict[str, Any]) -> bool:
    answer = await site.post("/trial", json=body)
    return answer.is_success


async def _landed(office: Office, names: int, mails: int, forms: int) -> Carried:
    """As soon as everything of it stands where it is shown."""

    async def there() -> Carried | None:
        talks = (await office.admin.get("/conversations", limit=200))["items"]
        of = {one["channel"]: one for one in talks if one["name"] == MALLORY or _is_mail(one)}
        if len(talks) < names + 2 or set(of) != {"telegram", "email"}:
            return None
        told = [await _told(office, of[channel]) for channel in ("telegram", "email")]
        leads = await _leads(office, of["email"])
        filled_in = sum([len(one["submissions"]) for one in leads])
        if [len(told[0]), len(told[1]), filled_in] != [names, mails, forms]:
            return None
        with_forms = [one for one in leads if one["submissions"]]
        return Carried(of["telegram"], of["email"], told[1], names, len(with_forms), len(talks))

    found: Carried = await until(there, _ALL_OF_IT_SECONDS)
    return found


def _is_mail(talk: dict[str, Any]) -> bool:
    """Its client is called as the form says."""
    return bool(talk["channel"] == "email")


async def _told(office: Office, talk: dict[str, Any]) -> list[dict[str, Any]]:
    path = f"/conversations/{talk['conversation_id']}/thread"
    items: list[dict[str, Any]] = (await office.admin.get(path, limit=200))["items"]
    return items


async def _leads(office: Office, talk: dict[str, Any]) -> list[dict[str, Any]]:
    """The client's, each opened."""
    listed = (await office.admin.get("/leads", client=talk["client_id"], limit=200))["items"]
    return [await office.admin.get(f"/leads/{one['lead_id']}") for one in listed]
