"""Briefs whose words are tested need no drawn figure."""

import pytest

from analysis.reports import brief


@pytest.fixture(autouse=True)
def _undrawn(request, monkeypatch):
    if "test_pages" not in request.module.__name__:
        monkeypatch.setattr(brief, "_svg", lambda *asked: b"<svg xmlns='http://www.w3.org/2000/svg'/>")
