"""The reception: which request is for what, from whom, and what is said when it is refused."""

from dataclasses import dataclass

from channels.website import answers, origins
from channels.website.definition import FormDefinition
from channels.website.outcome import Outcome
from channels.website.published import public, script
from channels.website.rejected import Rejected
from channels.website.settings import Settings
from channels.website.submissions import Submissions
from channels.website.visits import Visits
from channels.website.words import Say
from contracts.channel import Host, WebAnswer, WebRequest

_SCRIPT = "embed.js"
_VISIT = "visit"
_FORMS = "forms/"
_DEFINITION = ".json"
_JAVASCRIPT = "text/javascript; charset=utf-8"
_READING = {"GET", "HEAD"}


@dataclass(frozen=True, slots=True)
class _Place:
    """An address, and how it is asked."""

    name: str
    methods: frozenset[str]
    form: FormDefinition | None = None


class Reception:
    """Decides what becomes of the requests to a site's account, one after the other."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._settings = settings
        self._forms = {form.name: form for form in settings.forms}
        self._submissions = Submissions(settings, host)
        self._visits = Visits(settings, host)
        self._script = script()

    async def judge(self, request: WebRequest) -> Outcome:
        """The answer to any request, and what it leaves.

        Raises:
            Transient: the hub cannot keep it now; nothing is lost if the caller asks again.
        """
        place = self._place(request.path.strip("/"))
        form = place.form if place else None
        try:
            outcome = await self._asked(request, place)
        except Rejected as rejected:
            language = form.language if form else "en"
            outcome = Outcome(answers.rejection(rejected, request, language, form))
        return Outcome(self.readable(outcome.answer, request), outcome.inbound)

    def readable(self, answer: WebAnswer, request: WebRequest) -> WebAnswer:
        """The answer, so that pages of the site may read it."""
        return answers.with_headers(answer, *origins.headers(request, self._settings))

    async def _asked(self, request: WebRequest, place: _Place | None) -> Outcome:
        if place is None or place.name != _SCRIPT:
            origins.check(request, self._settings)
        if place is None:
            raise Rejected(404, Say.NOT_HERE)
        if request.method == "OPTIONS":
            return Outcome(origins.preflight())
        if request.method not in place.methods:
            allowed = ", ".join(sorted(place.methods | {"OPTIONS"}))
            raise Rejected(405, Say.METHOD, headers=(("allow", allowed),))
        return await self._at(place, request)

    async def _at(self, place: _Place, request: WebRequest) -> Outcome:
        if place.name == _SCRIPT:
            return Outcome(answers.to_keep(self._script, _JAVASCRIPT))
        if place.form is None:
            return await self._visits.take(request)
        if request.method in _READING:
            shown = public(place.form, visits=self._settings.visits)
            return Outcome(answers.in_json(200, shown))
        return await self._submissions.take(place.form, request)

    def _place(self, path: str) -> _Place | None:
        if path == _SCRIPT:
            return _Place(path, frozenset(_READING))
        if path == _VISIT and self._settings.visits:
            return _Place(path, frozenset({"POST"}))
        name = path.removeprefix(_FORMS)
        if name == path:
            return None
        form = self._forms.get(name.removesuffix(_DEFINITION))
        methods = frozenset(_READING if name.endswith(_DEFINITION) else {"POST"})
        return _Place(path, methods, form) if form else None
