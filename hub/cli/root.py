"""The root of the command line: every command there is, in the order in which one needs them."""

from typing import ClassVar

import typer

from hub.cli.menu import Line, Menu


class Channels(Menu):
    """Connect mailboxes, bots and other ways to reach people."""

    lines: ClassVar = {
        "kinds": Line("hub.cli.kinds:kinds", "What can be connected, and what has to be said."),
        "list": Line("hub.cli.channels:list_", "The accounts that are connected, and their state."),
        "add": Line("hub.cli.channel_add:add", "Connect an account, or give it new settings."),
        "test": Line("hub.cli.channels:health", "Open an account and ask whether it works."),
        "pause": Line("hub.cli.channels:pause", "Neither receive nor send until it is resumed."),
        "resume": Line("hub.cli.channels:resume", "Receive and send again."),
        "remove": Line("hub.cli.channels:remove", "Forget an account's settings."),
    }


class Leads(Menu):
    """Look at who is interested; what says something about a person stays masked."""

    lines: ClassVar = {
        "list": Line("hub.cli.leads:list_", "Leads, the newest first."),
        "show": Line("hub.cli.leads:show", "One lead, and how the client came."),
    }


class Deals(Menu):
    """Look at what is being sold; what says something about a person stays masked."""

    lines: ClassVar = {
        "list": Line("hub.cli.deals:list_", "Deals, the newest first."),
        "show": Line("hub.cli.deals:show", "One deal, and its way through the stages."),
    }


class Tasks(Menu):
    """Look at what has to be done."""

    lines: ClassVar = {"list": Line("hub.cli.tasks:list_", "Tasks, the newest first.")}


class Calls(Menu):
    """Look at who called."""

    lines: ClassVar = {"list": Line("hub.cli.calls:list_", "Calls, the newest first.")}


class Pipelines(Menu):
    """Look at the stages that deals go through."""

    lines: ClassVar = {
        "list": Line("hub.cli.pipelines:list_", "Every pipeline and its stages."),
    }


class Token(Menu):
    """Give, list and revoke the tokens by which programs and people use the API."""

    lines: ClassVar = {
        "give": Line("hub.cli.tokens:give", "Make a token; it is shown this once."),
        "list": Line("hub.cli.tokens:list_", "Who has a token; never the tokens themselves."),
        "revoke": Line("hub.cli.tokens:revoke", "Make every token of a name worthless."),
    }


class Employee(Menu):
    """Let people in: each gets a link that works once."""

    lines: ClassVar = {
        "invite": Line("hub.cli.employees:invite", "Make a link to choose a password by."),
        "reset": Line("hub.cli.employees:reset", "The same for who has forgotten it."),
    }


class SignIn(Menu):
    """Let an administrator in who has no password."""

    lines: ClassVar = {
        "first": Line("hub.cli.employees:first", "Make a link by which an administrator registers.")
    }


class Access(Menu):
    """See who may do what."""

    lines: ClassVar = {
        "matrix": Line("hub.cli.access:matrix", "What each role gets at each operation."),
    }


class Events(Menu):
    """Look at the log; personal fields stay masked unless asked for."""

    lines: ClassVar = {
        "tail": Line("hub.cli.events:tail", "The latest events, and those that come."),
        "show": Line("hub.cli.events:show", "One event, whole."),
    }


class Projections(Menu):
    """Look at the answers computed from the log, and compute them anew."""

    lines: ClassVar = {
        "list": Line("hub.cli.projections:list_", "Every projection: its question, how far it is."),
        "rebuild": Line("hub.cli.rebuild:rebuild", "Compute a projection anew, and compare."),
    }


class Parked(Menu):
    """See what was put aside for a person, have it tried again, or give it up."""

    lines: ClassVar = {
        "list": Line("hub.cli.parked:list_", "What waits for a person, oldest first."),
        "show": Line("hub.cli.parked:show", "Everything known of it, and what was tried."),
        "retry": Line("hub.cli.parked_work:retry", "Have it tried again, in its order."),
        "discard": Line("hub.cli.parked_work:discard", "Take an inbound off the list."),
    }


class Root(Menu):
    """Every contact of a company's customers on one log; one card, one inbox, no one forgotten.

    Start with `omnihub up`; it says what to type next.
    """

    lines: ClassVar = {
        "up": Line("hub.cli.up:up", "Start the hub on this machine, its engines included."),
        "demo": Line("hub.cli.demo:demo", "Watch a small company live for a minute."),
        "status": Line("hub.cli.status:status", "Is it running, and does anything lag or falter?"),
        "doctor": Line("hub.cli.doctor:doctor", "Check what it stands on, and say what to do."),
        "config": Line("hub.cli.config:config", "Every setting, its value, and where it was said."),
        "channels": Channels,
        "leads": Leads,
        "deals": Deals,
        "tasks": Tasks,
        "calls": Calls,
        "funnel": Line("hub.cli.funnel:funnel", "How deals go through the stages."),
        "sources": Line("hub.cli.sources:sources", "Where clients come from, and what it costs."),
        "pipelines": Pipelines,
        "employee": Employee,
        "signin": SignIn,
        "token": Token,
        "access": Access,
        "events": Events,
        "projections": Projections,
        "parked": Parked,
        "run": Line("hub.cli.run:run", "Run one role, beside others that run elsewhere."),
        "try-mail": Line("hub.cli.trymail:try_mail", "See what would become of a folder of mails."),
        "asyncapi": Line("hub.cli.asyncapi:asyncapi", "Print the AsyncAPI document of the doors."),
    }


app = typer.Typer(
    cls=Root, help=Root.__doc__, pretty_exceptions_enable=False, rich_markup_mode="markdown"
)


@app.callback()
def _root() -> None:
    """See `Root`."""
