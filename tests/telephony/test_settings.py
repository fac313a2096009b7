"""An exchange whose secret is not said is not listened to."""

import pytest
from pydantic import ValidationError

from channels.telephony import provider
from channels.telephony.channel import Telephony
from channels.telephony.settings import Settings
from contracts.channel import Media, Outbound, State
from contracts.errors import Misconfigured, Undeliverable
from contracts.ids import MessageId, drawn
from contracts.inbound import Address, AddressKind
from tests.telephony.exchange import BORIS, HOOK, OLD_SECRET, SECRET, PhoneHost, settings

COMPLETE = {"format": "generic", "secrets": [SECRET], "public_url": HOOK}


def test_every_setting_is_described() -> None:
    properties = Settings.model_json_schema()["properties"]

    assert all(setting["description"] for setting in properties.values())
    assert provider.manifest.secrets < properties.keys()


@pytest.mark.parametrize(
    "secrets",
    [
        None,
        "",
        " ",
        ",",
        [],
        [""],
        [" " * 20],
        ["short"],
        [None],
        12345678901234567,
        {},
        [SECRET] * 4,
    ],
)
def test_without_a_secret_the_account_does_not_start(secrets: object) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(COMPLETE | {"secrets": secrets})


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "asterisk"},
        {"public_url": "hub.omnihub.test/hooks/phone"},
        {"public_url": "https://user@hub.omnihub.test/hooks/phone"},
        {"public_url": HOOK + "?a=b"},
        {"public_url": "https://hub.omnihub.test:x/hooks/phone"},
        {"region": "XX"},
        {"recording_hosts": "https://pbx.test/"},
        {"recording_authorization": "Bearer x\r\nX-Evil: yes"},
        {"account_sid": "AC1"},
        {"secret": SECRET},
    ],
)
def test_a_wrong_setting_is_refused_without_repeating_a_secret(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate(COMPLETE | wrong)

    assert SECRET not in str(refused.value)


def test_a_command_line_parts_several_values_by_commas() -> None:
    said = Settings.model_validate(
        COMPLETE | {"secrets": f"{SECRET}, {OLD_SECRET}", "lines": "+74951234567,+74957654321"}
    )

    assert said.keys == (SECRET.encode(), OLD_SECRET.encode())
    assert said.lines == ("+74951234567", "+74957654321")


@pytest.mark.parametrize("language", ["generic", "twilio"])
async def test_its_health_tells_the_address_to_enter_at_the_exchange(language: str) -> None:
    health = await Telephony(settings(format=language), PhoneHost()).health()

    assert health.state is State.UP
    assert health.message.endswith(HOOK)


async def test_nothing_can_be_written_to_a_telephone() -> None:
    channel = provider.open(settings(), PhoneHost())
    to = Address(kind=AddressKind.PHONE, value=BORIS)

    with pytest.raises(Undeliverable):
        await channel.send(Outbound(id=MessageId(drawn()), to=to, text="Good day"))


def test_its_recordings_can_be_asked_for() -> None:
    channel = provider.open(settings(), PhoneHost())

    assert isinstance(channel, Media)
    with pytest.raises(Misconfigured):
        channel.media("no address")
