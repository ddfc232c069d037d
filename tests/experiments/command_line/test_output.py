"""What is printed arrives whatever the encoding and the width of the place it is printed to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.table import Table

from experiments.command_line.output import spelled
from experiments.command_line.terminal import show

ROOT = Path(__file__).resolve().parents[3]
WORDS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "analysis" / "words").rglob("*.toml"))
SAID = "Ñandú − 5 × 10² … “no”\N{HANGUL SYLLABLE GA}"
PRINTS = f"""
from experiments.command_line.output import prepare_output
from experiments.command_line.terminal import log, show
prepare_output()
show({SAID!r})
print({SAID!r})
log({SAID!r} + chr(0xDC80))
"""


def printed(*words: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Return what a fresh Python prints to pipes of an encoding."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, capture_output=True)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("ascii", 'Nandu - 5 x 10^2 ... "no"?'),
        ("cp1252", "Ñandú - 5 × 10² … “no”?"),
        ("latin-1:strict", 'Ñandú - 5 × 10² ... "no"?'),
        ("utf-8", SAID),
        ("utf-16", SAID),
    ],
)
def test_characters_that_an_encoding_lacks_are_spelled(encoding, expected):
    done = printed("-c", PRINTS, encoding=encoding)
    assert done.returncode == 0, done.stderr
    name = encoding.partition(":")[0]
    assert done.stdout.decode(name).split("\n")[:2] == [expected, expected]
    assert done.stderr.decode(name).startswith(expected)


def test_a_way_that_the_user_asks_for_is_left_alone():
    done = printed("-c", PRINTS, encoding="ascii:replace")
    assert done.stdout.decode("ascii").split("\n")[1] == "?and? ? 5 ? 10? ? ?no??"


def test_the_commands_print_so():
    refused = printed("run.py", "explain", "añeja − 1", encoding="ascii")
    assert (refused.returncode, b"'aneja - 1'" in refused.stderr) == (2, True), refused.stderr


def test_every_character_of_the_words_can_be_spelled():
    assert {character for character in WORDS if spelled(character) == "?"} == {"?", "¿"}


@pytest.mark.parametrize(("columns", "width"), [("70", 70), ("200", 200), ("none", 160), (None, 160)])
def test_a_file_is_as_wide_as_columns_says(monkeypatch, capsys, columns, width):
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    table = Table("outcome", expand=True)
    table.add_row("word " * 100)
    show(table)
    assert max(map(len, capsys.readouterr().out.splitlines())) == width


def test_no_columns_at_all_count_as_no_width_given():
    code = "import os; os.environ['COLUMNS'] = '0'\n" + PRINTS
    assert SAID in printed("-c", code, encoding="utf-8").stdout.decode("utf-8")
