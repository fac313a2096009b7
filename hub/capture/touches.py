"""Where somebody came from: touches, with what they mean by the rule of today."""

from contracts.event import Subject
from contracts.ids import IdentityId, KeyId, TouchId, derived
from contracts.inbound import Touch
from contracts.touch import TouchRecorded
from hub.capture.outcomes import parked
from hub.capture.picture import Fact
from hub.domain.attribution import source_of
from hub.log.inbounds import Arrived


def touch_facts(arrived: Arrived, identity: IdentityId | None) -> list[Fact]:
    """A fact for each touch of an inbound, oldest first; a visit and the form after it agree."""
    by_id = {_id(arrived, touch): touch for touch in arrived.inbound.touches}
    return [
        _fact(arrived, identity, number, id_, touch)
        for number, (id_, touch) in enumerate(by_id.items())
    ]


def visit_facts(arrived: Arrived) -> list[Fact]:
    """Somebody came to the site; who it is, nobody knows yet."""
    facts = touch_facts(arrived, None)
    reason = "a visit that does not say from where"
    return facts or [parked(arrived.seq, arrived.channel, arrived.account, reason)]


def _id(arrived: Arrived, touch: Touch) -> TouchId:
    """The same visit is told of twice: when it happens, and with the form that follows."""
    whose = touch.visitor or arrived.key
    return TouchId(derived("touch", whose, touch.at.isoformat(), touch.landing, touch.code))


def _fact(
    arrived: Arrived, identity: IdentityId | None, number: int, id_: TouchId, touch: Touch
) -> Fact:
    source = source_of(touch, arrived.channel)
    event = TouchRecorded(
        touch_id=id_,
        identity_id=identity,
        visitor=touch.visitor,
        inbound=arrived.seq,
        key=arrived.key,
        number=number,
        at=min(touch.at, arrived.at),
        channel=arrived.channel,
        account=arrived.account,
        source=source.source,
        medium=source.medium,
        campaign=source.campaign,
        content=source.content,
        term=source.term,
        click=source.click,
        ad_id=touch.ad_id,
        referrer=source.referrer,
        landing=touch.landing if identity else None,
        rule=source.rule,
    )
    whose = str(identity or touch.visitor or id_)
    return Fact(Subject("touch", whose), event, KeyId(identity) if identity else None)
