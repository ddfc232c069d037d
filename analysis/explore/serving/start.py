"""What the command ``explore`` does: put page, surrogate, real runs and server together."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from analysis.explore.answer import answer
from analysis.explore.page_data import page_data
from analysis.explore.serving.app import ANY_HOST, LOOPBACK, Explorer, create_app
from analysis.explore.serving.asking import Setting
from analysis.explore.serving.jobs import Jobs
from analysis.explore.serving.real_runs import RealRuns, Size, plan_of
from analysis.explore.serving.reproducing import reproduction
from analysis.explore.serving.server import address_of, is_loopback, listening, open_browser, refuse_network, serve
from analysis.explore.serving.static_copy import export
from analysis.explore.surrogate import FILE, load_surrogate
from experiments.command_line.terminal import log

PAGE = Path(__file__).resolve().parents[1] / "page"
MEASURED = ("key", "part", "group", "span", "baseline")
"""What real runs need to know of a figure; its emulator stays out of the worker."""
OPEN = (
    "open to the network: whoever reaches this address can see the page and run the model on this machine; there is "
    "no password, and what is sent can be read on the way"
)


def serve_page(options: Any) -> None:
    """Serve the page until Ctrl-C, as ``ExploreOptions`` say; mistakes are said before anything is loaded."""
    begun = time.monotonic()
    refuse_network(options.host, options.open_to_network)

    def started() -> None:
        log(f"{address} answers after {time.monotonic() - begun:.1f} seconds; Ctrl-C ends it")
        if options.open_to_network:
            log(OPEN)
        if options.browser:
            open_browser(address)

    with listening(options.host, options.port) as listener:
        address = address_of(listener)
        serve(create_app(explorer(options, started)), listener)
    log("ended")


def explorer(options: Any, started: Callable[[], None]) -> Explorer:
    """Return what is served: the project's surrogate and page, and the real model in a worker process."""
    size = Size(draws=options.draws, scale=options.scale)
    plan_of(Setting({}, 0.0, 1.0), size)  # a size that cannot be run is said now
    data = data_of(options.surrogate)
    outputs = [{name: one[name] for name in MEASURED} for one in data["outputs"]]
    work = RealRuns(results=options.results.absolute(), outputs=outputs, size=size, jobs=options.jobs)
    return Explorer(
        page=PAGE,
        data=data,
        answer=lambda a, b: answered(data, a, b),
        reproduce=lambda setting: reproduction(setting, size),
        jobs=Jobs(work),
        hosts=(*LOOPBACK, options.host) if is_loopback(options.host) else ANY_HOST,
        started=started,
    )


def answered(data: Mapping[str, Any], a: Setting, b: Setting) -> dict[str, Any]:
    """Return the answer to policies A and B, which share budget and world."""
    return answer(data, a.policy, b.policy, a.budget, a.price)


def write_copy(folder: Path, surrogate: Path | None) -> Path:
    """Write the page with a surrogate, by default the project's, as static files into a folder and return it."""
    return export(folder, PAGE, data_of(surrogate))


def data_of(surrogate: Path | None) -> dict[str, Any]:
    """Return what the page has of a surrogate in a file, by default of the project's."""
    return page_data(load_surrogate(surrogate or FILE))
