"""Make the pictures and pages of ``docs/`` again: ``python -m tools.documents [NAME ...]``.

``gallery`` draws the figures for staff from the runs that ``portfolios`` has stored, so it comes last.

What each command prints is kept in the folder of results, for whoever writes the text around it. Runs that are stored
there already are not repeated, so an interrupted call goes on where it stopped. At the end the pages that are written
from the code and from stored files are written too (``python -m tools.pages`` writes these alone).
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tools.pages.made import write

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "results" / "documents"
PORTFOLIOS = (
    "enforcement_led_20_outlook", "protection_led_20_outlook", "prevention_led_20_outlook", "integrity_led_20_outlook",
    "balanced_20_outlook",
)  # fmt: skip
AUDITED = (
    "raids", "secrecy", "prevention_communities", "veedurias", "hotline", "shelters", "bar_licensing",
    "livelihoods_region", "register_outage", "register_support",
)  # fmt: skip
"""Ten of the policies: those of which the pages speak. All of them at enough sets would take thousands of runs."""
MODERATE = ("--draws", "12", "-r", "2", "--scale", "50")
"""Three sets of each rule of decision, twice: 24 runs, enough for a band and its parts, and cheap at this scale."""


class Source(NamedTuple):
    """A command, pictures of its record with their names in ``docs``, and the page that its output is, if it is one.

    ``stored``: whether the command keeps its runs. ``runs_of``: the source whose runs it uses, as they are the same.
    """

    command: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...] = ()
    page: str = ""
    stored: bool = True
    runs_of: str = ""


SOURCES = {
    "comparison": Source(("compare", "baseline", "raids", "shelters"), (("comparison.png", "comparison.png"),)),
    "patterns": Source(("patterns", "-r", "10", "--scale", "20")),
    "scoreboard": Source(
        ("patterns", "--ensemble", "experiments/record/ensemble.parquet", "--draws", "200", "-r", "1", "--scale", "20"),
        tuple((name, f"studies/scoreboard/{name}") for name in ("scoreboard.json", "scoreboard.csv")),
    ),
    "audit": Source(("audit", *AUDITED, *MODERATE), (("audit.png", "audit.png"),)),
    "directions": Source(
        ("compare", *AUDITED, "--against", "baseline", *MODERATE),
        (("comparison.png", "directions.png"),),
        runs_of="audit",
    ),
    "routes": Source(("routes", "baseline"), (("routes.png", "routes.png"),)),
    "replacement": Source(
        ("study", "replacement", "-r", "6", "--scale", "50"), (("replacement.png", "replacement.png"),)
    ),
    "stays": Source(("study", "stays", "-r", "10", "--scale", "20"), (("stays.png", "stays.png"),)),
    "interdiction": Source(
        ("study", "interdiction", "-r", "6", "--scale", "50"),
        (("interdiction.png", "interdiction.png"), ("operation.png", "operation.png")),
    ),
    "probes": Source(
        ("study", "probes", "-r", "10", "--scale", "20"),
        (("probes.png", "probes.png"), ("probes.csv", "studies/probes/version_4.csv")),
    ),
    "fines": Source(("study", "fines", "-r", "4", "--scale", "50"), (("fines.png", "fines.png"),)),
    "signs": Source(("signs", "--markdown"), (("signs.png", "signs.png"),), "signs.md"),
    "mechanisms": Source(("mechanisms", "--markdown", "-r", "6"), (), "mechanisms.md", stored=False),
    "portfolios": Source(
        ("compare", *PORTFOLIOS, "--against", "outlook"),
        (("comparison.png", "portfolios.png"),),
    ),
    "theories": Source(
        ("compare", *PORTFOLIOS, "--against", "outlook", "--theories", "each", "-r", "3", "--scale", "20"),
        (("theories.png", "theories.png"),),
    ),
}
"""By name, in the order in which they are made.

``comparison``, ``scoreboard``, ``audit``, ``directions``, ``routes`` and ``portfolios`` rest on the ensemble; all the
others run the declared values of all parameters, and their pages say that ranges hold chance alone.
"""


GALLERY = """# Figures that can be sent on

Each says one thing, in the model. `run.py figures RECORD` writes them for any stored comparison, for print and as
slides, in PNG, SVG and PDF, with their content in words in `figures.json`. These were drawn from portfolios of 20
million soles a year from 2026 to 2036, by `python -m tools.documents portfolios gallery`. What their ranges leave out:
[limits.md](limits.md).
"""
GALLERY_ENTRY = """## {title}

{subtitle}

![{alt}](gallery/{name}.png)
"""


def make(name: str) -> None:
    """Run the command of a source and put its pictures and its page into ``docs``."""
    source, log = SOURCES[name], RESULTS / f"{name}.txt"
    print(f"{name}: run.py {' '.join(source.command)}", flush=True)
    out = RESULTS / (source.runs_of or name)
    command = [sys.executable, "run.py", *source.command, *(("--out", str(out)) if source.stored else ())]
    with log.open("w", encoding="utf-8") as printed:
        subprocess.run(command, cwd=ROOT, stdout=printed, check=True)
    for found, wanted in source.pictures:
        place = ROOT / "docs" / wanted
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(newest(out, found), place)
    if source.page:
        shutil.copyfile(log, ROOT / "docs" / source.page)


def make_gallery() -> None:
    """Draw the figures of the portfolios and write the page that shows them, with their content in words."""
    record = newest(RESULTS / "portfolios", "manifest.json").parent
    asked = ("--policy", PORTFOLIOS[0], "--sensitivity", "docs/studies/levers_and_assumptions")
    command = [sys.executable, "run.py", "figures", str(record), *asked]
    print(f"gallery: {' '.join(command[1:])}", flush=True)
    subprocess.run(command, cwd=ROOT, check=True)
    drawn, shown = record / "figures" / "en", ROOT / "docs" / "gallery"
    shown.mkdir(exist_ok=True)
    figures = json.loads((drawn / "figures.json").read_text(encoding="utf-8"))
    for figure in figures:
        shutil.copyfile(drawn / f"{figure['name']}.png", shown / f"{figure['name']}.png")
    text = "\n".join([GALLERY, *(GALLERY_ENTRY.format(**figure) for figure in figures)])
    (ROOT / "docs" / "gallery.md").write_text(text, encoding="utf-8")


def newest(folder: Path, name: str) -> Path:
    """Return the latest file of a name below a folder."""
    return max(folder.rglob(name), key=lambda path: path.stat().st_mtime)


def main(names: list[str]) -> None:
    """Make the named sources, or all."""
    known = [*SOURCES, "gallery"]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"no document {', '.join(unknown)}; known: {', '.join(known)}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    for name in names or known:
        if name == "gallery":
            make_gallery()
        else:
            make(name)
    write()


if __name__ == "__main__":
    main(sys.argv[1:])
