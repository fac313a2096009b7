"""Sentences: all that the hub can say to who uses the console, read from its source.

A sentence is written `{}` where it is filled in: "this channel takes {} characters, not {}".
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

SPEAKING = (
    "channels/email",
    "channels/loopback",
    "channels/telegram",
    "channels/telephony",
    "channels/website/channel.py",
    "channels/website/definition.py",
    "channels/website/field_definition.py",
    "channels/website/settings.py",
    "contracts/errors.py",
    "hub/access",
    "hub/accounts",
    "hub/api",
    "hub/blobs.py",
    "hub/capture/calls.py",
    "hub/commands.py",
    "hub/condition.py",
    "hub/desk",
    "hub/domain",
    "hub/fetching",
    "hub/house.py",
    "hub/live",
    "hub/log/append.py",
    "hub/log/codec.py",
    "hub/log/jetstream.py",
    "hub/projector/progress.py",
    "hub/projector/unbuilt.py",
    "hub/recordings",
    "hub/room",
    "hub/sender",
    "hub/signin",
    "hub/uploads",
    "hub/vault",
)
"""What a request of the console, or a fact that it shows, can come through. The rest speaks to the
operator at the command line and in the log, where the hub speaks English."""

SILENT = (
    "hub/api/serve.py",  # ends the start of a process
    "hub/vault/migrate.py",  # likewise
    "hub/vault/schema.py",  # likewise
    "hub/room/asking.py",  # what a probe meets, for the log
    "channels/email/frames.py",  # between the hub and its own child
    "channels/email/worker.py",  # likewise
    "channels/telegram/reading.py",  # of an update: it is parked with its own words
    "channels/telephony/generic.py",  # of a call's notice: answered to the exchange
    "channels/telephony/twilio_event.py",  # likewise
)

_ERRORS = {
    *("Refused", "NotFound", "Conflict", "Invalid", "Unauthenticated", "Forbidden", "TooOften"),
    *("Transient", "RateLimited", "Undeliverable", "Uncertain", "Misconfigured"),
    *("Moved", "NoPicture", "TooLarge", "Blocked"),
}
_SECOND = {"problem", "_missing", "Content"}
"""Calls whose second argument is the sentence, not the first."""

_SAYING = {
    *_ERRORS,
    *_SECOND,
    *("ValueError", "Health", "Missing", "TaskCancelled", "remark"),
    *("_later", "_let_go", "postpone", "failed", "__init__"),
}
_NAMED = {"detail", "message", "reason", "remedy", "unreadable"}
"""Arguments by name that are sentences; of the others, the first may be."""

_TELLING = {"_wrongs", "_wrongs_of", "why_nobody", "_told", "unfetched", "unserved", "_missing"}
"""Functions that give a sentence to who raises or records it."""


def sentences() -> dict[str, str]:
    """Every sentence, and one place where it is said."""
    found: dict[str, str] = {}
    for place, tree in _sources().items():
        for line, sentence in _said(tree):
            found.setdefault(sentence, f"{place}:{line}")
    return found


def unreadable() -> Iterator[tuple[str, str]]:
    """Errors whose sentence stands elsewhere: the expression, and where it is."""
    for place, tree in _sources().items():
        constants = dict(_constants(tree))
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[said, *_]) if name in _ERRORS:
                    if not list(_readings(said, constants)):
                        yield ast.unparse(said), f"{place}:{node.lineno}"


@cache
def _sources() -> dict[str, ast.Module]:
    paths = [ROOT / place for place in SPEAKING]
    every = [source for path in paths for source in (path, *sorted(path.rglob("*.py")))]
    named = {source.relative_to(ROOT).as_posix(): source for source in every if source.is_file()}
    return {place: ast.parse(named[place].read_text()) for place in named if place not in SILENT}


def _said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    constants = dict(_constants(tree))
    for node in ast.walk(tree):
        for said in _spoken(node):
            for sentence in _readings(said, constants):
                yield said.lineno, sentence


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case _:
                pass


def _spoken(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that become a sentence here."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _SAYING:
            yield from node.args[1:2] if name in _SECOND else node.args[:2]
            yield from (word.value for word in node.keywords if word.arg in _NAMED)
        case ast.FunctionDef(name=name) if name in _TELLING:
            yield from (said for inner in ast.walk(node) for said in _told(inner))
        case _:
            pass


def _told(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Yield(value=ast.Tuple(elts=[_, said])) | ast.Return(value=ast.expr() as said):
            return [said]
        case _:
            return []


def _readings(said: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    match said:
        case ast.Constant(value=str(sentence)):
            yield sentence
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts
            )
        case ast.IfExp(body=one, orelse=other):
            yield from _readings(one, constants)
            yield from _readings(other, constants)
        case ast.Name(id=name) if name in constants:
            yield from _readings(constants[name], constants)
