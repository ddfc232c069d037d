"""Every counter of a week is written by a rule and read by an outcome, a register or a check of conservation."""

from functools import cache
from pathlib import Path

from model.outcomes.policing import CAUSES
from model.processes.flows import FLOWS
from tests.contracts.source import MODEL, flows_written, words

TESTS = Path(__file__).resolve().parents[1] / "model"
RULES = sorted({p.name for p in MODEL.rglob("*.py") if p.parent.name not in ("outcomes", "parameters")} - {"flows.py"})


@cache
def read() -> frozenset[str]:
    """Return the names of counters that outcomes, registers or tests read."""
    registers = MODEL / "processes" / "state" / "registers.py"
    readers = [*(MODEL / "outcomes").glob("*.py"), registers, *sorted(TESTS.rglob("test_*.py"))]
    return frozenset().union(*map(words, readers)) | {f"raids_empty_{cause}" for cause in CAUSES}


def test_every_counter_is_written_by_a_rule():
    names, patterns = flows_written(*RULES)
    assert [one for one in FLOWS if one not in names and not any(p.fullmatch(one) for p in patterns)] == []


def test_every_counter_is_read():
    assert set(FLOWS) <= read()


def test_a_counter_that_no_rule_writes_is_noticed():
    names, patterns = flows_written(*RULES)
    assert "unheard_of" not in names
    assert not any(pattern.fullmatch("unheard_of") for pattern in patterns)


def test_no_counter_is_declared_twice():
    assert len(set(FLOWS)) == len(FLOWS)
