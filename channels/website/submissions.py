"""Submissions: read, judged, kept, and made an inbound."""

from channels.website import answers, translate, traps
from channels.website.body import MULTIPART, Submitted, media_type, submitted
from channels.website.clean import file_name
from channels.website.definition import FormDefinition
from channels.website.fields import Checked, check
from channels.website.files import genuine_type
from channels.website.limiter import Limiter, whose
from channels.website.meta import Meta, meta
from channels.website.outcome import Outcome
from channels.website.rejected import Rejected
from channels.website.repeats import Repeats
from channels.website.settings import Settings
from channels.website.words import Say
from contracts.channel import Host, WebRequest
from contracts.inbound import Attachment, Inbound, InboundKind

_RETRY_SECONDS = "600"
"""Somebody has to make room for files; that is no matter of seconds."""

_OVERHEAD = 4096
"""Bytes that a file takes beside its own: the head of its part."""


class Submissions:
    """Takes what is sent with the forms of a site."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._repeats = Repeats()
        self._by_address = Limiter(settings.limits.per_ip_minute)
        self._by_form = Limiter(settings.limits.per_form_minute)
        self._aside = Limiter(settings.limits.per_form_minute)  # robots leave room for people

    async def take(self, form: FormDefinition, request: WebRequest) -> Outcome:
        """An inbound for what is right, and for what a robot sent, one that says so.

        Raises:
            Rejected: it is wrong, too large or too often, or brings a file while there is room for
                words alone; there is no inbound.
            Transient: the hub cannot keep it now.
        """
        self._grant(self._by_address, whose(request.remote))
        self._check_size(form, request)
        sent = submitted(request)
        self._check_room(sent)
        if traps.in_honeypot(form, sent):
            return await self._set_aside(form, request, sent, traps.HONEYPOT)
        said = meta(sent, media_type(request))
        checked = check(form, sent, self._settings)
        of_a_page = request.header("origin") is not None
        reason = traps.trap(form, said, of_a_page=of_a_page)
        if reason:
            return await self._set_aside(form, request, sent, reason)
        self._grant(self._by_form, form.name)
        return Outcome(
            answers.received(form, request), await self._inbound(form, request, checked, said)
        )

    def _grant(self, limiter: Limiter, key: str) -> None:
        seconds = limiter.take(key, self._host.now())
        if seconds:
            raise Rejected(429, Say.TOO_OFTEN, headers=(("retry-after", str(seconds)),))

    def _check_size(self, form: FormDefinition, request: WebRequest) -> None:
        limits = self._settings.limits
        most = limits.body_bytes
        if media_type(request) == MULTIPART:
            most += len(form.files) * (limits.file_bytes + _OVERHEAD)
        if len(request.body) > most:
            raise Rejected(413, Say.TOO_LARGE)

    def _check_room(self, sent: Submitted) -> None:
        if sent.files and not self._host.takes_files:
            raise Rejected(503, Say.NO_ROOM, headers=(("retry-after", _RETRY_SECONDS),))

    async def _set_aside(
        self, form: FormDefinition, request: WebRequest, sent: Submitted, reason: str
    ) -> Outcome:
        self._grant(self._aside, form.name)
        now = self._host.now()
        raw = await self._host.keep(request.body)
        contents = self._host.digest("aside", form.name, reason, request.body)
        window = str(self._repeats.window(contents, now))
        inbound = Inbound(
            kind=InboundKind.UNSUPPORTED,
            provider_id=self._host.digest(contents, window),
            arrived_at=now,
            subject=form.title,
            text=translate.rendering_unread(sent.values),
            raw=raw,
            unreadable=reason,
        )
        return Outcome(answers.received(form, request), inbound)

    async def _inbound(
        self, form: FormDefinition, request: WebRequest, checked: Checked, said: Meta
    ) -> Inbound:
        now = self._host.now()
        visitor = self._host.digest("visitor", said.visitor) if said.visitor else None
        raw = await self._host.keep(request.body)
        return Inbound(
            kind=InboundKind.FORM,
            provider_id=self._provider_id(form, checked, said),
            sender=translate.sender(form, checked, self._settings.region),
            arrived_at=now,
            subject=form.title,
            text=translate.rendering(form, checked),
            raw=raw,
            attachments=await self._attachments(checked),
            form=translate.filled(form, checked, said, request, now),
            touches=translate.touches(said, visitor, request, now),
        )

    def _provider_id(self, form: FormDefinition, checked: Checked, said: Meta) -> str:
        """By the rendering, where the script names it; else by what was written, and when."""
        if said.submission:
            return self._host.digest("form", form.name, "submission", said.submission)
        files = (part for name, file in checked.files.items() for part in (name, file.data))
        written = translate.canonical(checked)
        contents = self._host.digest("form", form.name, "contents", written, *files)
        return self._host.digest(contents, str(self._repeats.window(contents, self._host.now())))

    async def _attachments(self, checked: Checked) -> tuple[Attachment, ...]:
        return tuple(
            [
                Attachment(
                    name=file_name(file.name),
                    media_type=genuine_type(file) or "application/octet-stream",
                    size=len(file.data),
                    blob=await self._host.keep(file.data),
                )
                for file in checked.files.values()
            ]
        )
