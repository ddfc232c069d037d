"""Every number of a brief is a query on the store with its range; what has none, or too few runs, is refused."""

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t

from analysis.base.headlines import FORMS
from analysis.base.words import languages
from analysis.brief.claims import LEAST_RUNS, faults
from analysis.brief.content import in_hundredths
from analysis.brief.html import as_html
from analysis.brief.markdown import as_markdown
from analysis.brief.readers import TEMPLATES
from analysis.brief.wording import absolute, both, millions, outwards
from analysis.measures.effects import Holds
from analysis.reports.brief import prepare
from analysis.tables.verbs import verb_key
from experiments.base.errors import ExperimentError
from experiments.store.results import OVER_TIME
from tests.analysis.made_up import brief, briefs
from tests.analysis.made_up.sets import drawn, sets_of, spread

NUMBER = r"[+\N{MINUS SIGN}]\d[\d.,\u202f]*"


def asked_again(pair, outcome):
    """Return change, low and high as the arrays of a pair give them."""
    months = slice(pair.first_month, None)
    add = OVER_TIME[brief.MANIFEST["outcomes"][outcome]["over_time"]]
    policy, against = (add(each[:, months].T) for each in pair.values(outcome))
    found, n = policy - against, pair.replicates
    half = t.ppf(0.95, n - 1) * found.std(ddof=1) / np.sqrt(n)
    return found.mean(), found.mean() - half, found.mean() + half


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", languages())
def test_every_number_of_a_brief_is_what_the_store_answers(tmp_path, language, template):
    request = briefs.request(tmp_path, language, template)
    written = prepare(request)
    pairs, claims = {pair.name: pair for pair in request.made}, written.brief.claims()
    assert {claim.query.policy for claim in claims} == set(pairs)
    for claim in claims:
        found = asked_again(pairs[claim.query.policy], claim.query.outcome)
        assert np.allclose(found, (claim.found.mean, claim.found.low, claim.found.high)), claim.key
        assert claim.found.runs == 12
    said = {number for claim in claims for text in texts(claim, request.words) for number in re.findall(NUMBER, text)}
    document = written.document
    for text in (document.everything(), as_markdown(document).decode(), as_html(document).decode()):
        plain = re.sub(r"base64,[^\"]*", "", text)
        assert set(re.findall(NUMBER, plain)) <= said
        assert all(both(claim, request.words)[0] in plain for forms in written.brief.forms.values() for claim in forms)


def texts(claim, words):
    return [*both(claim, words), *([millions(claim, words)] if claim.text == "cost" else [])]


@pytest.mark.parametrize("runs", [1, LEAST_RUNS - 1])
def test_a_claim_with_too_few_runs_is_refused_by_name(tmp_path, runs):
    pairs = [brief.pair("raids", replicates=runs)]
    with pytest.raises(ExperimentError, match=rf"^raids: the claim on true\.person_years_sexual_\w+ rests on {runs}"):
        prepare(briefs.request(tmp_path, pairs=pairs))
    assert list(tmp_path.iterdir()) == []


def test_a_claim_without_a_range_is_refused_by_name(tmp_path):
    claim = prepare(briefs.request(tmp_path)).brief.claims()[0]
    lost = replace(claim, found=replace(claim.found, low=float("nan")))
    assert "true.person_years_sexual_exploitation has no range" in next(faults([lost]))
    assert not list(faults([claim]))


@pytest.mark.parametrize(
    ("mean", "low", "high", "said"),
    [
        (4, 2, 7, "fewer than 10 people (0 to +10)"),
        (-3, -30, 12, "fewer than 10 people (\N{MINUS SIGN}30 to +10)"),
        (60, 40, 80, "+60 people (+40 to +80)"),
    ],
)
def test_small_counts_are_not_shown_and_no_range_shrinks(tmp_path, mean, low, high, said):
    request = briefs.request(tmp_path)
    claim = prepare(request).brief.claims()[0]
    found = replace(claim.found, unit="persons", mean=mean, low=low, high=high)
    assert absolute(replace(claim, found=found), request.words).replace("\N{NO-BREAK SPACE}", " ") == said
    shown = outwards(found)
    assert shown[0] <= low and shown[1] >= high


@pytest.mark.parametrize(
    ("lower", "limits", "holds", "runs", "key"),
    [
        (0.999, (-3, -1), Holds.CHANCE, 400, "likely_falls"),
        (1.0, (-3, -1), Holds.ALL, 48, "likely_falls"),
        (0.999, (-3, -1), Holds.ALL, 400, "very_likely_falls"),
        (0.04, (1, 3), Holds.ALL, 400, "likely_rises"),
        (0.85, (-3, 1), Holds.ALL, 400, "perhaps_falls"),
        (0.96, (-3, 1), Holds.ALL, 400, "perhaps_falls"),
        (0.6, (-3, 2), Holds.ALL, 400, "unclear"),
        (0.5, (0, 0), Holds.ALL, 400, "same"),
    ],
)
def test_verbs_follow_the_probability_and_never_say_more_than_the_range(tmp_path, lower, limits, holds, runs, key):
    found = prepare(briefs.request(tmp_path)).brief.claims()[0].found
    low, high = limits
    assert (
        verb_key(replace(found, mean=(low + high) / 2, low=low, high=high, lower=lower, holds=holds, runs=runs)) == key
    )


def test_shares_add_up_to_a_hundred():
    assert in_hundredths([0.041, 0.068, 0.154, 0.737]) == [4, 7, 15, 74]
    assert sum(in_hundredths([1 / 3] * 3)) == 100


def test_a_brief_says_which_kind_of_range_it_holds(tmp_path):
    one, sets = prepare(briefs.request(tmp_path)), sets_of()
    spread_over = spread(brief.pair("raids"), sets, drawn(sets, 3, 6, 4), brief.NAMES.index(FORMS["sexual"]), 24)
    many = prepare(briefs.request(tmp_path, pairs=[spread_over]))
    words, runs = many.brief.words, len(sets.rows)
    for written, holds, n in ((one, Holds.CHANCE, 12), (many, Holds.ALL, runs)):
        everything = written.document.everything()
        assert words(f"brief.holds_{holds}", n=n) in everything and words(f"brief.reading_{holds}") in everything
    found = many.brief.forms["sexual"][0].found
    policy, against = (each[:, 24:].sum(1) for each in spread_over.values(FORMS["sexual"]))
    assert found.lower == (policy < against).mean()
    assert sum((found.parts.chance, found.parts.parameters, found.parts.theories)) == pytest.approx(1)
    assert "% rival theories of behaviour" in many.document.everything()
