"""Made-up records for briefs: a request that is answered from made-up pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.base.words import words_in
from analysis.brief.look import Look
from analysis.measures.summarise import Pair
from analysis.reports.brief import BriefRequest
from tests.analysis.made_up import brief

TITLES = {"raids": {"en": "More raids", "es": "Más operativos", "fr": "Plus de descentes"}}
MANIFEST = brief.MANIFEST | {
    "arms": [
        {"scenario": "raids", "title": TITLES["raids"], "questions": {"en": "Would it help?", "es": "¿Ayudaría?"}},
        {"scenario": "shelters", "title": {}, "question": "Would places help?"},
        {"scenario": "baseline", "title": {}, "question": ""},
    ],
    "parameters": {str(n): {"evidence": link} for n, link in enumerate(["measures", "bounds", "names", "assumed"] * 3)},
    "made": {
        "when": "2026-02-03T04:05:06+00:00",
        "command": ["run.py", "compare", "raids", "--out", "/a/b"],
        "commit": "abc123",
    },
}


@dataclass(frozen=True)
class Stored(BriefRequest):
    """A request that made-up pairs answer."""

    made: Sequence[Pair] = ()

    def pairs(self, outcomes):
        """Return the pairs, whatever outcomes are asked for."""
        return list(self.made)


def request(folder, language="en", template="ministry", look=None, pairs=None):
    """Return a request for a brief of raids and shelters."""
    made = pairs or [brief.pair("raids"), brief.pair("shelters", effects={"true.reprisals": 2.0})]
    words = words_in(language).titled(MANIFEST["arms"])
    return Stored(folder, words, MANIFEST, None, template=template, look=look or Look(), made=made)
