from hub.domain.lead import LeadStatus
from hub.house import House
from tests.api.caller import Caller
from tests.api.sales import boris_asks, state_of
from tests.api.story import Story
from tests.domain.sales import DEAL, LEAD
from tests.examples import ANNA, BORIS, BORIS_CARD, GLEB, VERA, VERA_CARD

PATH = f"/leads/{LEAD}"
ORDER = {"stage": "documents", "title": "Котёл", "amount": "125000.50", "currency": "RUB"}


async def test_a_lead_becomes_a_deal_in_one_breath(
    house: House, story: Story, anna: Caller
) -> None:
    await boris_asks(story)
    await anna.does("POST", f"{PATH}/assign", employee_id=str(ANNA))

    qualified = await anna.does("POST", f"{PATH}/qualify", deal=ORDER)

    lead = await state_of(house, "lead", LEAD)
    deal = await state_of(house, "deal", qualified["deal_id"])
    assert (lead.status, str(lead.deal_id)) == (LeadStatus.QUALIFIED, qualified["deal_id"])
    assert (deal.identity_id, deal.lead_id, deal.owner) == (BORIS, LEAD, ANNA)
    assert (deal.pipeline, deal.stage, deal.price.minor) == ("sales", "documents", 12_500_050)


async def test_a_lead_that_is_qualified_twice_is_one_deal(story: Story, anna: Caller) -> None:
    await boris_asks(story)

    once = await anna.does("POST", f"{PATH}/qualify", deal=ORDER)
    again = await anna.does("POST", f"{PATH}/qualify", deal=ORDER)

    assert once == again
    assert (await anna.does("POST", f"{PATH}/qualify"))["deal_id"] == once["deal_id"]


async def test_a_deal_that_cannot_begin_leaves_its_lead_open(
    house: House, story: Story, anna: Caller
) -> None:
    await boris_asks(story)

    answer = await anna("POST", f"{PATH}/qualify", json={"deal": ORDER | {"stage": "nowhere"}})

    assert (answer.status_code, answer.json()["field"]) == (422, "stage")
    assert (await state_of(house, "lead", LEAD)).status is LeadStatus.OPEN


async def test_a_lead_that_was_rejected_is_reopened_before_it_is_qualified(
    story: Story, anna: Caller
) -> None:
    await boris_asks(story)
    await anna.does("POST", f"{PATH}/reject", reason="не клиент")

    refused = await anna("POST", f"{PATH}/qualify", json={})
    await anna.does("POST", f"{PATH}/reopen")
    await anna.does("POST", f"{PATH}/qualify")

    assert refused.status_code == 409


async def test_a_wrong_claim_takes_the_lead_and_its_deal_off_the_card_and_back(
    house: House, story: Story, anna: Caller
) -> None:
    await boris_asks(story, claimed=True)
    deal = (await anna.does("POST", f"{PATH}/qualify", deal=ORDER))["deal_id"]

    await anna.does("POST", f"{PATH}/detach")
    alone = await state_of(house, "lead", LEAD)
    with_it = await state_of(house, "deal", deal)
    await anna.does("POST", f"{PATH}/attach", client_id=str(BORIS_CARD))
    back = await state_of(house, "lead", LEAD)

    assert alone.identity_id == with_it.identity_id != BORIS
    assert not alone.claimed
    assert back.identity_id == (await state_of(house, "deal", deal)).identity_id == BORIS


async def test_a_lead_that_was_taken_off_stands_on_a_card_of_its_own(
    story: Story, anna: Caller
) -> None:
    await boris_asks(story, claimed=True)

    await anna.does("POST", f"{PATH}/detach")
    await anna.does("POST", f"{PATH}/detach")

    cards = (await anna.get("/clients"))["items"]
    assert len(cards) == 2
    assert (await anna.get(PATH))["client_id"] != str(BORIS_CARD)


async def test_a_lead_goes_to_the_first_address_of_a_card(
    house: House, story: Story, anna: Caller
) -> None:
    await boris_asks(story)
    await story.client(VERA, VERA_CARD, "Вера", "88")

    await anna.does("POST", f"{PATH}/attach", client_id=str(VERA_CARD))

    assert (await state_of(house, "lead", LEAD)).identity_id == VERA


async def test_a_claim_that_is_confirmed_is_a_claim_no_more(
    house: House, story: Story, anna: Caller
) -> None:
    await boris_asks(story, claimed=True)

    await anna.does("POST", f"{PATH}/confirm")

    assert not (await state_of(house, "lead", LEAD)).claimed


async def test_nobody_who_does_not_work_here_is_given_a_lead(story: Story, anna: Caller) -> None:
    await boris_asks(story)

    answer = await anna("POST", f"{PATH}/assign", json={"employee_id": str(GLEB)})

    assert (answer.status_code, answer.json()["field"]) == (422, "employee_id")


async def test_a_lead_that_never_was_is_not_found(anna: Caller) -> None:
    for deed, said in (("qualify", {}), ("detach", None), ("reject", {"reason": "?"})):
        answer = await anna("POST", f"/leads/{DEAL}/{deed}", json=said)

        assert answer.status_code == 404
