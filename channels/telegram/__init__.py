"""Telegram: a bot that the company's clients write to, by the Bot API and long polling."""

from importlib import import_module
from types import ModuleType

from channels.telegram.settings import Settings
from contracts.channel import Channel, FileLimits, Host, Manifest, Provider
from contracts.inbound import AddressKind


def _warm() -> ModuleType:
    return import_module("channels.telegram.channel")


def _open(settings: Settings, host: Host) -> Channel:
    # The one import that waits until it is needed: behind it stands aiogram, which costs seconds
    # and over 100 MB, and the hub reads the manifest of channels that nobody has connected.
    opened: Channel = _warm().Telegram(settings, host)
    return opened


provider = Provider(
    manifest=Manifest(
        name="telegram",
        title="Telegram",
        identity_kinds=(AddressKind.TELEGRAM,),
        text_limit=4096,
        buttons=True,
        edits=True,
        attachments=True,
        files=FileLimits(count=10, size=50_000_000, text=1024),
        secrets=frozenset({"token", "proxy"}),
    ),
    settings=Settings,
    open=_open,
    warm=_warm,
)
"""What the entry point `omnihub.channels` names."""
