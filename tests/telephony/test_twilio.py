"""What Twilio's webhooks mean."""

import pytest

from channels.telephony.channel import Telephony
from contracts.inbound import CallNews, CallPhase, Direction, InboundKind
from tests.telegram.memory_host import NOON
from tests.telephony.exchange import (
    ACCOUNT_SID,
    BORIS,
    OLD_SECRET,
    OUR_LINE,
    SECRET,
    TWILIO_RINGS,
    Desk,
    PhoneHost,
    desk,
    settings,
    twilio,
)

TWILIO = {"format": "twilio"}
RECORDING = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}/Recordings/RE{'1' * 32}"
RECORDED = {
    "AccountSid": ACCOUNT_SID,
    "CallSid": "CA1",
    "RecordingSid": "RE1",
    "RecordingStatus": "completed",
    "RecordingUrl": RECORDING,
    "RecordingStartTime": "Wed, 03 Jun 2026 12:00:00 +0000",
}


def call_of(phone: Desk, number: int = -1) -> CallNews:
    call = phone.inbounds[number].call
    assert call
    return call


async def test_a_call_is_told_in_words_of_ours_and_answered_in_twilios() -> None:
    async with desk(**TWILIO) as phone:
        answer = await phone.twilio(TWILIO_RINGS)

        assert (answer.status, answer.media_type) == (200, "text/xml; charset=utf-8")
        assert answer.body.endswith(b"<Response/>")
        assert call_of(phone).direction is Direction.IN
        assert (call_of(phone).at, call_of(phone).line) == (NOON, OUR_LINE)
        assert [sender.value for sender in phone.inbounds[0].sender] == [BORIS]


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("queued", CallPhase.RINGING),
        ("initiated", CallPhase.RINGING),
        ("ringing", CallPhase.RINGING),
        ("in-progress", CallPhase.ANSWERED),
        ("answered", CallPhase.ANSWERED),
        ("completed", CallPhase.ENDED),
        ("busy", CallPhase.MISSED),
        ("no-answer", CallPhase.MISSED),
        ("canceled", CallPhase.MISSED),
        ("failed", CallPhase.MISSED),
    ],
)
async def test_every_status_is_a_phase(status: str, phase: CallPhase) -> None:
    async with desk(**TWILIO) as phone:
        await phone.twilio(TWILIO_RINGS | {"CallStatus": status, "CallDuration": "42"})

        assert call_of(phone).phase is phase
        assert call_of(phone).duration_seconds == (42 if phase is CallPhase.ENDED else None)


async def test_of_an_outgoing_call_the_client_is_who_was_called() -> None:
    outgoing = {"Direction": "outbound-api", "From": OUR_LINE, "To": BORIS}
    async with desk(**TWILIO) as phone:
        await phone.twilio(TWILIO_RINGS | outgoing)

        assert call_of(phone).direction is Direction.OUT
        assert [sender.value for sender in phone.inbounds[0].sender] == [BORIS]


async def test_our_lines_tell_the_direction_where_twilio_does_not() -> None:
    async with desk(**TWILIO) as phone:
        await phone.twilio(TWILIO_RINGS | {"Direction": "", "From": OUR_LINE, "To": BORIS})

        assert call_of(phone).direction is Direction.OUT


async def test_a_recording_belongs_to_its_call_and_names_its_address() -> None:
    async with desk(**TWILIO) as phone:
        await phone.twilio(TWILIO_RINGS)
        await phone.twilio(RECORDED)

        # it does not tell who called whom, and of two directions the hub takes IN
        assert call_of(phone).direction is Direction.OUT
        assert call_of(phone).phase is CallPhase.RECORDED
        assert call_of(phone).recording == RECORDING
        assert call_of(phone).call == call_of(phone, 0).call


async def test_five_deliveries_have_one_name_and_two_events_have_two() -> None:
    async with desk(**TWILIO) as phone:
        for number in range(5):
            await phone.twilio(TWILIO_RINGS | {"ApiVersion": f"2010-04-0{number}"})
            await phone.twilio(RECORDED | {"ApiVersion": f"2010-04-0{number}"})
        await phone.twilio(TWILIO_RINGS | {"SequenceNumber": "1"})
        await phone.twilio(TWILIO_RINGS | {"CallStatus": "completed"})
        await phone.twilio(TWILIO_RINGS | {"CallSid": "CA2"})
        await phone.twilio(RECORDED | {"RecordingSid": "RE2"})

        names = [inbound.provider_id for inbound in phone.inbounds]
        assert len(set(names[:10])) == 2
        assert len(set(names)) == 6


