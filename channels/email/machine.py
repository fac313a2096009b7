"""Was this mail written by a machine? If so it opens nothing, and is never answered (RFC 3834)."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from channels.email.parse.header_block import Fields, first
from contracts.inbound import Machine

LOOP_HEADER = "X-Omnihub-Loop"

_DAEMON = re.compile(
    r"\b(?:mailer-?daemon|mail(?:er)? daemon|post-?master|mail delivery (?:sub)?system"
    r"|mail deliver system|mail\.delivery\.system|mail delivery service)\b",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"undeliver(?:able|ed)|returned mail|returned to sender|failure not(?:ice|ification)"
    r"|deliver(?:y|ing) (?:has )?(?:failure|failed|delayed|incomplete|status|problem|error)"
    r"|failed delivery|mail(?:er)? (?:delivery )?(?:failed|failure|system error)"
    r"|delay(?:ed)? mail|(?:could|can)not be delivered|mail could not be sent"
    r"|could not send message|message delayed|delayed \d+ hours|error sending your mail"
    r"|message (?:delivery )?(?:has )?(?:failed|status)|non[- ]?delivery|unzustellbar"
    r"|bounce notification|не доставлено|недоставлен|не удалось доставить|возврат письма",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"could not be delivered|couldn't be delivered|wasn't able to deliver|was not delivered"
    r"|unable to deliver|cannot be delivered|following address(?:es)? failed|delivery (?:has )?fail"
    r"|undeliverable|user unknown|returned to you|не удалось доставить|не доставлено",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"^\W{0,3}(?:automatic(?:ally generated)? reply|auto(?:matic)?[- :]?(?:reply|response|answer)"
    r"|autoreply|autorespon|auto:|out of (?:the )?office|away (?:from|until)|vacation"
    r"|автоответ|автоматический ответ|автоматична відповідь|нет на месте|вне офиса|отпуск"
    r"|abwesenheit|automatische antwort|réponse automatique|respuesta automática"
    r"|risposta automatica|odpowiedź automatyczna)",
    re.IGNORECASE,
)
_STATUS = re.compile(r"^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_IN_TEXT = re.compile(r"(?:^|[\s#(<])([45]\.[0-7]\.\d{1,3})(?![\d.])", re.MULTILINE)
_SNS = re.compile(r'notificationType\\?"\s{0,4}:\s{0,4}\\?"(?:Bounce|Complaint)')

_STATUSES = {"message/delivery-status", "message/global-delivery-status"}
_BULK = {"bulk", "list", "junk"}


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a mail. `text`, `status` and `types` are empty where it was not read."""

    headers: Fields
    our_address: str
    sender: str | None
    sender_line: str
    subject: str
    text: str = ""
    status: str = ""
    types: AbstractSet[str] = frozenset()

    def word(self, name: str) -> str:
        """The first word of a header, in lower case."""
        value = first(self.headers, name)[:200].decode("ascii", "replace").lower()
        return re.split(r"[;,(\s]", value.strip(), maxsplit=1)[0]

    @property
    def has_null_path(self) -> bool:
        """Whether the sender's server wants no answer, not even a bounce."""
        return first(self.headers, "return-path").replace(b" ", b"") == b"<>"


def machine(clues: Clues) -> tuple[Machine, str] | None:
    """The kind of machine and a short reason, or None for a mail that a person wrote."""
    return _own(clues) or _report(clues) or _bounce(clues) or _auto_reply(clues) or _list(clues)


def _own(clues: Clues) -> tuple[Machine, str] | None:
    if LOOP_HEADER.lower() in clues.headers:
        return Machine.OWN, "loop header"
    if clues.sender and clues.sender.lower() == clues.our_address.lower():
        return Machine.OWN, "from our address"
    return None


def _report(clues: Clues) -> tuple[Machine, str] | None:
    for kind in ("feedback-report", "disposition-notification"):
        if f"message/{kind}" in clues.types or _report_type(clues) == kind:
            return Machine.REPORT, kind
    from_hotmail = (clues.sender or "").lower() == "staff@hotmail.com"
    if from_hotmail and clues.subject.startswith("complaint about message"):
        return Machine.REPORT, "complaint"
    return None


def _bounce(clues: Clues) -> tuple[Machine, str] | None:
    if not _is_bounce(clues):
        return None
    found = _STATUS.search(clues.status) or _IN_TEXT.search(clues.text[:64_000])
    return Machine.BOUNCE, found[1] if found else "bounce"


def _is_bounce(clues: Clues) -> bool:
    if clues.types & _STATUSES or _report_type(clues) == "delivery-status":
        return True
    if "x-failed-recipients" in clues.headers:
        return True
    if clues.sender and clues.sender.endswith("@sns.amazonaws.com"):
        return _SNS.search(clues.text[:8000]) is not None
    speaks_of_failure = _FAILED.search(clues.subject) is not None
    if _DAEMON.search(clues.sender_line):
        path = first(clues.headers, "return-path").decode("ascii", "replace")
        return clues.has_null_path or speaks_of_failure or _DAEMON.search(path) is not None
    return clues.has_null_path and (
        speaks_of_failure or _SAID.search(clues.text[:2000]) is not None
    )


def _auto_reply(clues: Clues) -> tuple[Machine, str] | None:
    submitted = clues.word("auto-submitted")
    if submitted not in {"", "no"}:
        return Machine.AUTO_REPLY, submitted[:50]
    for name in ("x-autoreply", "x-autorespond", "x-auto-reply"):
        if clues.word(name) not in {"", "no", "false"}:
            return Machine.AUTO_REPLY, name
    if clues.word("precedence") in {"auto_reply", "auto-reply"}:
        return Machine.AUTO_REPLY, "precedence"
    # Words in a subject are a sign only beside another: people write "out of office" too.
    if _AWAY.search(clues.subject) and (
        clues.has_null_path
        or "x-auto-response-suppress" in clues.headers
        or clues.word("precedence") in _BULK
    ):
        return Machine.AUTO_REPLY, "subject"
    return None


def _list(clues: Clues) -> tuple[Machine, str] | None:
    if "list-id" in clues.headers:
        return Machine.LIST, "list-id"
    if clues.word("precedence") in _BULK:
        return Machine.LIST, f"precedence {clues.word('precedence')}"
    return None


def _report_type(clues: Clues) -> str:
    value = first(clues.headers, "content-type")[:1000].decode("ascii", "replace").lower()
    if not value.lstrip().startswith("multipart/report"):
        return ""
    match = re.search(r"report-type\s*=\s*\"?([a-z-]{1,40})", value)
    return match[1] if match else ""
