"""New recruitments per exit, with an interval that is honest about ratios."""

import numpy as np
from scipy.special import stdtrit

from analysis.statistics import LEVEL, Interval

NONE = Interval(np.nan, np.nan, np.nan)


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
