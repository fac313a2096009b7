"""Contradictions: settings that are each well formed, and cannot all be meant."""

from collections.abc import Callable, Iterator

from contracts.errors import Misconfigured
from hub.log.sealing import Secret
from hub.settings import Settings


def contradictions(settings: Settings) -> list[Misconfigured]:
    """What a start would stumble over sooner or later, each with its remedy."""
    return [trouble for judge in _JUDGES for trouble in judge(settings)]


def _engines(settings: Settings) -> Iterator[Misconfigured]:
    if (settings.nats_url is None) != (settings.database_url is None):
        yield Misconfigured(
            "Only one of OMNIHUB_NATS_URL and OMNIHUB_DATABASE_URL is set.",
            remedy="Set both to use engines of your own, or none to have them started here.",
        )


def _monitor(settings: Settings) -> Iterator[Misconfigured]:
    if settings.nats_url is not None and settings.nats_monitor_url is None:
        yield Misconfigured(
            "OMNIHUB_NATS_URL names a server whose monitoring port is not known.",
            remedy="Set OMNIHUB_NATS_MONITOR_URL, for example http://127.0.0.1:8222.",
        )
    if settings.nats_url is None and settings.nats_monitor_url is not None:
        yield Misconfigured(
            "OMNIHUB_NATS_MONITOR_URL is set without OMNIHUB_NATS_URL: nothing would ask there.",
            remedy="Set OMNIHUB_NATS_URL as well, or unset it.",
        )


def _replicas(settings: Settings) -> Iterator[Misconfigured]:
    if settings.nats_replicas > 1 and settings.nats_url is None:
        yield Misconfigured(
            f"OMNIHUB_NATS_REPLICAS asks for {settings.nats_replicas} copies, and the one "
            "nats-server that is started here can keep one.",
            remedy="Name a cluster with OMNIHUB_NATS_URL, or unset it.",
        )


def _ports(settings: Settings) -> Iterator[Misconfigured]:
    ours = (settings.ops_host, settings.ops_port)
    if settings.ops_port and ours == (settings.api_host, settings.api_port):
        yield Misconfigured(
            f"OMNIHUB_OPS_PORT and OMNIHUB_API_PORT are both {settings.ops_port}.",
            remedy="Choose another OMNIHUB_OPS_PORT, or unset it: the API tells its health anyway.",
        )


def _room(settings: Settings) -> Iterator[Misconfigured]:
    tight, cramped, full = (
        settings.room_tight_percent,
        settings.room_cramped_percent,
        settings.room_full_percent,
    )
    if not tight <= cramped <= full:
        yield Misconfigured(
            f"OMNIHUB_ROOM_TIGHT_PERCENT ({tight}), OMNIHUB_ROOM_CRAMPED_PERCENT ({cramped}) and "
            f"OMNIHUB_ROOM_FULL_PERCENT ({full}) do not rise.",
            remedy="Let each be as high as the one before it, or higher.",
        )


def _secret(settings: Settings) -> Iterator[Misconfigured]:
    if settings.secret is None:
        return
    try:
        Secret(bytes.fromhex(settings.secret.get_secret_value()))
    except ValueError:
        yield Misconfigured(
            "OMNIHUB_SECRET is not 64 hexadecimal digits.",
            remedy="Restore it from its backup: nothing sealed can be read without it. For a new "
            "deployment `openssl rand -hex 32` draws one.",
        )


_JUDGES: tuple[Callable[[Settings], Iterator[Misconfigured]], ...] = (
    _engines,
    _monitor,
    _replicas,
    _ports,
    _room,
    _secret,
)
