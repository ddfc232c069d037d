"""Measure how long the page of policies takes to answer: from the start of its command to the page, and to its data.

Run ``python -m uv run python -m benchmarks.explore_start [--repeats 5] [--surrogate FILE]``. Every measurement is a
process of its own; what the command line does not know goes to ``run.py explore``.
"""

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median
from urllib.request import urlopen

from benchmarks.startup import ROOT, RUN
from benchmarks.table import keep, markdown

COMMAND = (RUN, "explore", "--no-browser", "--port", "0")
PARTS = {"the page": "", "its surrogate": "data/surrogate.json", "its words in Spanish": "data/words/es.json"}


def once(more: Sequence[str]) -> list[float]:
    """Return the seconds until the page and each part of its data are there, counted from the start of the command.

    ``more`` are further words of the command, such as another surrogate.
    """
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, *COMMAND, *more], cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            address = re.search(r"http://\S+", said)
            assert address, said
            return [_loaded(address.group() + part) - begun for part in PARTS.values()]
        finally:
            process.terminate()


def _loaded(address: str) -> float:
    with urlopen(address) as answer:
        answer.read()
    return time.monotonic()


def main() -> None:
    """Measure as often as the command line asks for, and show the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    options, more = parser.parse_known_args()
    found = list(zip(*(once(more) for _ in range(options.repeats)), strict=True))
    rows = [(part, f"{median(each):.2f}", f"{max(each):.2f}") for part, each in zip(PARTS, found, strict=True)]
    how = "Seconds by the clock from the start of `run.py explore` until each has been read, one after the other."
    keep("explore_start", "The page of policies answers", how, markdown(("", "median", "longest"), rows))


if __name__ == "__main__":
    main()
