"""The server of the page gives what it should, to whom it should, and says clearly what is wrong with the rest."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx
import pytest

from analysis.base.words import languages
from analysis.explore.serving import app, server
from analysis.explore.serving.headers import HEADERS
from tests.analysis.explore.served import DATA, QUESTION, SETTING, explorer, served


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with served(explorer(tmp_path_factory.mktemp("served"))) as found:
        yield found


@pytest.fixture(scope="module")
def browser(address):
    with httpx.Client(base_url=address) as client:
        yield client


def sent(address, text, within=5.0):
    """Send bytes as they are and return what comes back until the server closes or has answered."""
    host, port = address.removeprefix("http://").strip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=within) as connection:
        connection.sendall(text)
        found = b""
        while more := connection.recv(65_536):
            found += more
        return found.decode("latin-1")


def test_page_data_and_words_come_with_their_types_and_are_loaded_once(browser):
    assert "the page" in browser.get("/").text
    script = browser.get("/static/js/state.js")
    assert script.headers["content-type"].startswith("text/javascript")
    found = browser.get("/data/surrogate.json")
    assert (found.json(), found.headers["content-type"]) == (DATA, "application/json")
    assert browser.get("/data/surrogate.json", headers={"If-None-Match": found.headers["etag"]}).status_code == 304
    for language in languages():
        words = browser.get(f"/data/words/{language}.json").json()
        assert words["outcome"]["true.bars"]
        assert {"units", "names"} <= words.keys()


def test_an_answer_is_asked_with_two_policies_in_one_world(browser):
    found = browser.post("/api/answer", json=QUESTION).json()
    assert found == {"a": {"raids": 0.5}, "b": {}, "budget": 20e6, "price": 1.0}
    assert browser.post("/api/reproduce", json=SETTING).json() == {"command": "compare 1.0"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/static/js/state.js"),
        ("GET", "/data/surrogate.json"),
        ("GET", "/nothing"),
        ("POST", "/data/surrogate.json"),
        ("PUT", "/api/runs"),
        ("POST", "/api/answer"),
    ],
)
def test_every_answer_carries_the_security_headers(browser, method, path):
    headers = browser.request(method, path).headers
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    assert "unsafe" not in headers["content-security-policy"]
    assert "uvicorn" not in headers.get("server", "")


OUTSIDE = (
    "/static/../secret.txt",
    "/static/%2e%2e/secret.txt",
    "/static/..%2fsecret.txt",
    "/static/js/..%2f..%2fsecret.txt",
    "/static/..%5csecret.txt",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/js/state.js%00.txt",
    f"/static/{'x' * 5000}",
    "/data/../secret.txt",
    "/data/%2e%2e%2fsecret.txt",
    "/secret.txt",
)


@pytest.mark.parametrize("path", OUTSIDE, ids=range(len(OUTSIDE)))
def test_no_path_leads_out_of_the_folder(address, path):
    answer = sent(address, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.split("\r\n")[0] == "HTTP/1.1 404 Not Found"
    assert "not for the web" not in answer
    assert "root:" not in answer


def test_a_link_in_the_folder_does_not_lead_out(tmp_path):
    what = explorer(tmp_path)
    (what.page / "link.txt").symlink_to(tmp_path / "secret.txt")
    with served(what) as address:
        assert httpx.get(f"{address}static/link.txt").status_code == 404


WRONG = {
    "nothing": (b"", 400, "not the JSON"),
    "half": (b'{"policy": ', 400, "not the JSON"),
    "not text": (b"\xff\xfe\x00", 400, "not the JSON"),
    "deep": (b"[" * 16_000, 400, "nested"),
    "NaN": (b'{"policy": {}, "budget": NaN, "price": 1}', 400, "NaN is no number"),
    "twice": (b'{"policy": {}, "budget": 1, "budget": 2, "price": 1}', 400, "twice"),
    "long number": (b'{"policy": {}, "budget": ' + b"9" * 5000 + b', "price": 1}', 400, "not the JSON"),
    "list": (b"[]", 422, "the body is no table"),
    "null": (b"null", 422, "the body is no table"),
    "no table": (b'{"policy": 3, "budget": 1, "price": 1}', 422, "policy is no table"),
    "unknown key": (b'{"policy": {}, "budget": 1, "price": 1, "seed": 3}', 422, "'seed' is unknown"),
    "missing": (b'{"policy": {}, "budget": 1}', 422, "price is missing"),
    "unknown slider": (
        b'{"policy": {"raid": 1}, "budget": 1, "price": 1}',
        422,
        "'raid' is no slider; there are raids",
    ),
    "too much": (b'{"policy": {"raids": 1.01}, "budget": 1, "price": 1}', 422, "policy.raids is no number from 0 to 1"),
    "yes": (b'{"policy": {"raids": true}, "budget": 1, "price": 1}', 422, "policy.raids is no number"),
    "text": (b'{"policy": {"raids": "1"}, "budget": 1, "price": 1}', 422, "policy.raids is no number"),
    "infinite": (b'{"policy": {"raids": 1}, "budget": 1e999, "price": 1}', 422, "budget is no number"),
    "negative": (b'{"policy": {"raids": 1}, "budget": -1, "price": 1}', 422, "budget is no number from 0 to 2.8e+08"),
    "price": (b'{"policy": {"raids": 1}, "budget": 1, "price": 2.5}', 422, "price is no number from 0.5 to 2"),
    "no lever": (b'{"policy": {"raids": 0}, "budget": 1, "price": 1}', 422, "this is the baseline itself"),
    "no money": (b'{"policy": {"raids": 1}, "budget": 0, "price": 1}', 422, "this is the baseline itself"),
}


@pytest.mark.parametrize("path", ["/api/runs", "/api/reproduce"])
@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_body_gets_one_clear_message(browser, path, case):
    body, status, message = WRONG[case]
    found = browser.post(path, content=body, headers={"Content-Type": "application/json"})
    assert found.status_code == status
    assert message in found.json()["message"]
    assert "Traceback" not in found.text
    assert len(found.text) < 300


def test_a_body_that_is_too_large_is_not_read(browser):
    def endless():
        for _ in range(1000):
            yield b" " * 1000

    for content in (b" " * 20_000, endless()):
        found = browser.post("/api/answer", content=content, headers={"Content-Type": "application/json"})
        assert found.status_code == 413
        assert "Too Large" in found.text


def test_only_json_of_this_page_is_taken(browser, address):
    body = json.dumps(SETTING)
    assert browser.post("/api/runs", content=body, headers={"Content-Type": "text/plain"}).status_code == 415
    other = {"Origin": "https://example.org"}
    assert browser.post("/api/runs", json=SETTING, headers=other).json()["error"] == "wrong_origin"
    for origin in ("https://example.org", "http://[", "null", "http://localhost@example.org"):
        assert browser.request("DELETE", "/api/runs/some", headers={"Origin": origin}).status_code == 403
    own = {"Origin": address.rstrip("/")}
    assert browser.post("/api/answer", json=QUESTION, headers=own).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8765", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8765", 200),
        ("example.org", 400),
        ("localhost.example.org", 400),
        ("127.0.0.1.example.org", 400),
        ("", 400),
    ],
)
def test_the_page_answers_under_names_of_this_machine_only(browser, host, status):
    found = browser.get("/", headers={"Host": host})
    assert found.status_code == status
    assert ("the page" in found.text) == (status == 200)


def test_once_opened_it_answers_under_any_name(tmp_path):
    with served(replace(explorer(tmp_path), hosts=app.ANY_HOST)) as address:
        assert httpx.get(address, headers={"Host": "explore.example.org"}).status_code == 200


def test_a_thousand_requests_of_twenty_clients_are_all_answered(address):
    def many(number):
        with closing(HTTPConnection(urlsplit(address).netloc)) as client:
            return [right(client, (number * 50 + n) / 1000) for n in range(1, 51)]

    def right(client, share):
        body = json.dumps(QUESTION | {"a": {"raids": share}})
        client.request("POST", "/api/answer", body, {"Content-Type": "application/json"})
        return json.load(client.getresponse())["a"] == {"raids": share}

    with ThreadPoolExecutor(20) as clients:
        assert [sum(each) for each in clients.map(many, range(20))] == [50] * 20


def test_slow_clients_are_let_go_and_others_are_served_meanwhile(address, monkeypatch):
    monkeypatch.setattr(app, "SECONDS_FOR_BODY", 0.3)
    monkeypatch.setattr(server, "SECONDS_A_REQUEST", 0.6)
    head = b"POST /api/answer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
    begun = time.monotonic()
    with ThreadPoolExecutor(3) as clients:
        slow = clients.submit(sent, address, head + b"Content-Length: 100\r\n\r\n{")
        half = clients.submit(sent, address, head)
        silent = clients.submit(sent, address, b"")
        assert httpx.get(address).status_code == 200
        assert "408 Request Timeout" in slow.result()
        assert "the request did not come within 0.3 seconds" in slow.result()
    assert half.result() == silent.result() == ""
    assert time.monotonic() - begun < 3


def test_what_is_no_http_is_refused(address):
    long = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000
    for wrong in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", long):
        answer = sent(address, wrong)
        assert answer.startswith("HTTP/1.1 400")
        assert all(f"{name}: {value}".lower() in answer.lower() for name, value in HEADERS.items())


def test_when_too_many_ask_the_rest_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 1)
    with served(explorer(tmp_path)) as address:
        found = httpx.get(address)
    assert found.status_code == 503
    assert {name: found.headers[name] for name in HEADERS} == dict(HEADERS)


def test_a_mistake_of_the_code_shows_no_code(tmp_path):
    def wrong(a, b):
        raise ZeroDivisionError("secret detail")

    with served(replace(explorer(tmp_path), answer=wrong)) as address:
        found = httpx.post(f"{address}api/answer", json=QUESTION)
    assert found.status_code == 500
    assert found.json()["error"] == "unexpected"
    assert "secret" not in found.text
    assert found.headers["x-content-type-options"] == "nosniff"
