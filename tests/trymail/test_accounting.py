"""What is lost is called lost."""

from datetime import timedelta

from contracts.ids import ConversationId, derived
from hub.trymail.accounting import Entry, Fate, account_for
from hub.trymail.arrivals import Arrival, digest_of, missing
from hub.trymail.finding import Mail
from hub.trymail.mailbox import name_served
from projections.registry import OutcomeRow
from tests.examples import NOON

HELLO, BYE = b"Subject: hello\r\n\r\n", b"Subject: bye\r\n\r\n"
TALK = ConversationId(derived("talk"))


def arrival(seq: int, raw: bytes) -> Arrival:
    return Arrival(seq, NOON + timedelta(seconds=seq), digest_of(raw))


def talk(inbound: int) -> OutcomeRow:
    return OutcomeRow(inbound, "conversation", "trial", conversation_id=TALK)


def entries(served: dict[int, bytes], arrived: list[Arrival], *outcomes: OutcomeRow) -> list[Entry]:
    return account_for(served, {}, arrived, {row.inbound: row for row in outcomes})


def test_a_mail_without_an_inbound_of_its_bytes_is_lost() -> None:
    found = entries({1: HELLO, 2: BYE}, [arrival(1, HELLO)], talk(1))

    assert [entry.fate for entry in found] == [Fate.OPENED, Fate.LOST]


def test_of_two_equal_mails_one_inbound_saves_only_one() -> None:
    found = entries({1: HELLO, 2: HELLO}, [arrival(1, HELLO)], talk(1))

    assert [entry.fate for entry in found] == [Fate.OPENED, Fate.LOST]
    assert missing([digest_of(HELLO)] * 2, [arrival(1, HELLO)]) == 1


def test_an_inbound_whose_bytes_were_changed_saves_nothing() -> None:
    found = entries({1: HELLO}, [arrival(1, HELLO.lower())], talk(1))

    assert found[0].fate is Fate.LOST


def test_an_inbound_that_nothing_became_of_is_lost() -> None:
    found = entries({1: HELLO}, [arrival(1, HELLO)])

    assert found[0].fate is Fate.LOST
    assert "nothing says what became of it" in (found[0].reason or "")


def test_the_second_mail_of_a_conversation_joins_it() -> None:
    found = entries({1: HELLO, 2: BYE}, [arrival(1, HELLO), arrival(2, BYE)], talk(1), talk(2))

    assert [entry.fate for entry in found] == [Fate.OPENED, Fate.JOINED]
    assert found[1].seconds == 1


def test_a_served_mail_is_known_by_its_content_whatever_its_line_ends() -> None:
    hello, bye = Mail("a/hello", HELLO.replace(b"\r\n", b"\n")), Mail("bye", BYE)
    names = name_served({1: BYE, 2: HELLO}, [hello, bye])

    assert names == {1: bye, 2: hello}
    assert (hello.folder, bye.folder) == ("a", ".")
