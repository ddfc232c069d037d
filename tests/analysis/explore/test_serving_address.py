"""Where the page is served: on this machine unless others are let in on purpose; a taken port is said."""

import socket

import pytest

from analysis.explore.serving.server import address_of, is_loopback, listening, refuse_network
from experiments.base.errors import ExperimentError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_addresses_of_this_machine_need_no_agreement(host):
    assert is_loopback(host)
    refuse_network(host, agreed=False)
    with pytest.raises(ExperimentError, match="opens nothing at this address"):
        refuse_network(host, agreed=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "localhost.example.org", ""])
def test_other_addresses_are_refused_with_what_they_mean(host):
    assert not is_loopback(host)
    with pytest.raises(ExperimentError, match=r"without a password; add --open-to-network"):
        refuse_network(host, agreed=False)
    refuse_network(host, agreed=True)


def test_a_taken_port_and_an_address_of_another_machine_are_said():
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert address_of(taken) == f"http://127.0.0.1:{port}/"
        with pytest.raises(ExperimentError, match=rf"is the page open already\? Write --port {port + 1}, or --port 0"):
            listening("127.0.0.1", port)
    with pytest.raises(ExperimentError, match=r"--host 192.0.2.1"):
        listening("192.0.2.1", 0)
    with pytest.raises(ExperimentError, match="--host no.such.host.invalid"):
        listening("no.such.host.invalid", 0)


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_address_with_colons_is_written_as_browsers_read_it():
    try:
        listener = listening("[::1]", 0)
    except ExperimentError:
        pytest.skip("IPv6 is switched off on this machine")
    with listener:
        assert address_of(listener).startswith("http://[::1]:")
