"""Views as years of work leave them: cards, conversations, messages, and who holds what.

Sentences and names are copied in, rows are made of them by the server. Ids follow from numbers.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from bench.lists.filling import Connection, fill
from bench.lists.words import MEDIUM, RARE, names, sentences
from bench.shown import Say
from hub.folds.clocks import CLOCKS
from projections.calls import CALLS
from projections.cards import CARDS
from projections.clients import CLIENTS
from projections.holdings import HELD, HOLDINGS, NOBODY, STANDINGS, THINGS
from projections.inbox import INBOX, LABELS
from projections.kit import Table
from projections.leads import LEADS
from projections.mentions import MENTIONS
from projections.search import NAMES, TEXTS
from projections.tasks import TASKS
from projections.thread import THREAD

MANAGERS = 50
"""Among whom nearly all is divided; one more has only a `FEW`."""

FEW = 500
"""Cards."""

EVENTS_EACH = 3
"""A message is one event of three."""
_POOL = 50_000
_LABELS = ("срочно", "опт", "возврат", "vip", "рекламация", "ждём оплату")


@dataclass(frozen=True, slots=True)
class Company:
    """How much there is to ask for. The last conversations are open."""

    clients: int
    messages: int
    open: int
    managers: int


def id_of(what: str, number: int) -> UUID:
    """The id of the n-th of these: `employee`, `talk`, `identity`, `card`, `message`."""
    return UUID(hashlib.md5(f"{what} {number}".encode(), usedforsecurity=False).hexdigest())


def _id(what: str, number: str) -> str:
    """The same in SQL."""
    return f"md5('{what} ' || ({number})::text)::uuid"


async def seed(connection: Connection, company: Company, seed: int, say: Say) -> None:
    """Every table that lists and search read."""
    for setting in (
        "maintenance_work_mem = '1GB'",
        "work_mem = '256MB'",
        "synchronous_commit = off",
    ):
        await connection.execute(f"SET {setting}")
    random = Random(seed)
    await _copied(connection, "sentences", sentences(random, _POOL))
    await _copied(connection, "names", names(random, _POOL))
    for table, (columns, source) in _tables(company).items():
        say(f"filling {table.name}")
        await fill(connection, table, columns, source)


async def _copied(connection: Connection, name: str, lines: list[str]) -> None:
    await connection.execute(f"CREATE TEMP TABLE {name} (number bigint PRIMARY KEY, line text)")
    await connection.copy_records_to_table(name, records=list(enumerate(lines)))
    await connection.execute(f"ANALYZE {name}")


Filled = tuple[Mapping[str, str], str]
"""Columns, and where from."""


def _tables(company: Company) -> dict[Table[Any], Filled]:
    each = company.messages // company.clients
    people, talks = _people(company, each), _talks(company, each)
    everybody = f"generate_series(0::bigint, {company.clients - 1}) n"
    waiting = f"(SELECT * FROM {talks} WHERE waits) w"  # noqa: S608 - own names
    return {
        CLIENTS: (_CLIENT, people),
        CARDS: (_CARD, people),
        NAMES: (_NAME, f"{people} CROSS JOIN (VALUES ('identity'), ('card')) k (kind)"),
        INBOX: (_INBOX, talks),
        LABELS: (_LABEL, f"generate_series(0::bigint, {company.clients - 1}, 4) n"),
        CLOCKS: (_CLOCK, waiting),
        MENTIONS: (_MENTION, f"(SELECT * FROM {talks} WHERE n % 50 = 0) m"),  # noqa: S608 - own names
        THINGS: (_THING, everybody),
        HOLDINGS: (_HOLDING, f"(SELECT * FROM {talks} WHERE holder IS NOT NULL) h"),  # noqa: S608 - own names
        STANDINGS: (_STANDING, everybody),
        HELD: (_HELD, talks),
        LEADS: (_LEAD, people),
        CALLS: (_CALL, people),
        TASKS: (_TASK, talks),
        TEXTS: (_TEXT, _said(company, each)),
        THREAD: (_thread(company), "search_texts s JOIN inbox i USING (conversation_id)"),
    }


def _people(company: Company, each: int) -> str:
    """Each client: number, name, digits, and where the last message stands."""
    last = f"(n + 1) * {each * EVENTS_EACH}"
    return (
        "(SELECT n, line AS name, "  # noqa: S608 - own names
        "'79' || lpad((n * 2654435761 % 1000000000)::text, 9, '0') AS digits, "
        f"{last} AS seq, {_at(company, last)} AS at "
        f"FROM generate_series(0::bigint, {company.clients - 1}) n "
        f"JOIN names ON number = (n * 7919) % {_POOL}) p"
    )


def _talks(company: Company, each: int) -> str:
    """Each client's conversation; every seventh is nobody's, three of five open ones wait."""
    is_open = f"n >= {company.clients - company.open}"
    few = f"n % {max(1, company.clients * 6 // 7 // FEW)} = 1"
    whose = f"CASE WHEN {few} THEN {company.managers} ELSE n % {company.managers} END"
    return (
        f"(SELECT p.*, line, {is_open} AS is_open, {is_open} AND n % 5 < 3 AS waits, "  # noqa: S608 - own names
        f"CASE WHEN n % 7 > 0 THEN {_id('employee', whose)} END AS holder "
        f"FROM {_people(company, each)} JOIN sentences ON number = (n * 104729) % {_POOL}) t"
    )


def _at(company: Company, seq: str) -> str:
    """When this position was written: three years end with the last."""
    end = company.messages * EVENTS_EACH
    return f"timestamptz '2026-11-02T09:00Z' - interval '1095 days' * (1 - ({seq})::float8 / {end})"


def _said(company: Company, each: int) -> str:
    """Messages by their place on the log: those of a conversation stand near each other."""
    near = f"least({company.clients - 1}, greatest(0, n / {each} + (n * 7919) % 400 - 200))"
    return (
        f"(SELECT n, {near} AS talk, line "  # noqa: S608 - own names
        f"FROM generate_series(0::bigint, {company.messages - 1}) n "
        f"JOIN sentences ON number = (n * 48271) % {_POOL}) m"
    )


_CLIENT = {"client_id": _id("card", "n"), "name": "name", "registered_at": "at"}
_CARD = {
    "identity_id": _id("identity", "n"),
    "client_id": _id("card", "n"),
    "kind": "'phone'",
    "value": "'+' || digits",
    "name": "name",
    "claimed_at": "at",
    "linked_at": "at",
    "rule": "'first_contact'",
    "rule_version": "1",
    "linked_by": "'capture'",
}
_TAILS = "digits || ' ' || right(digits, 10) || ' ' || right(digits, 7) || ' ' || right(digits, 4)"
_NAME = {
    "about_id": "md5(kind || ' ' || n::text)::uuid",
    "seq": "seq",
    "words": f"lower(name) || CASE kind WHEN 'identity' THEN ' ' || {_TAILS} ELSE '' END",
}
_WORD = f"(ARRAY[{', '.join(repr(label) for label in _LABELS)}])[1 + n % {len(_LABELS)}]"
_INBOX = {
    "conversation_id": _id("talk", "n"),
    "identity_id": _id("identity", "n"),
    "channel": "'telegram'",
    "account": "'shop'",
    "status": "CASE WHEN is_open THEN 'open' ELSE 'closed' END",
    "assignee_id": "holder",
    "opened_at": "at - interval '1 hour'",
    "last_at": "at",
    "last_text": "left(line, 200)",
    "last_direction": "CASE WHEN waits THEN 'in' ELSE 'out' END",
    "messages": "5",
    "labels": f"CASE WHEN n % 4 = 0 THEN jsonb_build_array({_WORD}) ELSE '[]' END",
    "snoozed": "is_open AND n % 20 = 19",
    "answered_at": "CASE WHEN NOT waits THEN at END",
    "answered_by": "CASE WHEN NOT waits THEN holder END",
}
_LABEL = {"folded": _WORD, "conversation_id": _id("talk", "n"), "label": _WORD}
_CLOCK = {
    "conversation_id": _id("talk", "n"),
    "waiting": "'{}'",
    "waiting_since": "at",
    "due_at": "at + interval '10 minutes'",
    "step": "CASE WHEN n % 10 = 0 THEN 1 ELSE 0 END",
}
_MENTION = {
    "employee_id": _id("employee", "n / 50 % 50"),
    "conversation_id": _id("talk", "n"),
    "message_id": _id("note", "n"),
    "seq": "seq",
    "at": "at",
}
_THING = {"thing_id": _id("talk", "n"), "identity_id": _id("identity", "n")}
_HOLDING = {
    "by_id": _id("talk", "n"),
    "mentioned_id": f"'{NOBODY}'",
    "thing_id": _id("talk", "n"),
    "holder_id": "holder",
    "kind": "'conversation'",
}
_STANDING = {"identity_id": _id("identity", "n"), "client_id": _id("card", "n")}
_HELD = {**_STANDING, "holder_id": f"coalesce(holder, '{NOBODY}')"}
_LEAD = {
    "lead_id": _id("lead", "n"),
    "claimed": "false",
    "identity_id": _id("identity", "n"),
    "status": "CASE WHEN n % 10 = 0 THEN 'open' ELSE 'qualified' END",
    "channel": "'site'",
    "account": "'form'",
    "opened_at": "at",
    "opened_seq": "seq",
}
_CALL = {
    "call_id": _id("call", "n"),
    "identity_id": f"CASE WHEN n % 1000 > 0 THEN {_id('identity', 'n')} END",
    "seq": "seq",
    "heard_at": "at",
    "at": "at",
    "channel": "'telephony'",
    "account": "'office'",
    "direction": "'in'",
    "missed": "n % 8 = 0",
    "recording": "false",
}
_TASK = {
    "task_id": _id("task", "n"),
    "kind": "'call_back'",
    "status": "CASE WHEN n % 10 = 0 THEN 'open' ELSE 'done' END",
    "assignee_id": "holder",
    "lead_id": f"CASE WHEN n % 3 = 0 THEN {_id('lead', 'n')} END",
    "identity_id": f"CASE WHEN n % 3 > 0 AND n % 1000 > 0 THEN {_id('identity', 'n')} END",
    "opened_at": "at",
    "opened_seq": "seq",
}
_TEXT = {
    "message_id": _id("message", "n"),
    "conversation_id": _id("talk", "talk"),
    "seq": f"n * {EVENTS_EACH} + 1",
    "text": f"line || CASE WHEN n % 100000 = 77 THEN ' {RARE}' WHEN n % 500 = 3 THEN ' {MEDIUM}' "
    "WHEN n % 5 = 1 THEN ' ' || (n * 2654435761 % 1000000)::text ELSE '' END",
}


def _thread(company: Company) -> Mapping[str, str]:
    went_out = "s.seq % 2 = 0"
    return {
        "message_id": "message_id",
        "conversation_id": "conversation_id",
        "seq": "s.seq",
        "at": _at(company, "s.seq"),
        "direction": f"CASE WHEN {went_out} THEN 'out' ELSE 'in' END",
        "text": "s.text",
        "identity_id": f"CASE WHEN {went_out} THEN NULL ELSE identity_id END",
        "by": f"CASE WHEN {went_out} THEN assignee_id END",
        "state": f"CASE WHEN {went_out} THEN 'sent' END",
    }
