"""What a calibration found, as tables for the terminal and for files."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rich import box
from rich.table import Table

from analysis.base.words import Words
from analysis.calibration.summary import Predicted, Told
from analysis.tables.show import as_csv, short_number

SHOWN = 30
"""Most parameters that the terminal shows; the file has all."""
QUANTILES = ("5", "50", "95")
TARGET_COLUMNS = (
    "target",
    "low",
    "high",
    *(f"{part}_{q}" for part in ("prior", "ensemble") for q in QUANTILES),
    "result",
)
PARAMETER_COLUMNS = (
    *("parameter", "unit", *(f"{part}_{q}" for part in ("prior", "posterior") for q in QUANTILES)),
    *("width", "shift", "informed", "use", "targets", "policy_differences"),
)
DIGITS = 4


def wave_table(rows: Sequence[Sequence[str]], words: Words) -> Table:
    """Return one row a wave: sets, parameters that move a target, space left, the emulators' own part."""
    table = Table(box=box.SIMPLE_HEAD, title=words("calibration.waves"), title_justify="left", title_style="bold")
    for name in ("wave", "sets", "moving", "left", "own", "missing"):
        table.add_column(words(f"calibration.{name}"), justify="left" if name == "missing" else "right")
    for row in rows:
        table.add_row(*row)
    return table


def target_table(predicted: Sequence[Predicted], words: Words) -> Table:
    """Return one row a target, those that fail first."""
    table = Table(box=box.SIMPLE_HEAD, title=words("calibration.targets"), title_justify="left", title_style="bold")
    for name in ("target", "range", "prior", "ensemble", "verdict"):
        table.add_column(words(f"calibration.{name}"))
    for one in sorted(predicted, key=lambda each: each.agrees):
        ends = words("comparison.to", low=short_number(words, one.low), high=short_number(words, one.high))
        verdict = words("patterns.pass" if one.agrees else "patterns.fail")
        row = (one.name, ends, three(one.prior, words), three(one.posterior, words), verdict)
        table.add_row(*row, style="" if one.agrees else "red")
    return table


def parameter_table(told: Sequence[Told], words: Words) -> Table:
    """Return one row for each parameter that the targets inform, most first."""
    table = Table(box=box.SIMPLE_HEAD, title=words("calibration.parameters"), title_justify="left", title_style="bold")
    for name in ("parameter", "unit", "prior", "ensemble", "width", "moves"):
        table.add_column(words(f"calibration.{name}"))
    for one in informed(told)[:SHOWN]:
        most = max(one.targets, key=lambda name: one.targets[name], default="")
        quantiles = (three(one.prior, words), three(one.posterior, words))
        table.add_row(one.name, words.unit(one.unit), *quantiles, short_number(words, one.width, 2), most)
    return table


def informed(told: Sequence[Told]) -> list[Told]:
    """Return the parameters that the targets inform, those farthest from their prior first."""
    return sorted((one for one in told if one.informed), key=lambda one: -max(abs(one.shift), 1 - one.width))


def three(quantiles: np.ndarray, words: Words) -> str:
    """Return three quantiles in words."""
    low, middle, high = (short_number(words, float(value)) for value in quantiles)
    return words("calibration.three", low=low, middle=middle, high=high)


def targets_csv(predicted: Sequence[Predicted]) -> bytes:
    """Return every target beside prior and ensemble."""
    return as_csv(TARGET_COLUMNS, map(_target_row, predicted))


def _target_row(one: Predicted) -> list[Any]:
    numbers = (one.low, one.high, *one.prior, *one.posterior)
    return [one.name, *(f"{number:.{DIGITS}g}" for number in numbers), "pass" if one.agrees else "fail"]


def parameters_csv(told: Sequence[Told]) -> bytes:
    """Return every parameter: prior and posterior, whether it is informed, and what it moves with which share."""
    return as_csv(PARAMETER_COLUMNS, map(_parameter_row, told))


def _parameter_row(one: Told) -> list[Any]:
    numbers = (f"{number:.{DIGITS}g}" for number in (*one.prior, *one.posterior, one.width, one.shift))
    return [one.name, one.unit, *numbers, one.informed, one.use, _moves(one.targets), _moves(one.differences)]


def _moves(shares: Any) -> str:
    return "; ".join(f"{name} {share:.2f}" for name, share in sorted(shares.items(), key=lambda each: -each[1]))
