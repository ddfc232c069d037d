"""A mixed linear model of what policies change, with coefficients that differ by rule of decision, set, luck and run.

``y = z'(b + b_rule + b_set + b_luck + b_run)`` without an intercept, so that where all terms ``z`` are 0 there is no
effect and no doubt. Coefficients are normal about 0. Every term has a variance of its own in ``b``; in the deviations
it is that variance times a factor of the level (Henderson 1975; scales by empirical Bayes, as in automatic relevance
determination, MacKay 1992). However weak a policy, paths part and then share no more luck: each run, and the run
without policy that it is compared with, departs by a chance of its own, which does not shrink with the policy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import get_lapack_funcs
from scipy.optimize import minimize
from scipy.special import ndtri

LEVELS = ("rule", "set", "luck")
"""What groups runs, from the widest to the narrowest."""
REST = 5
"""Numbers of ``Scales`` that are not by term."""
JITTER = 1e-6
"""Share of the variance of y that keeps matrices invertible."""
SCALE, FACTOR, PARTED = (0.1, 2.5), (0.3, 1.5), (0.05, 2.0)
"""Priors, as medians and standard deviations of logarithms: variance of a coefficient and of chance, over the variance
of y; factor of a level."""
FLOOR = -25.0
"""Lowest logarithm of a variance: below, it makes no difference."""


@dataclass(frozen=True)
class Data:
    """Terms of runs with policy, shape (n, terms), and the groups that each is in, shape (n,), as whole numbers.

    ``base`` is the run without policy that a run is compared with.
    """

    z: np.ndarray
    alone: np.ndarray
    rule: np.ndarray
    set: np.ndarray
    luck: np.ndarray
    base: np.ndarray

    def same(self, level: str) -> np.ndarray:
        """Return 1 where two runs are in one group of a level, shape (n, n)."""
        groups = getattr(self, level)
        return (groups[:, None] == groups[None]).astype(float)

    @property
    def size(self) -> np.ndarray:
        """Return the sum of squares of the sliders that each run uses."""
        return (self.z[:, self.alone] ** 2).sum(1)

    def at(self, rows: np.ndarray) -> "Data":
        """Return some of the runs."""
        groups = (getattr(self, name)[rows] for name in (*LEVELS, "base"))
        return Data(self.z[rows], self.alone, *groups)


@dataclass(frozen=True)
class Scales:
    """Variances of the coefficients, shape (terms,); factors of rule, set, luck and run; chance of parted paths."""

    terms: np.ndarray
    rule: float
    set: float
    luck: float
    run: float
    parted: float

    def packed(self) -> np.ndarray:
        """Return the logarithms of all of them as one vector."""
        rest = (self.rule, self.set, self.luck, self.run, self.parted)
        return np.log(np.maximum(np.concatenate([self.terms, rest]), np.exp(FLOOR)))

    @classmethod
    def of(cls, packed: np.ndarray) -> "Scales":
        """Return the scales of a vector of logarithms."""
        values = np.exp(np.maximum(packed, FLOOR))
        return cls(values[:-REST], *map(float, values[-REST:]))

    def times(self, variance: float) -> "Scales":
        """Return the scales for a y of another variance; the factors stay."""
        return replace(self, terms=self.terms * variance, parted=self.parted * variance)


@dataclass(frozen=True)
class Coefficients:
    """What is known of the coefficients: shape (terms,), of ``doubt`` (terms, terms), of ``rules`` (rules, terms).

    ``mean`` is that of the rules, all alike; ``doubt`` is its covariance given the runs. ``theory``, ``parameters`` and
    ``chance`` are variances between rules, between sets of one rule, and between runs of one set, to which chance of
    parted paths adds ``parted``. ``apart``: variances by which a rule's own coefficients are in doubt more than their
    mean.
    """

    mean: np.ndarray
    doubt: np.ndarray
    theory: np.ndarray
    parameters: np.ndarray
    chance: np.ndarray
    rules: np.ndarray
    apart: np.ndarray
    parted: float


@dataclass(frozen=True)
class LeftOut:
    """Runs as predicted from all other sets: values, means and standard deviations, each of shape (n,)."""

    values: np.ndarray
    mean: np.ndarray
    sd: np.ndarray

    @property
    def rmse(self) -> float:
        """Return the root of the mean squared error."""
        return float(np.sqrt(((self.values - self.mean) ** 2).mean()))

    @property
    def q2(self) -> float:
        """Return the share of the mean square that is predicted: 1 at best, 0 as good as no effect throughout."""
        return float(1.0 - ((self.values - self.mean) ** 2).sum() / (self.values**2).sum())

    def coverage(self, level: float) -> float:
        """Return the share of values within their intervals of a level."""
        return float((np.abs(self.values - self.mean) <= ndtri(0.5 + level / 2) * self.sd).mean())

    def too_narrow(self, level: float, size: np.ndarray) -> float:
        """Return the factor on the variance with which intervals of a level hold as much as they should.

        They should among all runs, and among the half with the weakest policies, of which ``size`` tells the strength;
        errors may have longer tails than the normal distribution.
        """
        missed = np.abs(self.values - self.mean) / (ndtri(0.5 + level / 2) * self.sd)
        weak = size <= np.median(size)
        return float(max(np.quantile(each, level) ** 2 for each in (missed, missed[weak])))


class Mixed:
    """The likelihood of the scales of one set of runs, and what follows from scales; ``y`` comes with each question."""

    def __init__(self, data: Data) -> None:
        """Take terms and groups, which all outputs share."""
        self.data = data
        self.same = [data.same(level) for level in LEVELS]
        self.shared_chance = 0.5 * (data.same("base") + np.eye(len(data.z)))

    def fit(self, y: np.ndarray, start: Scales | None = None, most: int = 60) -> Scales:
        """Return the most probable scales of y, under wide priors; ``most`` steps from ``start``, for a y of size 1."""
        variance = float((y**2).mean()) or 1.0
        first = (start or self._usual()).packed()
        scaled = y / np.sqrt(variance)
        bounds = [(FLOOR, 6.0)] * len(first)
        about = self._usual().packed(), self._spread()
        found = minimize(
            lambda at: self._loss(at, scaled, about), first, jac=True, method="L-BFGS-B", bounds=bounds,
            options={"maxiter": most},
        )  # fmt: skip
        return Scales.of(found.x).times(variance)

    def _usual(self) -> Scales:
        return Scales(np.full(self.data.z.shape[1], SCALE[0]), *[FACTOR[0]] * 4, PARTED[0])

    def _spread(self) -> np.ndarray:
        return np.concatenate([np.full(self.data.z.shape[1], SCALE[1]), [FACTOR[1]] * 4, [PARTED[1]]])

    def _loss(self, at: np.ndarray, y: np.ndarray, about: tuple[np.ndarray, np.ndarray]) -> tuple[float, np.ndarray]:
        """Return minus the logarithm of the posterior density of scales, and its gradient."""
        scales, (usual, spread) = Scales.of(at), about
        shared, gram, whole = self._covariance(scales)
        root = cho_factor(whole, lower=True, check_finite=False)
        inverse = inverse_of(root)
        pull = inverse @ y
        away = (at - usual) / spread
        loss = 0.5 * float(y @ pull) + float(np.log(np.diag(root[0])).sum()) + 0.5 * float(away @ away)
        weight = np.outer(pull, pull) - inverse
        return loss, -self._slope(scales, weight, shared, gram) + away / spread

    def _covariance(self, scales: Scales) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return how much coefficients are shared, the products of terms, and the covariance of y, each (n, n).

        Runs with one comparison share its half of the chance of parted paths.
        """
        z = self.data.z
        gram = (z * scales.terms) @ z.T
        shared = 1.0 + sum(getattr(scales, level) * same for level, same in zip(LEVELS, self.same, strict=True))
        whole = gram * shared + scales.parted * self.shared_chance
        whole[np.diag_indices_from(whole)] += scales.run * np.diag(gram) + JITTER
        return shared, gram, whole

    def _slope(self, scales: Scales, weight: np.ndarray, shared: np.ndarray, gram: np.ndarray) -> np.ndarray:
        """Return the gradient of the logarithm of the likelihood in the logarithms of the scales."""
        z, own = self.data.z, np.diag(weight)
        terms = np.einsum("ip,ip->p", z, (weight * shared) @ z) + scales.run * own @ z**2
        both = weight * gram
        levels = [getattr(scales, level) * (both * same).sum() for level, same in zip(LEVELS, self.same, strict=True)]
        rest = [scales.run * own @ np.diag(gram), scales.parted * (weight * self.shared_chance).sum()]
        return 0.5 * np.concatenate([scales.terms * terms, levels, rest])

    def coefficients(self, y: np.ndarray, scales: Scales) -> Coefficients:
        """Return what is known of the coefficients under scales."""
        data, s = self.data, scales.terms
        root = cho_factor(self._whole(scales, y), lower=True, check_finite=False)
        pull = cho_solve(root, y, check_finite=False)
        rules = np.unique(data.rule)
        weight = 1.0 + scales.rule / len(rules)
        seen = weight * data.z * s
        own = [data.z * s * (1.0 + scales.rule * (data.rule == rule))[:, None] for rule in rules]
        doubt = np.diag(weight * s) - seen.T @ cho_solve(root, seen, check_finite=False)
        known = np.mean([(each * cho_solve(root, each, check_finite=False)).sum(0) for each in own], axis=0)
        apart = np.maximum(0.0, (1.0 + scales.rule) * s - known - np.diag(doubt))
        theory, parameters, chance = scales.rule * s, scales.set * s, (scales.luck + scales.run) * s
        mean, by_rule = seen.T @ pull, np.array([each.T @ pull for each in own])
        return Coefficients(mean, doubt, theory, parameters, chance, by_rule, apart, scales.parted)

    def left_out(self, y: np.ndarray, scales: Scales) -> LeftOut:
        """Return every run as predicted from the runs of all other sets, luck and chance in the deviation.

        Under Gaussian errors the error of a block left out is the inverse of its block of the inverse covariance, times
        its part of the weighted values (Rasmussen and Williams 2006, 5.4.2, by block).
        """
        inverse = np.linalg.inv(self._whole(scales, y))
        pull, mean, sd = inverse @ y, np.empty_like(y), np.empty_like(y)
        for one in np.unique(self.data.set):
            rows = np.flatnonzero(self.data.set == one)
            block = np.linalg.inv(inverse[np.ix_(rows, rows)])
            mean[rows], sd[rows] = y[rows] - block @ pull[rows], np.sqrt(np.diag(block))
        return LeftOut(y, mean, sd)

    def _whole(self, scales: Scales, y: np.ndarray) -> np.ndarray:
        """Return the covariance of y; what keeps it invertible is in proportion to y."""
        whole = self._covariance(scales)[2]
        whole[np.diag_indices_from(whole)] += JITTER * (float((y**2).mean()) - 1.0)
        return whole


def inverse_of(root: tuple[np.ndarray, bool]) -> np.ndarray:
    """Return the inverse of a matrix from its lower Cholesky factor, in half the time that solving takes."""
    (invert,) = get_lapack_funcs(("potri",), (root[0],))
    found, _ = invert(root[0], lower=True)
    lower = np.tril(found)
    return lower + np.tril(lower, -1).T


def numbered(groups: Sequence[object]) -> np.ndarray:
    """Return groups as whole numbers, in the order of their names."""
    names = sorted({str(group) for group in groups})
    return np.array([names.index(str(group)) for group in groups])
