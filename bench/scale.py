"""How much is measured: all of it, or as much as a minute and a half allows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of the measurements; `rounds` is how often the two sides of each alternate."""

    rounds: int
    people: int
    backlog: int
    log: int
    latency_rounds: int
    rates: tuple[int, ...]
    rate_seconds: float
    settle_seconds: float
    rest_seconds: float
    asked: int
    lease_seconds: float
    handovers: int
    starts: int
    clients: int
    consoles: int
    console_seconds: float
    seed: int


def scale(*, quick: bool, seed: int) -> Scale:
    """The full sizes, or the small ones."""
    if quick:
        return Scale(
            rounds=2,
            people=400,
            backlog=1_000,
            log=4_000,
            latency_rounds=1,
            rates=(20, 100, 300),
            rate_seconds=2.0,
            settle_seconds=2.0,
            rest_seconds=6.0,
            asked=3,
            lease_seconds=2.0,
            handovers=5,
            starts=1,
            clients=20_000,
            consoles=20,
            console_seconds=4.0,
            seed=seed,
        )
    return Scale(
        rounds=5,
        people=2_000,
        backlog=5_000,
        log=30_000,
        latency_rounds=3,
        rates=(20, 100, 300),
        rate_seconds=10.0,
        settle_seconds=10.0,
        rest_seconds=20.0,
        asked=10,
        lease_seconds=10.0,
        handovers=20,
        starts=3,
        clients=1_000_000,
        consoles=200,
        console_seconds=30.0,
        seed=seed,
    )
