"""Tables of results as Markdown, printed and kept in benchmarks/results/."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def conditions() -> str:
    """Return in a line when and where this was measured, and how busy the machine was."""
    return f"{date.today().isoformat()}, Python {platform.python_version()}, {os.cpu_count()} cores, load " + " ".join(
        f"{load:.1f}" for load in os.getloadavg()
    )


def keep(name: str, title: str, *parts: str) -> None:
    """Print parts of a page and write them to benchmarks/results/``name``.md."""
    page = "\n\n".join([f"# {title}", f"Measured {conditions()} (when it ended).", *parts]) + "\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(page)
    print(page)
