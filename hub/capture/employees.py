"""What comes from an employee is never a client's: an acknowledgement, or nothing to do."""

from contracts.capture import AsideReason
from contracts.errors import Conflict, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, NoticeId
from contracts.inbound import InboundKind
from contracts.notice import Alarm
from hub.capture.outcomes import aside
from hub.capture.picture import Fact, Picture
from hub.capture.sender import notice_pressed
from hub.domain.answering import Acknowledge, decide
from hub.domain.escalation import escalation_id
from hub.domain.reminder_taking import taken_tidings, tiding_subject
from hub.domain.waiting import ClimbingClock
from hub.folds.clocks import NoticeRow
from hub.log.inbounds import Arrived


def from_employee(picture: Picture, arrived: Arrived, employee: EmployeeId) -> list[Fact]:
    """A button of a notice, or an answer to one, takes on what the notice told of."""
    notice = _notice(picture, arrived)
    if notice is None or notice.employee_id != employee:
        pressed = arrived.inbound.kind is InboundKind.BUTTON
        return [aside(arrived, AsideReason.STALE_BUTTON if pressed else AsideReason.EMPLOYEE)]
    taken = [fact for alarm in notice.alarms for fact in _taken(picture, alarm, employee)]
    about = {subject: picture.interest.state(subject) for subject in tiding_subjects(notice)}
    told = taken_tidings(notice.tidings, about, employee)
    taken += [Fact(subject, event) for subject, event in told]
    return [*taken, aside(arrived, AsideReason.ACKNOWLEDGEMENT)]


def tiding_subjects(notice: NoticeRow) -> set[Subject]:
    """Where the tasks and deals stand that a notice told of."""
    return {tiding_subject(tiding) for tiding in notice.tidings}


def _notice(picture: Picture, arrived: Arrived) -> NoticeRow | None:
    """The notice that was pressed, or that the message answers, by signature or by reference."""
    pressed = notice_pressed(arrived)
    if pressed:
        return picture.notices.get(pressed)
    thread = arrived.inbound.thread
    quoted = (picture.references.get(ref) for ref in thread.refs)
    ids = [*thread.answers, *(row.message_id for row in quoted if row)]
    found = (picture.notices.get(NoticeId(id_)) for id_ in ids)
    return next((notice for notice in found if notice), None)


def _taken(picture: Picture, alarm: Alarm, employee: EmployeeId) -> list[Fact]:
    """The acknowledgement; nothing where the client was answered, or somebody else was faster."""
    conversation = picture.conversation(alarm.conversation_id)
    clock = next((c for c in conversation.waiting.clocks if _raised(c, alarm)), None)
    if clock is None:
        return []
    command = Acknowledge(clock.clock_id, alarm.escalation_id, employee)
    try:
        events = decide(conversation, command)
    except (Conflict, NotFound):
        return []
    subject = Subject("conversation", str(alarm.conversation_id))
    return [Fact(subject, event) for event in events]


def _raised(clock: ClimbingClock, alarm: Alarm) -> bool:
    """Whether it was this clock: what the client wrote since is not what the notice told of."""
    return escalation_id(clock.clock_id, alarm.step) == alarm.escalation_id
