"""What is believed of every free parameter before any target is seen, and draws from it.

Parameters are read from the registry; ``priors.toml`` states the rule of shapes, its exceptions, and which parameters
are joined. Draws start from independent standard normal numbers, one a parameter: that is the space in which
calibration searches.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import betaincinv, ndtr

from experiments.base.cell import digest
from experiments.base.errors import ExperimentError
from experiments.base.vocabulary import hint

FILE = Path(__file__).with_name("priors.toml")
BETA, LOG_UNIFORM, UNIFORM = SHAPES = ("beta", "log_uniform", "uniform")
CHOICE = "choice"
"""Shape of a switch of theory: every option is as likely as any other, and its value is the place of its option."""
FREE = "free"
PREFIX = "parameters."


@dataclass(frozen=True, kw_only=True)
class Prior:
    """The prior of one parameter on its declared range; ``first`` and ``second`` belong to a beta.

    A switch of theory has ``options``.
    """

    name: str
    shape: str
    low: float
    high: float
    best: float
    unit: str
    whole: bool
    first: float = 1.0
    second: float = 1.0
    options: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the key of a draw that sets it."""
        return self.name if self.options else f"{PREFIX}{self.name}"

    def setting(self, value: float) -> float | str:
        """Return what a draw sets for a value: the number, or the option."""
        return self.options[int(value)] if self.options else float(value)

    def value(self, probability: np.ndarray) -> np.ndarray:
        """Return the quantile at a probability; whole numbers are rounded."""
        if self.options:
            return np.minimum(np.floor(probability * len(self.options)), self.high)
        if self.shape == LOG_UNIFORM:
            found = self.low * (self.high / self.low) ** probability
        else:
            share = betaincinv(self.first, self.second, probability) if self.shape == BETA else probability
            found = self.low + share * (self.high - self.low)
        return np.clip(np.rint(found) if self.whole else found, self.low, self.high)


@dataclass(frozen=True)
class Joint:
    """Parameters that a Gaussian copula joins: every two of them have this correlation."""

    names: tuple[str, ...]
    correlation: float
    why: str


@dataclass(frozen=True)
class Priors:
    """The priors of all free parameters, in the order of the registry, then of all switches of theory.

    ``joints`` says which of them are joined.
    """

    each: tuple[Prior, ...]
    joints: tuple[Joint, ...] = ()

    @property
    def names(self) -> list[str]:
        """Return the names, ``group.name`` for a parameter and ``theory.switch`` for a switch."""
        return [prior.name for prior in self.each]

    @property
    def levels(self) -> list[int]:
        """Return for each the number of its options, 0 for a parameter."""
        return [len(prior.options) for prior in self.each]

    def values(self, latent: np.ndarray) -> np.ndarray:
        """Return values of all parameters for independent standard normal numbers, both (draws, parameters)."""
        probability = ndtr(self.joined(latent))
        return np.column_stack([prior.value(probability[:, n]) for n, prior in enumerate(self.each)])

    def chosen(self, latent: np.ndarray, switch: str) -> np.ndarray:
        """Return the option of a switch in each draw, shape (draws,)."""
        n = self.names.index(switch)
        places = self.each[n].value(ndtr(latent[:, n])).astype(int)
        return np.array(self.each[n].options, dtype=object)[places]

    def joined(self, latent: np.ndarray) -> np.ndarray:
        """Return the normal quantile of each parameter's own prior, (draws, parameters), for independent numbers."""
        return latent @ self._mixing.T

    @cached_property
    def _mixing(self) -> np.ndarray:
        """Return the lower root of the correlation of all parameters."""
        found, place = np.eye(len(self.each)), {name: n for n, name in enumerate(self.names)}
        for joint in self.joints:
            at = [place[name] for name in joint.names]
            found[np.ix_(at, at)] = joint.correlation
            found[at, at] = 1.0
        return np.linalg.cholesky(found)

    def checksum(self) -> str:
        """Return a digest of every prior and joint: what a calibration depends on."""
        each = [[p.name, p.shape, p.low, p.high, p.first, p.second, p.whole, p.options] for p in self.each]
        return digest([each, [[joint.names, joint.correlation] for joint in self.joints]])[:16]


