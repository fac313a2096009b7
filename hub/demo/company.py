"""The company: who works there, its hours, its chain of command, what it sells."""

from dataclasses import dataclass
from typing import Any

from hub.demo.api import Api
from hub.demo.lives import LIMITED, STAGES
from hub.demo.script import CAMPAIGNS
from hub.demo.texts import texts
from hub.demo.world import CONSENT, FIRM, PASSWORD, SHOP, Mailbox, World
from hub.settings import Language
from hub.standins.exchange import SECRET

_CHAIN_SECONDS = (5.0, 9.0, 13.0)
_STAGE_SECONDS = (6.0, 9.0)
_CHATS = {"anna": 101, "oleg": 102, "gleb": 103, "daria": 104}
_HEADS = {"anna": "gleb", "oleg": "gleb", "gleb": "daria"}
_ROLES = {"anna": "manager", "oleg": "manager", "gleb": "head_of_sales", "daria": "director"}
_PRICES = ("12.50", "9.90", "21.00")
_OFTEN = 10_000

ROUND_THE_CLOCK = {
    "timezone": "Europe/Moscow",
    "week": [[{"start": "00:00", "end": "00:00"}]] * 7,
    "holidays": [],
}


@dataclass(frozen=True)
class Team:
    """Employees by name: their ids, their chats in Telegram, what they are called in scripts."""

    ids: dict[str, str]
    chats: dict[str, int]
    keys: dict[str, str]

    def name(self, employee: str | None) -> str | None:
        """Whose id this is."""
        return next((name for name, id_ in self.ids.items() if id_ == employee), None)


def after(seconds: tuple[float, ...], speed: float) -> list[int]:
    """Steps of a chain at this speed: whole seconds, each later than the one before."""
    steps: list[int] = []
    for one in seconds:
        steps.append(max(round(one / speed), steps[-1] + 1 if steps else 1))
    return steps


async def found(api: Api, world: World, language: Language, speed: float) -> Team:
    """Everything that an administrator sets up on the first day."""
    said = texts(language)
    await _plug_in(api, world, said, language)  # first: channels need seconds to come up
    team = await _hire(api, {key: said[key] for key in _CHATS})
    await _rule(api, team, said, speed)
    return team


async def _hire(api: Api, names: dict[str, str]) -> Team:
    ids: dict[str, str] = {}
    for key, name in names.items():
        hired = await api.insist("POST", "/v1/employees", {"name": name})
        ids[key] = str(hired["employee_id"])
        where = {"kind": "telegram", "value": str(_CHATS[key])}
        await api.insist("POST", f"/v1/employees/{ids[key]}/addresses", where)
        await api.insist("PUT", f"/v1/employees/{ids[key]}/role", {"role": _ROLES[key]})
        token = {"name": key, "role": "employee", "employee_id": ids[key]}
        api.tokens[name] = (await api.insist("POST", "/v1/tokens", token))["token"]
    for key, head in _HEADS.items():
        await api.insist("PUT", f"/v1/employees/{ids[key]}/head", {"head_id": ids[head]})
    return Team(
        {name: ids[key] for key, name in names.items()},
        {name: _CHATS[key] for key, name in names.items()},
        {name: key for key, name in names.items()},
    )


async def _rule(api: Api, team: Team, said: Any, speed: float) -> None:
    managers = [team.ids[said["anna"]], team.ids[said["oleg"]]]
    await api.insist("PUT", "/v1/calendar", ROUND_THE_CLOCK)
    policy = {"steps": _steps(_CHAIN_SECONDS, speed), "on_duty": managers[0], "spacing_seconds": 0}
    await api.insist("PUT", "/v1/policy", policy)
    await api.insist("PUT", "/v1/rotation", {"employees": managers})
    await api.insist("PUT", "/v1/pipelines/sales", _pipeline(said, speed))
    for campaign, price in zip(CAMPAIGNS, _PRICES, strict=True):
        body = {"click_price": price, "currency": "RUB", "valid_from": "2026-01-01"}
        await api.insist("PUT", f"/v1/campaigns/{campaign}/price", body)


def _steps(seconds: tuple[float, ...], speed: float) -> list[dict[str, Any]]:
    return [
        {"after_seconds": one, "level": level, "time": "absolute", "via": ["telegram"]}
        for level, one in enumerate(after(seconds, speed))
    ]


def _pipeline(said: Any, speed: float) -> dict[str, Any]:
    titles = zip(STAGES, said["stages"].split("|"), strict=True)
    stages: list[dict[str, Any]] = [{"name": name, "title": title} for name, title in titles]
    stages[STAGES.index(LIMITED)]["overdue"] = _steps(_STAGE_SECONDS, speed)
    return {"title": said["pipeline"], "stages": stages}


async def _plug_in(api: Api, world: World, said: Any, language: Language) -> None:
    bot, exchange = world.bot, world.exchange
    telegram = {"token": bot.token, "api_base": bot.base_url, "poll_seconds": 1}
    phone = {
        "format": "generic",
        "secrets": [SECRET],
        "public_url": exchange.url,
        "lines": [exchange.line],
    }
    await _channel(api, "tg", "telegram", telegram)
    await _channel(api, "phone", "telephony", phone)
    await _channel(api, "site", "website", _site(said, language))
    if world.mail:
        await _channel(api, "mail", "email", _mailbox(world.mail))


async def _channel(api: Api, account: str, channel: str, settings: Any) -> None:
    body = {"channel": channel, "settings": settings}
    await api.insist("PUT", f"/v1/channels/{account}", body)


def _site(said: Any, language: Language) -> dict[str, Any]:
    fields = [
        {"name": "name", "label": said["label_name"], "type": "name"},
        {"name": "phone", "label": said["label_phone"], "type": "phone", "required": True},
        {"name": "comment", "label": said["label_comment"], "type": "textarea"},
    ]
    consent = {"version": CONSENT, "text": said["consent"]}
    shared = {"fields": fields, "consent": consent, "language": str(language)}
    return {
        "origins": [SHOP],
        "visits": True,
        "forms": [
            {"name": "callback", "title": said["form"], **shared},
            {"name": "order", "title": said["order"], "opens": "deal", **shared},
        ],
        "limits": {"per_ip_minute": _OFTEN, "per_form_minute": _OFTEN},
    }


def _mailbox(mail: Mailbox) -> dict[str, Any]:
    return {
        "address": FIRM,
        "user": FIRM,
        "password": PASSWORD,
        "imap_host": mail.dovecot.host,
        "imap_port": mail.dovecot.port,
        "imap_tls": "none",
        "smtp_host": mail.smtp.host,
        "smtp_port": mail.smtp.port,
        "smtp_tls": "none",
    }
