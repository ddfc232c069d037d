"""Read prices as people write them: 1411.7, 1,411.70, 1.411,70, 1 411,7, US$ 1411; and tell what cannot be told."""

import re
from collections.abc import Sequence

from model.price.sheets import Cell

SPACES = re.compile(r"[\s\u00a0\u202f']")
CURRENCY = re.compile(r"^(?:us\$|usd|\$)|(?:us\$|usd|\$)$", re.IGNORECASE)
SINGLE = re.compile(r"(\d{1,3})([.,])(\d{3})")
"""One sign with three digits behind it: a decimal sign or one for thousands."""
DECIMAL = {
    ".": re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?"),
    ",": re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d*)?"),
}
POWER = re.compile(r"[+-]?\d*\.?\d+[eE][+-]?\d+")
OTHER = {".": ",", ",": "."}


def bare(cell: Cell) -> str:
    """Return the text of a price without spaces, apostrophes and signs of the US dollar."""
    return CURRENCY.sub("", SPACES.sub("", str(cell)))


def decimal_signs(cells: Sequence[Cell]) -> set[str]:
    """Return the signs that some price of a column shows to be its decimal sign; two where they contradict."""
    return {sign for cell in cells if isinstance(cell, str) and (sign := shown_sign(bare(cell)))}


def shown_sign(text: str) -> str | None:
    """Return the decimal sign that one price shows, by its form alone; None where it may be either."""
    text = text.lstrip("+-")
    fits = [sign for sign, form in DECIMAL.items() if form.fullmatch(text)]
    if SINGLE.fullmatch(text) or not re.search(r"[.,]", text):
        return None
    return fits[0] if len(fits) == 1 else None


def amount(cell: Cell, sign: str | None, low: float, high: float) -> float | None:
    """Return a price, given the decimal sign of its column; None where it is no number or can be read in two ways.

    Where no price of the column shows the sign, three digits behind a sign are decimals only if, as thousands, no price
    from ``low`` to ``high`` could be meant, and as decimals one could.
    """
    if isinstance(cell, float):
        return cell
    text = bare(cell)
    single = SINGLE.fullmatch(text)
    if sign is None and single:
        decimals, thousands = float(f"{single[1]}.{single[3]}"), float(single[1] + single[3])
        return decimals if low <= decimals <= high and not low <= thousands <= high else None
    return _value(text, sign or shown_sign(text) or ".")


def _value(text: str, sign: str) -> float | None:
    unsigned = text.lstrip("+-")
    if len(text) - len(unsigned) <= 1 and DECIMAL[sign].fullmatch(unsigned):
        return float(text.replace(OTHER[sign], "").replace(sign, "."))
    if POWER.fullmatch(text) or text.lower() == "nan":
        return float(text)
    return None


def two_readings(cell: Cell) -> str | None:
    """Return in words the two readings of a price whose sign may stand for decimals or thousands; None for others."""
    single = SINGLE.fullmatch(bare(cell)) if isinstance(cell, str) else None
    if not single:
        return None
    whole = f"{single[1]}{single[3]}"
    return f"may be {whole} or {single[1]}.{single[3]}; write it without a sign for thousands, as {whole} or {whole}.00"
