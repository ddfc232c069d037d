"""Headless Chromium, driven through its DevTools protocol over a pipe: no port, no driver, no other package."""

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--disable-default-apps", "--mute-audio", "--remote-debugging-pipe", "--lang=en",
)  # fmt: skip
PATIENCE = 60.0
"""Seconds to wait for an answer: machines that do other work are slow."""


def found() -> str | None:
    """Return the browser's command, or None where none is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One page of a running browser."""

    def __init__(self, write: int, read: int) -> None:
        """Take the ends of the pipe, and attach to a new empty page."""
        self._write, self._read, self._buffer, self._last = write, read, b"", 0
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the answer to a command of the protocol."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], PATIENCE)[0]:
                raise TimeoutError("the browser does not answer")
            self._buffer += os.read(self._read, 1 << 16)
        line, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(line)

    def run(self, script: str) -> Any:
        """Return what an expression of JavaScript is, also one that is awaited."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "failed"))
        return answer["result"].get("value")

    def wait(self, script: str) -> Any:
        """Return an expression once it is true."""
        stop = time.monotonic() + PATIENCE
        while time.monotonic() < stop:
            if value := self.run(script):
                return value
            time.sleep(0.05)
        raise TimeoutError(f"never true: {script}")

    def open(self, address: str) -> None:
        """Open the page of an address and wait until it has drawn."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.wait("document.body && document.body.dataset.ready === 'yes'")

    def size(self, width: int, height: int) -> None:
        """Set the size of the window, in pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def press(self, key: str, code: int) -> None:
        """Press a key and let it go."""
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Save what the page looks like as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def errors(self) -> list[str]:
        """Return what the console and the browser complain about so far."""
        return [said for event in self.events if (said := _complaint(event["method"], event["params"]))]

    def requests(self) -> list[str]:
        """Return the addresses that were asked for so far."""
        sent = (event for event in self.events if event["method"] == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]


def _complaint(method: str, parameters: Mapping[str, Any]) -> str:
    if method == "Runtime.exceptionThrown":
        return json.dumps(parameters["exceptionDetails"])
    if method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
        return json.dumps(parameters["entry"])
    if method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
        return json.dumps(parameters["args"])
    return ""


@contextmanager
def browser(folder: Path) -> Generator[Browser]:
    """Start a browser that keeps everything in a folder, and end it."""
    (to_read, to_write), (from_read, from_write) = os.pipe(), os.pipe()
    words = [found() or NAMES[0], *FLAGS, f"--user-data-dir={folder / 'profile'}"]
    # the browser reads file descriptor 3 and writes 4; a shell gives the pipe these numbers
    script = f'exec 3<&{to_read} 4>&{from_write}; exec "$@"'
    process = subprocess.Popen(
        ["bash", "-c", script, "bash", *words], pass_fds=(to_read, from_write),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for end in (to_read, from_write):
        os.close(end)
    try:
        yield Browser(to_write, from_read)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        for end in (to_write, from_read):
            os.close(end)
