"""Who works here and where they are told; which accounts work; which cards are there."""

from contracts.account import (
    ChannelConnected,
    ChannelFaltered,
    ChannelPaused,
    ChannelRecovered,
    ChannelResumed,
)
from contracts.client import (
    ClientAbsorbed,
    ClientMerged,
    ClientRegistered,
    ClientRenamed,
    ClientRestored,
    ClientUnmerged,
)
from contracts.company import (
    EmployeeBound,
    EmployeeLeft,
    EmployeeRegistered,
    EmployeeUnbound,
    PolicySet,
    ReportingChanged,
    Step,
)
from contracts.event import Event
from contracts.ids import EmployeeId, drawn
from contracts.inbound import AddressKind
from projections.channels import CHANNELS, ChannelRow
from projections.clients import CLIENTS, MERGES
from projections.company import BINDINGS, EMPLOYEES, POLICIES
from projections.kit import play
from tests.examples import ANNA, BORIS, BORIS_CARD, BY_HAND, GLEB, NOON, VERA, VERA_CARD, story

CONNECTED = ChannelConnected(channel="telegram", account="shop", connected_at=NOON)
FALTERED = ChannelFaltered(account="shop", reason="502")
PAUSED = ChannelPaused(account="shop", reason="401", remedy="Give a new token.")
RECOVERED = ChannelRecovered(account="shop")
MERGE = drawn()


def account(*events: Event) -> ChannelRow:
    row = play(CHANNELS, story(*events))[("shop",)]
    assert isinstance(row, ChannelRow)
    return row


def bound(employee: EmployeeId) -> EmployeeBound:
    return EmployeeBound(
        employee_id=employee, kind=AddressKind.TELEGRAM, value="5", digest="digest"
    )


def test_an_account_shows_how_it_does() -> None:
    assert account(CONNECTED).state == "up"
    assert account(CONNECTED, FALTERED).state == "faltering"
    assert account(CONNECTED, FALTERED, RECOVERED).reason is None


def test_a_paused_account_waits_for_the_operator_whatever_the_provider_does() -> None:
    row = account(CONNECTED, PAUSED, FALTERED, RECOVERED)

    assert (row.state, row.remedy) == ("paused", "Give a new token.")
    assert account(CONNECTED, PAUSED, ChannelResumed(account="shop")).state == "up"


def test_new_settings_do_not_make_old_mail_new() -> None:
    again = CONNECTED.model_copy(update={"connected_at": NOON.replace(year=2027)})

    assert account(CONNECTED, again).connected_at == NOON


def test_who_left_keeps_their_head_and_who_comes_back_their_place() -> None:
    came = EmployeeRegistered(employee_id=ANNA, name="Анна")
    head = ReportingChanged(employee_id=ANNA, head_id=GLEB)
    gone = play(EMPLOYEES, story(came, head, EmployeeLeft(employee_id=ANNA)))[(ANNA,)]
    back = play(EMPLOYEES, story(came, head, EmployeeLeft(employee_id=ANNA), came))[(ANNA,)]

    assert (gone.departed, gone.head_id) == (True, GLEB)
    assert (back.departed, back.head_id) == (False, GLEB)


def test_an_address_is_whose_who_bound_it_last_and_only_they_let_it_go() -> None:
    loses = EmployeeUnbound(employee_id=ANNA, digest="digest")

    assert play(BINDINGS, story(bound(ANNA), loses)) == {}
    assert play(BINDINGS, story(bound(ANNA), bound(GLEB), loses))[("digest",)].employee_id == GLEB


def test_the_last_policy_is_in_force_and_says_where_it_stands() -> None:
    first = PolicySet(name="main", calendar="work", steps=(Step(after_seconds=60, level=0),))
    last = first.model_copy(update={"on_duty": GLEB})

    row = play(POLICIES, story(first, last))[("main",)]

    assert (row.on_duty, row.seq) == (GLEB, 2)


def test_a_card_shows_who_has_taken_it_over_for_as_long_as_they_have_it() -> None:
    cards = [
        ClientRegistered(client_id=BORIS_CARD, identity_id=BORIS, name="Борис", why=BY_HAND),
        ClientRegistered(client_id=VERA_CARD, identity_id=VERA, name="Вера", why=BY_HAND),
        ClientRenamed(client_id=BORIS_CARD, name="Борис Ильич"),
    ]
    merged = [
        ClientMerged(
            client_id=BORIS_CARD,
            absorbed_id=VERA_CARD,
            merge_id=MERGE,
            identities=(VERA,),
            why=BY_HAND,
        ),
        ClientAbsorbed(client_id=VERA_CARD, into_id=BORIS_CARD, merge_id=MERGE),
    ]
    undone = [
        ClientUnmerged(
            client_id=BORIS_CARD,
            restored_id=VERA_CARD,
            merge_id=MERGE,
            identities=(VERA,),
            why=BY_HAND,
        ),
        ClientRestored(client_id=VERA_CARD, merge_id=MERGE, identities=(VERA,)),
    ]

    assert play(CLIENTS, story(*cards))[(BORIS_CARD,)].name == "Борис Ильич"
    assert play(CLIENTS, story(*cards, *merged))[(VERA_CARD,)].absorbed_into == BORIS_CARD
    assert play(CLIENTS, story(*cards, *merged, *undone))[(VERA_CARD,)].absorbed_into is None
    assert play(MERGES, story(*cards, *merged))[(MERGE,)].undone_at is None
    assert play(MERGES, story(*cards, *merged, *undone))[(MERGE,)].undone_at is not None
