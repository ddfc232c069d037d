"""How places that people leave are filled again: ratios of paired differences, and the path of a recovery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from analysis.base.statistics import LEVEL, Interval, mean_interval
from analysis.measures.summarise import MONTHS_A_YEAR, Pair

NONE = Interval(np.nan, np.nan, np.nan)
FORMS = {
    "sexual": "true.people_in_sexual_exploitation",
    "labour": "true.people_in_labour_exploitation",
}
REMOVED = "true.exits_by_removed"
STREAMS = {
    "recruited": "true.recruited",
    "returned": "true.returns_to_exploitation",
    "entered_by_debt": "true.entered_exploitation_by_debt",
}
"""Ways in that may make up for those removed."""
EXITS = "true.exits"
STAYED = "stayed"
"""People who did not leave because those who would have left were gone."""
YEARS = (1, 3)
HALF = 0.5


def ratio_of_differences(part: np.ndarray, whole: np.ndarray, level: float = LEVEL) -> Interval:
    """Return mean(part) / mean(whole) of paired differences, both of shape (replicates,), with Fieller's interval.

    Fieller's interval (Fieller 1954) is bounded only where ``whole`` can be told from zero at the same level; where it
    cannot, and for one replicate, there is neither ratio nor interval.
    """
    n = len(whole)
    if n < 2 or not whole.mean():
        return NONE
    ratio = part.mean() / whole.mean()
    (over, both), (_, under) = np.cov(part, whole) / n
    t = stdtrit(n - 1, 0.5 + level / 2)
    doubt = t**2 * under / whole.mean() ** 2
    if doubt >= 1:
        return NONE
    slope = both / under if under else 0.0
    spread = over - 2 * ratio * both + ratio**2 * under - doubt * (over - slope * both)
    middle = (ratio - doubt * slope) / (1 - doubt)
    half = t * np.sqrt(max(0.0, spread)) / abs(whole.mean()) / (1 - doubt)
    return Interval(float(ratio), float(middle - half), float(middle + half))


def outcomes() -> list[str]:
    """Return what has to be read to follow a recovery."""
    return [*FORMS.values(), REMOVED, EXITS, *STREAMS.values()]


@dataclass(frozen=True)
class Recovery:
    """What differs from the world without a removal, in each month after that of the removal.

    ``gaps``: by form, people fewer, shape (replicates, months); ``missing``: both forms together. ``removed``: people
    removed, shape (replicates,). ``streams``: people more by each way, shape (replicates, months) and added up.
    """

    gaps: Mapping[str, np.ndarray]
    removed: np.ndarray
    streams: Mapping[str, np.ndarray]

    @property
    def missing(self) -> np.ndarray:
        """Return people fewer in both forms, shape (replicates, months)."""
        return np.sum([*self.gaps.values()], axis=0)

    @property
    def regained(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return mean and limits of the share of those removed whose places are taken again, by month."""
        return mean_interval(1.0 + self.missing / self.removed[:, None])

    @property
    def half_time(self) -> tuple[float, float, float]:
        """Return the first month from which half is regained: of the mean, at the earliest and at the latest.

        The earliest is read from the upper limit by month, the latest from the lower; infinite where it never is.
        """
        mean, low, high = self.regained
        return _first(mean), _first(high), _first(low)

    def per_removed(self, stream: str, years: int) -> Interval:
        """Return people who came in by a way, or stayed, per person removed over some years."""
        return ratio_of_differences(self.streams[stream][:, years * MONTHS_A_YEAR - 1], self.removed)


def _first(share: np.ndarray) -> float:
    """Return the first month, counted from 1, of a share of at least one half; infinite if there is none."""
    reached = np.flatnonzero(share >= HALF)
    return float(reached[0] + 1) if reached.size else float("inf")


def recovery(pair: Pair) -> Recovery:
    """Return what follows a removal, from the month after it on; that month itself is only partly without people."""
    start = pair.first_month
    differences = {name: np.subtract(*pair.values(name))[:, start:] for name in outcomes()}
    added = {name: values.cumsum(axis=1)[:, 1:] for name, values in differences.items()}
    removed = added[REMOVED][:, 0]
    streams = {stream: added[name] for stream, name in STREAMS.items()}
    streams[STAYED] = added[REMOVED] - added[EXITS]
    return Recovery({form: differences[name][:, 1:] for form, name in FORMS.items()}, removed, streams)


def ranked(averted: Mapping[str, Interval]) -> Sequence[str]:
    """Return policies by what they avert, most first."""
    return sorted(averted, key=lambda name: -averted[name].mean)
