"""The lives of the main characters: each a strand, with nothing left to chance but its details."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hub.demo import acts
from hub.demo.acts import Act, Beat, Person, Strand, Visits

STAGES = ("intent", "documents", "agreement", "offer", "execution", "payment")
LIMITED = "offer"
"""The stage in which a deal must not stay for long."""


@dataclass(frozen=True)
class Life:
    """What a life is told with."""

    said: Mapping[str, str]
    goods: str
    amount: int
    campaign: str

    def who(self, key: str, chat: int = 0, phone: str = "", email: str = "") -> Person:
        """Somebody of the cast."""
        return Person(self.said[key], chat, phone, email)

    def beat(self, at: float, act: Act, says: str, **words: str) -> Beat:
        """A beat with its sentence; who does it is known only when it happens."""
        stay = {"by": "{by}", "goods": self.goods, "campaign": self.campaign}
        return Beat(at, act, self.said[says].format(**{**stay, **words}))

    def reply(self, at: float, who: Person, to: str, text: str, by: str | None = None) -> Beat:
        """Somebody answers."""
        act = acts.Replies(who, self.said[to], self.said[text], by and self.said[by])
        return self.beat(at, act, "s_reply", who=who.name)

    def move(self, at: float, who: Person, stage: str) -> Beat:
        """The deal goes on."""
        title = self.said["stages"].split("|")[STAGES.index(stage)]
        return self.beat(at, acts.Moves(who, stage), "s_move", who=who.name, stage=title)


def boris(life: Life) -> Strand:
    """An advertisement, a form, Telegram, one card, a deal through all stages, the payment."""
    said, who = life.said, life.who("boris", 401, "+79161234567")
    visit = Visits("a-browser-of-boris", life.campaign, "click-boris")
    form = acts.FillsIn(who, "callback", said["wants"].format(goods=life.goods), visit)
    sizes = said["sizes"].format(who=who.name)
    qualifies = acts.Qualifies(who, life.goods, life.amount)
    return (
        life.beat(0, visit, "s_ad", who=who.name),
        life.beat(1.5, form, "s_form", who=who.name),
        life.beat(5, qualifies, "s_qualify", who=who.name),
        life.beat(7, acts.Writes(who, sizes), "s_write", who=who.name),
        life.beat(9, acts.SharesPhone(who), "s_share", who=who.name),
        life.beat(12, acts.Replies(who, sizes, said["sizes_ok"]), "s_reply", who=who.name),
        *(life.move(14 + 3 * n, who, stage) for n, stage in enumerate(STAGES[1:])),
        life.beat(30, acts.Wins(who), "s_win", who=who.name),
    )


def vera(life: Life) -> Strand:
    """A missed call that the exchange tells five times; she is called back, and was wrong here."""
    said, who = life.said, life.who("vera", phone="+79162223344")
    return (
        life.beat(3, acts.Rings(who, None, times=5), "s_missed", who=who.name),
        life.beat(10, acts.CallsBack(who, 40), "s_back", who=who.name),
        life.beat(13, acts.Names(who), "s_name", who=who.name),
        life.beat(
            16,
            acts.Rejects(who, said["wrong_number"]),
            "s_reject",
            who=who.name,
            reason=said["wrong_number"],
        ),
    )


def grigory(life: Life) -> Strand:
    """An order form that is a deal at once; it comes to nothing."""
    said, who = life.said, life.who("grigory", phone="+79163334455")
    visit = Visits("a-browser-of-grigory", life.campaign, "click-grigory")
    form = acts.FillsIn(who, "order", said["orders"].format(goods=life.goods), visit)
    loses = acts.Loses(who, said["another"])
    return (
        life.beat(4, visit, "s_ad", who=who.name),
        life.beat(6, form, "s_order", who=who.name),
        life.move(19, who, "documents"),
        life.beat(28, loses, "s_lose", who=who.name, reason=said["another"]),
    )


def kira(life: Life) -> Strand:
    """Nobody answers: the alarm climbs to the director, who takes it on."""
    said, who = life.said, life.who("kira", 402)
    return (
        life.beat(6, acts.Writes(who, said["where"]), "s_angry", who=who.name),
        life.beat(10, acts.Writes(who, said["hello"]), "s_angry", who=who.name),
        life.beat(12, acts.TakesOn(said["daria"], who.name), "s_take"),
        life.reply(22, who, "hello", "sorry", by="daria"),
        life.beat(26, acts.Writes(who, said["thanks"]), "s_write", who=who.name),
        life.reply(29, who, "thanks", "welcome", by="daria"),
    )


def lev(life: Life) -> Strand:
    """Letters, and answers to them."""
    said, who = life.said, life.who("lev", email="lev@client.test")
    return (
        life.beat(8, acts.Mails(who, said["price"], 1), "s_mail", who=who.name),
        life.reply(13, who, "price", "price_is"),
        life.beat(18, acts.Mails(who, said["price_ok"], 2), "s_mail", who=who.name),
        life.reply(23, who, "price_ok", "saturday"),
    )


def milas(life: Life) -> Strand:
    """Two people of one name: their cards are joined by hand, and parted again."""
    said, who = life.said, life.who("mila", 403)
    other = life.who("mila_too", phone="+79164445566")
    visit = Visits("a-browser-of-another-mila", life.campaign, "click-mila")
    form = acts.FillsIn(other, "callback", said["colour"], visit)
    return (
        life.beat(9, visit, "s_ad", who=other.name),
        life.beat(10, acts.Writes(who, said["colour"]), "s_write", who=who.name),
        life.beat(12, form, "s_form", who=other.name),
        life.reply(15, who, "colour", "colour_is"),
        life.beat(18, acts.Merges(who, other), "s_merge", who=who.name, other=other.name),
        life.beat(25, acts.Unmerges(who), "s_unmerge"),
    )


def oscar(life: Life) -> Strand:
    """A deal that stays in its stage for too long."""
    said, who = life.said, life.who("oscar", phone="+79165556677")
    visit = Visits("a-browser-of-oscar", life.campaign, "click-oscar")
    form = acts.FillsIn(who, "order", said["orders"].format(goods=life.goods) + "!", visit)
    return (
        life.beat(2, visit, "s_ad", who=who.name),
        life.beat(3.5, form, "s_order", who=who.name),
        life.move(9, who, LIMITED),
        life.beat(12, acts.TakesOn(None, who.name), "s_late", who=who.name),
        life.move(28, who, "execution"),
    )


def nina(life: Life) -> Strand:
    """A call that is answered, and becomes a deal."""
    who = life.who("nina", phone="+79166667788")
    qualifies = acts.Qualifies(who, life.goods, life.amount)
    return (
        life.beat(14, acts.Rings(who, 95), "s_call", who=who.name),
        life.beat(17, acts.Names(who), "s_name", who=who.name),
        life.beat(20, qualifies, "s_qualify", who=who.name),
        life.move(27, who, "documents"),
    )


LIVES: tuple[Callable[[Life], Strand], ...] = (
    boris,
    vera,
    grigory,
    kira,
    lev,
    milas,
    oscar,
    nina,
)