@pytest.mark.parametrize(
    "unknown", [TWILIO_RINGS | {"CallStatus": "floating"}, RECORDED | {"RecordingStatus": "absent"}]
)
async def test_a_status_without_a_meaning_is_kept_and_no_mistake(unknown: dict[str, str]) -> None:
    async with desk(**TWILIO) as phone:
        answer = await phone.twilio(unknown)

        assert answer.status == 200
        assert phone.inbounds[0].kind is InboundKind.UNSUPPORTED


@pytest.mark.parametrize("missing", ["CallSid", "CallStatus"])
async def test_signed_parameters_that_tell_of_no_call_are_wrong_and_kept(missing: str) -> None:
    async with desk(**TWILIO) as phone:
        answer = await phone.twilio({k: v for k, v in TWILIO_RINGS.items() if k != missing})

        assert answer.status == 422
        assert phone.inbounds[0].kind is InboundKind.UNSUPPORTED


async def test_a_wrong_or_missing_signature_is_refused() -> None:
    right = dict(twilio(TWILIO_RINGS).headers)["x-twilio-signature"]
    async with desk(**TWILIO) as phone:
        answers = [
            await phone.twilio(TWILIO_RINGS, signature=signature)
            for signature in ("", right.rstrip("="), right.lower(), f" {right}", right + "\n", "é")
        ]

        assert {answer.status for answer in answers} == {401}
        assert phone.inbounds == []


async def test_the_signature_covers_the_address_as_twilio_called_it() -> None:
    async with desk(**TWILIO) as phone:
        whole = await phone.twilio(TWILIO_RINGS, path="calls/", query="?a=%20b&c")
        slashed = await phone.twilio(TWILIO_RINGS, query="/")
        moved = await phone.asked(twilio(TWILIO_RINGS).model_copy(update={"path": "calls"}))
        asked = await phone.asked(twilio(TWILIO_RINGS).model_copy(update={"url": "http://x/?a"}))

        assert (whole.status, slashed.status) == (200, 200)
        assert (moved.status, asked.status) == (401, 401)


async def test_while_the_token_is_changed_both_are_taken() -> None:
    async with desk(**TWILIO, secrets=[SECRET, OLD_SECRET]) as phone:
        answers = [await phone.twilio(TWILIO_RINGS, token=each) for each in (SECRET, OLD_SECRET)]

        assert [answer.status for answer in answers] == [200, 200]


async def test_the_machine_that_answers_and_dials_is_nobody() -> None:
    """Twilio picks up at once, rings a colleague in vain, and the caller hangs up."""
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "Direction": "outbound-dial", "To": "+74950"}
    async with desk(**TWILIO, dials=True) as phone:
        await phone.twilio(TWILIO_RINGS | {"CallStatus": "in-progress"})
        await phone.twilio(TWILIO_RINGS | leg | {"CallStatus": "no-answer"})
        await phone.twilio(TWILIO_RINGS | {"CallStatus": "completed", "CallDuration": "25"})

        calls = [call_of(phone, number) for number in range(3)]
        assert len({call.call for call in calls}) == 1
        assert {call.direction for call in calls} == {Direction.IN}
        assert CallPhase.ANSWERED not in {call.phase for call in calls}
        assert calls[2].duration_seconds is None


async def test_a_colleague_who_picks_up_answers_the_callers_call() -> None:
    leg = {"CallSid": "CA2", "ParentCallSid": "CA1", "Direction": "outbound-dial"}
    async with desk(**TWILIO, dials=True) as phone:
        await phone.twilio(TWILIO_RINGS)
        await phone.twilio(TWILIO_RINGS | leg | {"CallStatus": "in-progress"})

        assert call_of(phone).phase is CallPhase.ANSWERED
        assert call_of(phone).call == call_of(phone, 0).call


async def test_a_dial_that_nobody_took_was_missed() -> None:
    async with desk(**TWILIO) as phone:
        await phone.twilio(
            TWILIO_RINGS | {"CallStatus": "in-progress", "DialCallStatus": "no-answer"}
        )

        assert call_of(phone).phase is CallPhase.MISSED


def test_the_password_goes_with_our_accounts_recordings_alone() -> None:
    channel = Telephony(settings(**TWILIO, account_sid=ACCOUNT_SID), PhoneHost())
    other = RECORDING.replace(ACCOUNT_SID, "AC" + "2" * 32)

    url, headers = channel.media(RECORDING)
    assert url == RECORDING + ".mp3"
    assert headers["Authorization"].startswith("Basic ")
    assert channel.media(other) == (other + ".mp3", {})
    evil = RECORDING.replace("api.twilio.com", "api.twilio.com.evil.test")
    assert channel.media(evil) == (evil, {})
