"""What a scenario sets for the price of gold, and its validation."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from model.price.table import HIGHEST, LOWEST, PriceError, PriceTable, read_price_table
from model.text.suggestions import did_you_mean

KINDS = {
    "replay": (),
    "held": ("held_at", "held_from"),
    "csv": ("csv", "table"),
    "stochastic": (
        "stochastic_from",
        "process",
        "start_price",
        "drift",
        "volatility",
        "reversion_speed",
        "reversion_level",
    ),
}
NEEDED = {"replay": (), "held": ("held_at",), "csv": ("csv",), "stochastic": ("stochastic_from",)}
PROCESSES = ("geometric-brownian", "mean-reverting")
RANGES = {
    "held_at": (LOWEST, HIGHEST, "USD/oz"),
    "start_price": (LOWEST, HIGHEST, "USD/oz"),
    "reversion_level": (LOWEST, HIGHEST, "USD/oz"),
    "shock_factor": (0.05, 20.0, "times the price"),
    "drift": (-0.5, 0.5, "a year"),
    "volatility": (0.0, 1.0, "a year"),
    "reversion_speed": (0.0, 10.0, "a year"),
}


@dataclass(frozen=True, kw_only=True)
class PricePath:
    """Which price a run sees; prices in USD/oz, rates a year.

    ``kind`` is one of

    - "replay": the historical price;
    - "held": replay, then ``held_at`` from ``held_from`` on (from the beginning if None);
    - "csv": replay until the file ``csv`` begins, then its prices; yearly ones are interpolated and given
      monthly deviations;
    - "stochastic": replay, then a random future from ``stochastic_from`` on. It starts at ``start_price``
      (None: the price of the week before, so that nothing jumps) and follows a ``process``:
      "geometric-brownian" (also if None) with expected growth ``drift`` and ``volatility``, or
      "mean-reverting" with ``volatility``, ``reversion_speed`` and ``reversion_level``, the median price it
      returns to (None: where it starts). A rate that is None is the model's parameter.

    Any kind may have a shock: prices times ``shock_factor`` from ``shock_from`` to ``shock_until``
    (exclusive; None: for good).

    The file is read when the plan is made and kept as ``table``, so that workers need no file. Raise
    PriceError that lists all mistakes.
    """

    kind: str = "replay"
    held_at: float | None = None
    held_from: date | None = None
    csv: str | None = None
    table: PriceTable | None = None
    stochastic_from: date | None = None
    process: str | None = None
    start_price: float | None = None
    drift: float | None = None
    volatility: float | None = None
    reversion_speed: float | None = None
    reversion_level: float | None = None
    shock_factor: float = 1.0
    shock_from: date | None = None
    shock_until: date | None = None

    def __post_init__(self) -> None:
        """Refuse fields that are missing, misplaced or out of range; read the file of prices."""
        problems = tuple(_plan_problems(self))
        if problems:
            raise PriceError(problems)
        if self.csv is not None and self.table is None:
            object.__setattr__(self, "table", read_price_table(self.csv))

    @property
    def end(self) -> date | None:
        """The first day for which the plan has no price; None if it never ends."""
        return self.table.end if self.table else None


def _plan_problems(plan: PricePath) -> Iterable[tuple[str, str]]:
    """Yield every invalid field, and what is wrong with it."""
    if plan.kind not in KINDS:
        yield "kind", f"'{plan.kind}' is no kind of price; {did_you_mean(plan.kind, KINDS)}"
        return
    yield from _misplaced(plan)
    yield from _shock_problems(plan)
    yield from _number_problems(plan)
    if plan.process not in (None, *PROCESSES):
        yield "process", f"'{plan.process}' is no price process; {did_you_mean(plan.process, PROCESSES)}"


def _misplaced(plan: PricePath) -> Iterable[tuple[str, str]]:
    for kind, names in KINDS.items():
        for name in names:
            if kind != plan.kind and getattr(plan, name) is not None:
                yield name, f'is for kind "{kind}", and the kind is "{plan.kind}"; leave one of them out'
    for name in NEEDED[plan.kind]:
        if getattr(plan, name) is None:
            yield name, f'is missing; a price of kind "{plan.kind}" needs it'


def _shock_problems(plan: PricePath) -> Iterable[tuple[str, str]]:
    if plan.shock_from is None:
        if plan.shock_factor != 1.0 or plan.shock_until is not None:
            yield "shock_from", "is missing; a shock needs the date on which it begins"
    elif plan.shock_until is not None and plan.shock_until <= plan.shock_from:
        yield "shock_until", f"is {plan.shock_until}; it must be after shock_from, {plan.shock_from}"


def _number_problems(plan: PricePath) -> Iterable[tuple[str, str]]:
    for field in fields(plan):
        value = getattr(plan, field.name)
        if field.name in RANGES and value is not None:
            low, high, unit = RANGES[field.name]
            if not low <= value <= high:
                yield field.name, f"is {value:g}; it must be from {low:g} to {high:g} {unit}"
