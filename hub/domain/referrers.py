"""Referrers: the search engines, social networks and mailboxes that visitors come from.

A list of our own, of those that matter in practice; whatever it does not name is a referral.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What a host stands for."""

    source: str
    medium: str


_ORGANIC = {
    "yandex": "yandex.ru yandex.com yandex.by yandex.kz yandex.uz yandex.com.tr ya.ru",
    "bing": "bing.com",
    "mail.ru": "go.mail.ru",
    "duckduckgo": "duckduckgo.com",
    "rambler": "nova.rambler.ru search.rambler.ru",
    "yahoo": "search.yahoo.com search.yahoo.co.jp",
    "ask": "ask.com search-results.com",
    "baidu": "baidu.com",
    "brave": "search.brave.com",
    "ecosia": "ecosia.org",
    "qwant": "qwant.com",
    "startpage": "startpage.com ixquick.com",
    "seznam": "search.seznam.cz",
    "naver": "search.naver.com",
}
_SOCIAL = {
    "vk": "vk.com vk.ru vkvideo.ru",
    "ok": "ok.ru odnoklassniki.ru",
    "telegram": "t.me telegram.me telegram.org",
    "facebook": "facebook.com fb.com fb.me messenger.com",
    "instagram": "instagram.com",
    "threads": "threads.net threads.com",
    "youtube": "youtube.com youtu.be",
    "rutube": "rutube.ru",
    "dzen": "dzen.ru",
    "twitter": "twitter.com t.co x.com",
    "linkedin": "linkedin.com lnkd.in",
    "pinterest": "pinterest.com pinterest.ru pin.it",
    "tiktok": "tiktok.com",
    "reddit": "reddit.com",
    "tumblr": "tumblr.com",
    "whatsapp": "whatsapp.com wa.me",
    "viber": "viber.com",
    "bluesky": "bsky.app",
    "workplace": "workplace.com",
    "habr": "habr.com",
    "pikabu": "pikabu.ru",
}
_EMAIL = {
    "yandex": "mail.yandex.ru mail.yandex.com",
    "google": "mail.google.com",
    "mail.ru": "e.mail.ru m.mail.ru touch.mail.ru",
    "rambler": "mail.rambler.ru",
    "outlook": "outlook.live.com outlook.office.com outlook.office365.com",
    "yahoo": "mail.yahoo.com mail.yahoo.net",
}
_CHATBOT = {
    "chatgpt": "chatgpt.com chat.openai.com",
    "gemini": "gemini.google.com",
    "perplexity": "perplexity.ai",
    "claude": "claude.ai",
    "copilot": "copilot.microsoft.com",
    "deepseek": "chat.deepseek.com",
    "alice": "alice.yandex.ru",
    "gigachat": "giga.chat",
    "mistral": "chat.mistral.ai",
}
_KNOWN = {
    host: Known(source, medium)
    for medium, table in (
        ("organic", _ORGANIC),
        ("social", _SOCIAL),
        ("email", _EMAIL),
        ("chatbot", _CHATBOT),
    )
    for source, hosts in table.items()
    for host in hosts.split()
}
_GOOGLE = Known("google", "organic")
_COUNTRY = 3
_GOOGLE_FRONTS = {"www", "images", "cse"}


def known_referrer(host: str) -> Known | None:
    """What a host (lower case, without a port) stands for, by its own name or a domain above it."""
    labels = host.split(".")
    above = (".".join(labels[n:]) for n in range(len(labels) - 1))
    found = next((_KNOWN[name] for name in above if name in _KNOWN), None)
    return found or (_GOOGLE if _is_google(labels) else None)


def _is_google(labels: list[str]) -> bool:
    """Google's search has a domain in every country: google.de, www.google.com.tr."""
    name, *country = labels[1:] if labels[0] in _GOOGLE_FRONTS else labels
    return name == "google" and len(country) in (1, 2) and max(map(len, country)) <= _COUNTRY
