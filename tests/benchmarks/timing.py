"""How something is timed: rounds in turn, so that a machine that slows down slows all alike; medians and ratios."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of every counted round of one contestant."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle round."""
        return median(self.seconds)

    def ratio_to(self, other: "Timed") -> float:
        """The median of the ratios round by round, which a drift of the machine's speed leaves alone."""
        return median(own / its for own, its in zip(self.seconds, other.seconds, strict=True))


def in_turn(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timed]:
    """Run every contestant once uncounted, then ``rounds`` times in turn."""
    spent: dict[str, list[float]] = {name: [] for name in contestants}
    for counted in range(rounds + 1):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            if counted:
                spent[name].append(time.perf_counter() - start)
    return {name: Timed(name, tuple(seconds)) for name, seconds in spent.items()}
