"""Standard output and error of any encoding: what an encoding lacks is written in characters that it has."""

import codecs
import io
import os
import sys

READABLE = "goldrush.readable"
LOSES_OUTPUT = ("strict", "surrogateescape", "surrogatepass")
"""Ways of a stream to treat a character that its encoding lacks that end the command."""
SPELLED = {
    "\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
    "\N{MULTIPLICATION SIGN}": "x", "\N{PLUS-MINUS SIGN}": "+/-", "\N{INFINITY}": "infinite",
    "\N{ALMOST EQUAL TO}": "~", "\N{LESS-THAN OR EQUAL TO}": "<=", "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{SUPERSCRIPT TWO}": "^2", "\N{SUPERSCRIPT THREE}": "^3", "\N{MIDDLE DOT}": ".", "\N{BULLET}": "*",
    "\N{RIGHTWARDS ARROW}": "->", "\N{UPWARDS ARROW}": "^", "\N{DOWNWARDS ARROW}": "v",
    "\N{BLACK UP-POINTING TRIANGLE}": "^", "\N{BLACK DOWN-POINTING TRIANGLE}": "v",
    "\N{WHITE UP-POINTING TRIANGLE}": "(^)", "\N{WHITE DOWN-POINTING TRIANGLE}": "(v)",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"', "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{INVERTED QUESTION MARK}": "?", "\N{INVERTED EXCLAMATION MARK}": "!",
    "\N{LATIN SMALL LIGATURE OE}": "oe", "\N{LATIN CAPITAL LIGATURE OE}": "OE",
    "\N{MASCULINE ORDINAL INDICATOR}": "o", "\N{FEMININE ORDINAL INDICATOR}": "a",
    "\N{GREEK SMALL LETTER MU}": "mu", "\N{GREEK SMALL LETTER SIGMA}": "sigma", "\N{GREEK SMALL LETTER TAU}": "tau",
}  # fmt: skip
"""How to write characters without them. Every character of ``analysis/words`` stands here or is a letter with marks."""


def prepare_output() -> None:
    """Let no character end a command: standard output and standard error write in plain ones what they lack.

    A stream that has been told how to do so, as by PYTHONIOENCODING=ascii:replace, is left alone. COLUMNS=0 counts as
    no width, as in Python itself; tables would have no room.
    """
    if not os.environ.get("COLUMNS", "").strip("0"):
        os.environ.pop("COLUMNS", None)
    codecs.register_error(READABLE, _spell)
    for stream, ways in ((sys.stdout, LOSES_OUTPUT), (sys.stderr, (*LOSES_OUTPUT, "backslashreplace"))):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ways:
            stream.reconfigure(errors=READABLE)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(spelled, error.object[error.start : error.end])), error.end


def spelled(character: str) -> str:
    """Return a character in ASCII: spelled out, without its marks, or a question mark."""
    from unicodedata import normalize

    return SPELLED.get(character) or normalize("NFD", character).encode("ascii", "ignore").decode() or "?"
