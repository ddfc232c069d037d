"""The application with a made-up page and made-up runs, served in a thread of the test.

As a module that is run, ``python -m tests.analysis.explore.served FOLDER``, it serves until Ctrl-C.
"""

import sys
import threading
from contextlib import contextmanager
from pathlib import Path

from analysis.explore.serving.app import Explorer, create_app
from analysis.explore.serving.jobs import Jobs
from analysis.explore.serving.server import address_of, listening, serve, server_of
from tests.analysis.explore.made_up_runs import made_up_run

DATA = {
    "sliders": [{"key": "raids"}, {"key": "shelters"}],
    "budget": {"low": 0, "high": 280e6, "default": 20e6},
    "price": {"low": 0.5, "high": 2.0, "default": 1.0},
    "outputs": [],
}
SETTING = {"policy": {"raids": 0.5}, "budget": 20e6, "price": 1.0}
QUESTION = {"a": {"raids": 0.5}, "b": {}, "budget": 20e6, "price": 1.0}


def write_page(folder):
    """Write a page of two files beside one that nobody may see, and return its folder."""
    page = folder / "page"
    (page / "js").mkdir(parents=True)
    (page / "index.html").write_text('<!doctype html><meta name="goldrush-mode" content="server">the page')
    (page / "js" / "state.js").write_text('"use strict";\n')
    (folder / "secret.txt").write_text("not for the web")
    return page


def explorer(folder, **other):
    """Return what is served, with the page in a folder."""
    parts = {
        "page": write_page(folder),
        "data": DATA,
        "answer": lambda a, b: {"a": dict(a.policy), "b": dict(b.policy), "budget": a.budget, "price": b.price},
        "reproduce": lambda setting: {"command": f"compare {setting.price}"},
        "jobs": Jobs(made_up_run),
    }
    return Explorer(**parts | other)


@contextmanager
def served(what):
    """Serve in a thread and give the address; end as Ctrl-C does."""
    listener = listening("127.0.0.1", 0)
    server = server_of(create_app(what))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield address_of(listener)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


if __name__ == "__main__":
    with listening("127.0.0.1", 0) as port:
        print(address_of(port), flush=True)
        serve(create_app(explorer(Path(sys.argv[1]))), port)
