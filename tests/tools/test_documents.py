"""Every picture of a document is made by a command that is written down."""

import re

import pytest

from tools.documents import ROOT, SOURCES, main

MADE_BY_HAND = {"explore.png", "leaks.png"}
"""Made by tools of their own."""


def test_every_picture_of_the_documents_has_a_command():
    shown = {
        name
        for page in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
        for name in re.findall(r"\]\((?:docs/)?([\w-]+\.png)\)", page.read_text(encoding="utf-8"))
    }
    made = {wanted for source in SOURCES.values() for _, wanted in source.pictures}
    assert shown - made == MADE_BY_HAND


def test_an_unknown_document_is_named_with_those_known():
    with pytest.raises(SystemExit, match="no document portraits; known: comparison"):
        main(["portraits"])
