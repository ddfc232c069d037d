"""What may be said to whom: the public sees no places, nobody what helps to evade, and everybody the limits."""

from dataclasses import replace

import pytest

from analysis.base.words import languages, words_in
from analysis.brief import gate
from analysis.brief.gate import LIMITS, Tier
from analysis.brief.look import Look
from analysis.brief.readers import TEMPLATES
from analysis.reports.brief import prepare
from analysis.reports.figures import KINDS
from experiments.base.errors import ExperimentError
from experiments.base.outcomes import declared_outcomes
from tests.analysis.made_up import briefs

EVASIVE = (
    "true.raids_empty_official_leak",
    "true.bars_warned_by_officials",
    "true.hidden_share_of_bars",
    "true.journeys_round_control",
    "true.bars_moved",
    "true.raids_empty_lookout",
)
PLACES = ("true.people_in_sexual_exploitation_river", "true.bars_roadside", "true.remote_share_of_sexual_exploitation")


def test_nothing_on_evasion_for_any_tier_and_no_places_for_the_public():
    assert set(EVASIVE) | set(PLACES) <= set(declared_outcomes())
    assert not [name for name in EVASIVE for tier in Tier if not gate.why_not(name, tier)]
    assert not gate.allowed(PLACES, Tier.PUBLIC)
    assert gate.allowed(PLACES, Tier.PARTNER) == list(PLACES)
    assert gate.allowed(["true.exits_by_removed", "true.exits"], Tier.PUBLIC) == ["true.exits_by_removed", "true.exits"]
    assert "zones" in gate.FIGURES_OF_PLACES and "zones" in [kind.name for kind in KINDS]
    assert gate.figures_allowed(["zones", "headline"], Tier.PUBLIC) == ["headline"]


def test_the_public_template_is_of_the_public_tier():
    assert TEMPLATES["public"].tier is Tier.PUBLIC


@pytest.mark.parametrize(("name", "template"), [(PLACES[0], "public"), *((name, "research") for name in EVASIVE)])
def test_who_asks_for_a_refused_outcome_is_told_so(tmp_path, name, template):
    with pytest.raises(ExperimentError, match=name):
        prepare(briefs.request(tmp_path, template=template, look=Look(outcomes=(name,))))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_brief_holds_its_limits_and_no_refused_outcome(tmp_path, language, template):
    written = prepare(briefs.request(tmp_path, language, template))
    everything = written.document.everything()
    words, tier = words_in(language), TEMPLATES[template].tier
    assert all(words(f"brief.{key}") in everything for key in LIMITS)
    assert not [c.key for c in written.brief.claims() if gate.why_not(c.query.outcome, tier)]
    told = tuple(claim.query.outcome for claim in written.brief.claims())
    text = gate.Text(language, everything, told)
    assert not list(gate.faults(text, tier, words))
    for key in LIMITS:
        cut = replace(text, everything=everything.replace(words(f"brief.{key}"), ""))
        assert list(gate.faults(cut, tier, words)) == [f"it lacks its limits ({key})"]


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "A stock of people"), ("es", "Prostitución infantil"), ("fr", "Prostitution enfantine")],
)
def test_a_title_that_the_glossary_refuses_stops_the_brief(tmp_path, language, title):
    with pytest.raises(ExperimentError, match="the brief is not written"):
        prepare(briefs.request(tmp_path, language, look=Look(title={language: title})))
    assert list(tmp_path.iterdir()) == []
