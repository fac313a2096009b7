"""What customers do: through the stand-ins, each deed written down in the diary."""

from dataclasses import dataclass

from contracts.errors import Transient
from hub.demo.acts import (
    CallsBack,
    FillsIn,
    Mails,
    Outside,
    Rings,
    SharesPhone,
    Visits,
    Writes,
)
from hub.demo.diary import Diary
from hub.demo.world import World

_TOLD_SECONDS = 20.0


@dataclass
class Customers:
    """They know nothing of the hub. `rang` is when each of them last rang, as the exchange says."""

    world: World
    diary: Diary
    subject: str
    rang: dict[str, str]

    async def do(self, act: Outside) -> None:
        """Do it, and note what must come onto the log.

        Raises:
            Transient: the hub does not take it.
        """
        match act:
            case Visits():
                self.diary.send("visit", act.click)
                await self.world.visits(act)
            case FillsIn():
                self.diary.send("form", f"{act.form}: {act.comment}")
                await self.world.fills_in(act)
            case Rings():
                await self._rings(act)
            case CallsBack():
                await self._called(act)
            case Writes():
                self.diary.send("message", act.text)
                self.world.bot.says(act.person.chat, act.text, name=act.person.name)
            case SharesPhone():
                person = act.person
                self.diary.send("message", person.phone)
                self.world.bot.shares_contact(person.chat, person.phone, name=person.name)
            case Mails() if self.world.mail:
                self.diary.send("message", act.text)
                self.world.mail.arrives(act, self.subject)
            case Mails():
                pass

    async def _rings(self, act: Rings) -> None:
        exchange = self.world.exchange
        exchange.repeat(act.times)
        call = exchange.rings(act.person.phone)
        if act.seconds is None:
            exchange.misses(call)
        else:
            exchange.answers(call)
            exchange.ends(call, act.seconds)
        exchange.repeat(1)
        await self._note(act.person.name, call)

    async def _called(self, act: CallsBack) -> None:
        exchange = self.world.exchange
        call = exchange.rings(act.person.phone, out=True)
        exchange.answers(call)
        exchange.ends(call, act.seconds)
        await self._note("", call)

    async def _note(self, name: str, call: str) -> None:
        """The call goes by the time of its first ring, which the hub is told as well."""
        exchange = self.world.exchange
        try:
            await exchange.settled(_TOLD_SECONDS)
        except TimeoutError as error:
            raise Transient("the hub does not take what the exchange tells") from error
        told = (one.event for one in exchange.deliveries)
        at = next(event.at for event in told if event.call == call).isoformat()
        self.diary.send("call", at)
        if name:
            self.rang[name] = at