@cache
def priors() -> Priors:
    """Return the priors of the model's free parameters and of its theories.

    Raise ExperimentError for a name in the file that no parameter has.
    """
    from model.parameters import Parameters
    from model.scenario.theories import SWITCHES

    return priors_of(Parameters().groups(), tomllib.loads(FILE.read_text(encoding="utf-8")), SWITCHES)


def priors_of(
    groups: Mapping[str, Any], about: Mapping[str, Any], switches: Mapping[str, tuple[str, ...]] | None = None
) -> Priors:
    """Return the priors of the free parameters of groups, under a rule with exceptions and joints, and of switches."""
    from model.parameters.declaring import is_whole, numbers_of

    rule = about["rule"]
    declared = {
        f"{group}.{name}": (getattr(values, name), field.metadata, is_whole(field))
        for group, values in groups.items()
        for name, field in numbers_of(values).items()
        if field.metadata["role"] == FREE and field.metadata["low"] < field.metadata["high"]
    }
    shapes = {_known(one["parameter"], declared): _shape(one) for one in about.get("exception", ())}
    found = tuple(_prior(name, *about_it, shapes.get(name), rule) for name, about_it in declared.items())
    found += tuple(_choice(name, options) for name, options in (switches or {}).items())
    return Priors(found, _joints(about.get("joint", ()), declared))


def _joints(entries: Iterable[Mapping[str, Any]], declared: Mapping[str, Any]) -> tuple[Joint, ...]:
    found = tuple(
        Joint(tuple(_known(name, declared) for name in one["parameters"]), one["correlation"], one["why"])
        for one in entries
    )
    names = [name for joint in found for name in joint.names]
    if twice := next((name for n, name in enumerate(names) if name in names[:n]), None):
        raise ExperimentError(f"{FILE.name}: {twice} is joined twice; join it once")
    return found


def _choice(name: str, options: tuple[str, ...]) -> Prior:
    range_of: dict[str, Any] = {"low": 0.0, "high": len(options) - 1.0, "best": 0.0}
    return Prior(name=f"theory.{name}", shape=CHOICE, unit="1", whole=True, options=options, **range_of)


def _known(name: str, declared: Mapping[str, Any]) -> str:
    if name not in declared:
        raise ExperimentError(f"{FILE.name}: no free parameter is called {name}; {hint(name, declared)}")
    return name


def _shape(entry: Mapping[str, Any]) -> str:
    if entry["shape"] not in SHAPES or not entry.get("why"):
        raise ExperimentError(f"{FILE.name}: {entry['parameter']} needs a shape ({', '.join(SHAPES)}) and a why")
    return entry["shape"]


def _prior(
    name: str, best: float, about: Mapping[str, Any], whole: bool, shape: str | None, rule: Mapping[str, float]
) -> Prior:
    low, high = float(about["low"]), float(about["high"])
    shape = shape or _by_rule(low, high, about["unit"], rule["span"])
    mean = np.clip((best - low) / (high - low), rule["edge"], 1 - rule["edge"])
    first, second = (rule["weight"] * mean, rule["weight"] * (1 - mean)) if shape == BETA else (1.0, 1.0)
    settings: dict[str, Any] = {"best": float(best), "unit": about["unit"], "whole": whole}
    return Prior(name=name, shape=shape, low=low, high=high, first=float(first), second=float(second), **settings)


def _by_rule(low: float, high: float, unit: str, span: float) -> str:
    if low <= 0 or (unit == "1" and high <= 1):
        return BETA
    return LOG_UNIFORM if high / low >= span else UNIFORM
