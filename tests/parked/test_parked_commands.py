"""What `omnihub parked` does, without the process around it."""

from hub.cli.parked import _line, _listed, shown
from hub.cli.parked_work import _retry, _said
from hub.house import House
from hub.parked.asking import discard
from tests.capture.arriving import VERA_CHATS, chat
from tests.capture.working import capturing, projecting
from tests.parked.parking import NAIVE, parked, repaired
from tests.projector.notes import execute

_STAND_STILL = (
    "INSERT INTO builds.parked SELECT 'registry', build, 'outcomes', '[\"1\"]', 1, 'KeyError' "
    "FROM builds.checkpoints WHERE projection = 'registry' AND status = 'live'"
)


async def test_both_kinds_are_listed_and_all_of_it_is_tried_rows_first(house: House) -> None:
    async with projecting(house):
        hopeless, fine = await parked(house, chat("1", arrived_at=NAIVE), chat("2", VERA_CHATS))
        await execute(house, _STAND_STILL)
        before = [_line(one)[:2] for one in await _listed(house, discarded=False)]
        async with capturing(repaired(house)):
            tried = await _retry(house, [])
        after = [_line(one)[:2] for one in await _listed(house, discarded=False)]

    assert sorted(before) == [("inbound", hopeless), ("inbound", fine), ("row", 1)]
    assert after == [("inbound", hopeless)]
    assert [row.inbound for row in tried.parked] == [hopeless]
    assert _said(tried)[:2] == [
        "registry: computed anew, every row moves again.",
        "Settled: 1 of 2 inbounds.",
    ]


async def test_what_says_something_about_a_person_is_shown_to_who_asks(house: House) -> None:
    async with projecting(house):
        (one,) = await parked(house, chat("1", text="Секрет"))
        await house.progress.reached(["parked"], await discard(house, one, "spam", "cli"))
        hidden = await shown(repaired(house), one, personal=False)
        open_ = await shown(repaired(house), one, personal=True)

    assert "Секрет" not in str(hidden)
    assert open_["kept"]["says"]["text"] == "Секрет"
    assert hidden["kept"]["kind"] == "message"
    assert [step["type"] for step in hidden["history"]] == ["inbound.discarded"]
    assert "Nothing is parked." in _said(await _retry(house, []))
