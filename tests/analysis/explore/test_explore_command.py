"""The command ``explore``: mistakes end with code 2 and one message; the page comes with its surrogate and words."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from analysis.explore.serving.server import listening
from analysis.explore.surrogate import save_surrogate
from run import app
from tests.analysis.explore.test_surrogate import surrogate  # noqa: F401 (a fixture)

ROOT = Path(__file__).resolve().parents[3]


def called(*words):
    """Return the exit code of ``explore`` and what it says."""
    ended = CliRunner().invoke(app, ["explore", *words], env={"COLUMNS": "1000"})
    assert ended.exception is None or isinstance(ended.exception, SystemExit)
    return ended.exit_code, ended.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "without a password; add --open-to-network"),
        (("--open-to-network",), "opens nothing at this address"),
        (("--host", "no.such.host.invalid", "--open-to-network"), "--host no.such.host.invalid"),
        (("--port", "70000"), "less than or equal to 65535"),
        (("--port", "0", "--draws", "6"), "each of the 4 rules of decision"),
        (("fit", "nothing.toml"), "nothing.toml"),
        (("elsewhere",), "elsewhere"),
    ],
)
def test_mistakes_end_with_code_2_and_one_message(words, said):
    code, output = called(*words, *(() if words[0] in ("fit", "elsewhere") else ("--no-browser",)))
    assert code == 2
    assert said in output
    assert "Traceback" not in output


def test_a_taken_port_is_said():
    with listening("127.0.0.1", 0) as taken:
        code, output = called("--no-browser", "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "is the page open already?" in output


def test_the_copy_is_what_the_served_page_says(tmp_path, surrogate):  # noqa: F811
    save_surrogate(surrogate, own := tmp_path / "own.npz")
    code, output = called("export", str(tmp_path / "copy"), "--surrogate", str(own))
    assert code == 0, output
    command = [sys.executable, "run.py", "explore", "--no-browser", "--port", "0", "--results", str(tmp_path)]
    command += ["--surrogate", str(own)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        address = re.match(r"(http://127\.0\.0\.1:\d+/) answers after [\d.]+ seconds; Ctrl-C ends it", line)[1]
        data = httpx.get(f"{address}data/surrogate.json").content
        assert data == (tmp_path / "copy" / "data" / "surrogate.json").read_bytes()
        told = json.loads(data)
        asked = {"a": {told["sliders"][0]["key"]: 1.0}, "b": {}, "budget": told["budget"]["default"], "price": 1.0}
        answer = httpx.post(f"{address}api/answer", json=asked).json()
        assert [each["key"] for each in answer["outputs"]] == [each["key"] for each in told["outputs"]]
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=300)[1] == "ended\n"
    assert process.returncode == 0
