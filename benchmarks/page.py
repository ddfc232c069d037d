"""Measure the explore page: milliseconds from a moved slider to the redrawn picture, from a server and from a folder.

Run ``python -m uv run python -m benchmarks.page [--moves 60]``; it needs Chromium. The clock runs in the browser, from
the slider's event until the frame in which the picture of the answer is drawn has been painted, and until all tables
below are. Wall time depends on what else the machine does, so the processor time of the page is given, too.
"""

import argparse
import statistics
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from analysis.explore.serving.jobs import Jobs
from analysis.explore.serving.start import data_of
from analysis.explore.serving.static_copy import export
from benchmarks.table import keep, markdown
from tests.analysis.explore.made_up_checks import made_up_check
from tests.analysis.explore.served import explorer, served
from tools.chromium import Browser, browser

PAGE = Path(__file__).resolve().parent.parent / "analysis" / "explore" / "page"
MOVE = """
(async () => {
  const slider = document.getElementById('lever-raids'), seen = document.body.dataset;
  const until = async (name, count) => {
    while (Number(seen[name]) <= count) await new Promise(requestAnimationFrame);
    await new Promise((painted) => { const channel = new MessageChannel();
      requestAnimationFrame(() => { channel.port1.onmessage = painted; channel.port2.postMessage(0); }); });
  };
  const [drawn, whole, start] = [Number(seen.drawn), Number(seen.whole), performance.now()];
  slider.value = %s;
  slider.dispatchEvent(new Event('input', {bubbles: true}));
  await until('drawn', drawn);
  const first = performance.now() - start;
  await until('whole', whole);
  return [first, performance.now() - start];
})()
"""
HEADS = ("from", "median, ms", "95th percentile, ms", "whole page, median, ms", "processor time a move, ms")


@contextmanager
def addresses(folder: Path) -> Generator[dict[str, str]]:
    """Yield the addresses of the page, with the project's surrogate, on a server and in a folder."""
    data = data_of(None)
    copy = export(folder / "copy", PAGE, data) / "index.html"
    with served(explorer(folder, page=PAGE, data=data, jobs=Jobs(made_up_check))) as address:
        yield {"server": address, "folder": copy.as_uri()}


def measure(page: Browser, address: str, moves: int) -> list[float]:
    """Return the numbers of a row of the table."""
    page.open(f"{address}#lang=en")
    before = processor_time(page)
    took = [page.run(MOVE % (0.05 + 0.9 * ((7 * n) % moves) / moves)) for n in range(moves)]
    first, whole = ([each[n] for each in took] for n in (0, 1))
    spent = 1000 * (processor_time(page) - before) / moves
    return [statistics.median(first), statistics.quantiles(first, n=20)[-1], statistics.median(whole), spent]


def processor_time(page: Browser) -> float:
    """Return the seconds of processor time that the page's thread has used."""
    found = {each["name"]: each["value"] for each in page.call("Performance.getMetrics")["metrics"]}
    return found["ThreadTime"] if "ThreadTime" in found else found["TaskDuration"]


def main() -> None:
    """Measure both, print the table and keep it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--moves", type=int, default=60)
    moves = asked.parse_args().moves
    with tempfile.TemporaryDirectory() as folder, addresses(Path(folder)) as where, browser(Path(folder)) as page:
        page.call("Performance.enable", timeDomain="threadTicks")
        page.size(1280, 900)
        rows = [[name, *(f"{value:.0f}" for value in measure(page, address, moves))] for name, address in where.items()]
    keep("page", "The explore page: from a moved slider to the redrawn picture", markdown(HEADS, rows))


if __name__ == "__main__":
    main()
