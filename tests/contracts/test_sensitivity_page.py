"""The page on sensitivity says what the stored study found, and the stored study is whole."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUDY = ROOT / "docs" / "studies" / "levers_and_assumptions"


@pytest.mark.parametrize("study", [STUDY, STUDY.with_name(f"{STUDY.name}_ensemble")], ids=["declared", "ensemble"])
def test_every_sentence_of_the_findings_stands_on_the_page(study):
    page = (ROOT / "docs" / "sensitivity.md").read_text(encoding="utf-8")
    sentences = re.findall(r"^\d+\. .+$", (study / "findings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(sentences) >= 5
    assert [sentence for sentence in sentences if sentence not in page] == []


def test_the_stored_runs_are_complete_and_unchanged():
    manifest = json.loads((STUDY / "runs" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["status"], manifest["runs_stored"]) == ("complete", manifest["runs_planned"])
    for line in (STUDY / "runs" / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((STUDY / "runs" / name).read_bytes()).hexdigest() == digest, name
