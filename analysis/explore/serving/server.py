"""Serve the application with uvicorn: on this machine only unless asked otherwise, and with patience that ends."""

import asyncio
import ipaddress
import os
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from analysis.explore.serving.headers import HEADERS
from experiments.base.errors import ExperimentError

MOST_CONNECTIONS, BACKLOG = 256, 128
"""Connections at a time; more are answered that the server is busy."""
LONGEST_HEAD = 16_384
"""Bytes of a request's first line and headers."""
SECONDS_A_REQUEST, SECONDS_IDLE, SECONDS_TO_END = 30.0, 5, 3
"""How long one request may take from its first byte to the last of its answer; how long an open connection may do
nothing; and how long requests in hand have when the server is stopped."""


def _refuse_no_http(protocol: Any, msg: str) -> None:
    """Refuse what is no HTTP, with the headers of all other answers, which uvicorn leaves out here."""
    headers = [*protocol.server_state.default_headers, (b"content-type", b"text/plain"), (b"connection", b"close")]
    for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=msg.encode()), h11.EndOfMessage()):
        protocol.transport.write(protocol.conn.send(event))
    protocol.transport.close()


class Patient(H11Protocol):
    """Uvicorn's HTTP protocol with an end to slow clients: it has no limit of its own for headers or answers."""

    send_400_response = _refuse_no_http
    deadline: asyncio.TimerHandle | None = None
    answered = False

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Begin to wait for the rest of a further request; more of the same one gains no time."""
        if self.answered:
            self._wait()
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Begin to wait until the answer is read; an idle connection that has read it is closed by uvicorn."""
        self._wait()
        self.answered = True
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self.deadline:
            self.deadline.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.deadline:
            self.deadline.cancel()
        self.answered = False
        self.deadline = self.loop.call_later(SECONDS_A_REQUEST, self.transport.abort)


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine only."""
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return host == "localhost"


def refuse_network(host: str, agreed: bool) -> None:
    """Raise ExperimentError for an address that others can reach unless this is agreed to, and the other way round."""
    if is_loopback(host):
        if agreed:
            raise ExperimentError("--open-to-network opens nothing at this address; name one with --host")
    elif not agreed:
        raise ExperimentError(
            f"--host {host}: others could then open the page and start runs on this machine, without a password; "
            "add --open-to-network if you want that, after reading docs/explore.md"
        )


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raise ExperimentError where the port is taken or the address is not here."""
    try:
        family, *_, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family)
    except OSError as error:
        raise ExperimentError(f"--host {host}: {error.strerror or error}") from None
    try:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(BACKLOG)
    except OSError as error:
        found.close()
        raise ExperimentError(
            f"--host {host} --port {port}: {error.strerror}; is the page open already? "
            f"Write --port {port % 65_535 + 1}, or --port 0 for any free one"
        ) from None
    return found


def address_of(listener: socket.socket) -> str:
    """Return what is typed into a browser on this machine to reach a listening socket."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    with suppress(KeyboardInterrupt):
        server_of(app).run(sockets=[listener])


def server_of(app: ASGIApp) -> uvicorn.Server:
    """Return uvicorn's server of an application, with all its limits."""
    limits: dict[str, Any] = {
        "limit_concurrency": MOST_CONNECTIONS,
        "h11_max_incomplete_event_size": LONGEST_HEAD,
        "timeout_keep_alive": SECONDS_IDLE,
        "timeout_graceful_shutdown": SECONDS_TO_END,
    }
    quiet: dict[str, Any] = {"access_log": False, "log_level": "error", "server_header": False}
    headers = list(HEADERS.items())
    trust: dict[str, Any] = {"proxy_headers": False, "ws": "none", "lifespan": "on"}
    return uvicorn.Server(uvicorn.Config(app, http=Patient, headers=headers, **limits, **quiet, **trust))


def open_browser(address: str) -> None:
    """Open the page where there is a screen; without one, Python would start a browser in the terminal."""
    screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
