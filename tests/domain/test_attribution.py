"""Attribution: what a touch means, and that nothing in it can do harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inbound import Touch
from hub.domain.attribution import Source, source_of
from tests.examples import NOON

LANDING = "https://shop.example/sale?utm_source=x"
anything = st.none() | st.text() | st.sampled_from(["http://[::1", "x" * 10_000, "\x00\ud800", " "])


def came(channel: str = "website", **said: str | None) -> Source:
    told = {"landing": LANDING} if channel == "website" else {}
    return source_of(Touch.model_validate({"at": NOON} | told | said), channel)


def origin(channel: str = "website", **said: str | None) -> tuple[str, str, str | None]:
    source = came(channel, **said)
    return source.source, source.medium, source.campaign


def test_what_the_links_says_wins_over_everything() -> None:
    said = came(
        utm_source=" VK\n",
        utm_medium="CPC",
        utm_campaign="Весна",
        gclid="AbC",
        referrer="https://google.com/",
    )

    assert (said.source, said.medium, said.campaign) == ("vk", "cpc", "весна")
    assert (said.click, said.referrer) == ("AbC", "google.com")


@pytest.mark.parametrize(
    ("mark", "source", "medium"),
    [
        ("gclid", "google", "cpc"),
        ("yclid", "yandex", "cpc"),
        ("fbclid", "facebook", "paid_social"),
    ],
)
def test_an_advertisers_mark_tells_whose_click_it_was(mark: str, source: str, medium: str) -> None:
    assert origin(**{mark: "1"}, referrer="https://news.example") == (source, medium, None)


def test_a_link_without_a_medium_has_that_of_the_click() -> None:
    assert origin(utm_source="ads", yclid="1") == ("ads", "cpc", None)


def test_a_messengers_code_is_the_campaign() -> None:
    assert origin("telegram", code="Spring") == ("telegram", "link", "spring")


@pytest.mark.parametrize(
    ("referrer", "source", "medium"),
    [
        ("https://yandex.ru/search/?text=x", "yandex", "organic"),
        ("https://www.google.com.tr/", "google", "organic"),
        ("http://go.mail.ru/search", "mail.ru", "organic"),
        ("https://nova.rambler.ru", "rambler", "organic"),
        ("https://duckduckgo.com/", "duckduckgo", "organic"),
        ("https://away.vk.com/away.php", "vk", "social"),
        ("https://m.ok.ru:443/x", "ok", "social"),
        ("https://t.me/channel", "telegram", "social"),
        ("https://mail.google.com/", "google", "email"),
        ("https://chatgpt.com/", "chatgpt", "chatbot"),
        ("https://www.News.example./a", "news.example", "referral"),
        ("https://google.evil.example/", "google.evil.example", "referral"),
        ("https://www.shop.example/cart", "direct", "none"),
        ("javascript:alert(1)", "direct", "none"),
        ("http://[::1", "direct", "none"),
        (None, "direct", "none"),
    ],
)
def test_the_page_before_tells_where_somebody_came_from(
    referrer: str | None, source: str, medium: str
) -> None:
    assert origin(referrer=referrer) == (source, medium, None)


def test_without_any_evidence_a_messenger_is_its_own_source() -> None:
    assert origin("telegram") == ("telegram", "none", None)


@given(st.fixed_dictionaries({name: anything for name in Touch.model_fields if name != "at"}))
def test_whatever_a_touch_says_is_short_and_readable(said: dict[str, str | None]) -> None:
    source = source_of(Touch.model_construct(None, at=NOON, **said), "website")

    words = [source.source, source.medium, source.campaign, source.content, source.term]
    for word in filter(None, [*words, source.referrer]):
        assert len(word) <= 120
        assert word.isprintable()
        assert word == word.strip() == word.lower()
    assert source.source
