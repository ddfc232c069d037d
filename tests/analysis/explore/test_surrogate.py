"""The surrogate of the page as a file, its answers, its presets and its costs, on made-up coefficients."""

import json
from dataclasses import replace

import numpy as np
import pytest

from analysis.explore import answer as answers
from analysis.explore.costs import costs
from analysis.explore.design import Design, lever_points, preset_points, weak_points, write_design
from analysis.explore.fit import fit_surrogate, winsorized
from analysis.explore.held_out import Portfolio, check, disagreements
from analysis.explore.outputs import Output, baseline_of, log_ratio
from analysis.explore.page_data import page_data
from analysis.explore.presets import presets
from analysis.explore.runs import Runs
from analysis.explore.sliders import SCENARIO, changes_of, lever_key, portfolio_of, sliders
from analysis.explore.surrogate import ABOUT, Surrogate, levers_digest, load_surrogate, save_surrogate
from analysis.explore.terms import terms_of
from experiments.base.cell import Draw
from experiments.base.errors import ExperimentError
from experiments.design.apply_draw import apply_draw
from model.goldrush import GoldRush
from model.scenario.scenario import load_scenario
from model.version import MODEL_VERSION

BASELINE = {"low": 80.0, "middle": 100.0, "high": 130.0, "offset": 0.0, "by_price": [[1.0, 100.0]]}
RULES = ("expected_profit", "imitation")


@pytest.fixture(scope="module")
def surrogate():
    """Return a surrogate of one figure: raids lower it by 10 % under one rule and 30 % under the other."""
    terms = terms_of([one.main for one in sliders()])
    p, zeros = len(terms.each), np.zeros((1, len(terms.each)))
    by_rule = np.zeros((1, 2, p))
    by_rule[0, :, 0] = np.log([0.9, 0.7])
    arrays = {name: zeros + 1e-4 for name in ("theory", "parameters", "chance")}
    arrays |= {"apart": zeros + 1e-4, "inflation": np.array([1.5])}
    arrays |= {"parted": np.array([1e-4])}
    arrays |= {"mean": by_rule.mean(1), "rules": by_rule, "emulator": 1e-5 * np.eye(p)[None]}
    about = costs(load_scenario("outlook").parameters)
    arrays |= {"built_up": about.by_slider(about.built_up), "raids_per_week": np.array([1.0, 2.0])}
    output = {"key": "true.person_years_sexual_exploitation", "part": "headline", "group": "exploitation"}
    output |= {"span": {"horizon": 10}, "baseline": BASELINE}
    manifest = {
        "about": ABOUT, "model_version": MODEL_VERSION, "levers": levers_digest(), "years": list(range(2026, 2037)),
        "sliders": [one.key for one in sliders()], "terms": [[list(pair) for pair in term] for term in terms.each],
        "rules": list(RULES), "made": {}, "outputs": [output],
    }  # fmt: skip
    return Surrogate(manifest, arrays)


@pytest.fixture(scope="module")
def data(surrogate):
    return json.loads(json.dumps(page_data(surrogate), allow_nan=False))


def test_a_harm_without_a_figure_is_named(surrogate, data):
    outputs = [surrogate.manifest["outputs"][0] | {"key": "true.clashes"}]
    fitted = page_data(replace(surrogate, manifest=surrogate.manifest | {"outputs": outputs}))
    assert set(data["not_told"]) - set(fitted["not_told"]) == {"true.clashes"}


def test_a_surrogate_is_read_as_it_was_written(surrogate, tmp_path):
    save_surrogate(surrogate, tmp_path / "some.npz")
    found = load_surrogate(tmp_path / "some.npz")
    assert found.manifest == surrogate.manifest
    assert all((found.arrays[name] == array).all() for name, array in surrogate.arrays.items())


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("model_version", MODEL_VERSION + 1, f"was fitted to model version {MODEL_VERSION + 1}, this is"),
        ("levers", "0", "was fitted to other levers"),
        ("about", "something", "is no surrogate"),
        ("outputs", [], "is damaged"),
    ],
)
def test_another_surrogate_is_refused_in_words(surrogate, tmp_path, key, value, message):
    save_surrogate(replace(surrogate, manifest=surrogate.manifest | {key: value}), tmp_path / "some.npz")
    with pytest.raises(ExperimentError, match=message):
        load_surrogate(tmp_path / "some.npz")


def test_objects_are_never_unpickled(surrogate, tmp_path):
    save_surrogate(surrogate, tmp_path / "some.npz")
    strange = surrogate.arrays | {"mean": np.array([object()])}
    np.savez(tmp_path / "some.npz", **strange)
    with pytest.raises(ExperimentError, match="is no surrogate"):
        load_surrogate(tmp_path / "some.npz")


def test_no_policy_and_the_same_policy_twice_differ_by_nothing(data):
    found = answers.answer(data, {}, {}, 20e6, 1.3)["outputs"][0]
    same = answers.answer(data, {"raids": 0.7}, {"raids": 0.7}, 20e6, 1.3)["outputs"][0]
    for nothing in (found["a"], found["difference"], same["difference"]):
        assert (nothing["low"], nothing["middle"], nothing["high"], nothing["lower"]) == (0.0, 0.0, 0.0, 0.5)
        assert not nothing["told"] and nothing["falls"] == nothing["rises"] == 0


def test_an_effect_has_its_middle_its_band_and_its_rules(data):
    one = answers.answer(data, {"raids": 1.0}, {}, 2e9, 1.0)["outputs"][0]["a"]
    squares, inflation = 1 + 1, 1.5  # raids at full size, alone and squared
    three = {"theory": squares * 1e-4, "parameters": squares * 1e-4, "chance": (squares + 1) * 1e-4}
    doubt = squares * 1e-5
    emulator = doubt + (inflation - 1) * (sum(three.values()) + doubt)
    assert one["parts"] == pytest.approx(three | {"emulator": emulator})
    sd = np.sqrt(sum(three.values()) + emulator)
    assert one["middle"] == pytest.approx(100 * (np.sqrt(0.9 * 0.7) - 1), abs=1e-3)
    assert one["low"] == pytest.approx(100 * (np.sqrt(0.63) * np.exp(-answers.WIDTH * sd) - 1), abs=1e-3)
    assert one["low"] < one["chance_low"] < one["middle"] < one["chance_high"] < one["high"]
    assert one["told"] and one["lower"] > 0.99 and (one["falls"], one["rises"]) == (2, 0)


def test_even_a_weak_policy_parts_paths_so_that_chance_hardly_shrinks(data):
    full, weak = (answers.answer(data, {"raids": x}, {}, 2e9, 1.0)["outputs"][0]["a"]["parts"] for x in (1.0, 0.05))
    assert weak["chance"] > 0.3 * full["chance"] and weak["parameters"] < 0.005 * full["parameters"]


def test_a_beside_b_is_told_in_per_cent_of_b(data):
    offset = data | {"outputs": [one | {"baseline": one["baseline"] | {"offset": 10.0}} for one in data["outputs"]]}
    found = answers.answer(offset, {"raids": 1.0}, {"raids": 0.5}, 2e9, 1.0)["outputs"][0]
    a, b = (100 + found[name]["middle"] for name in ("a", "b"))
    assert found["difference"]["middle"] == pytest.approx(100 * (a / b - 1))


def test_a_cap_cuts_what_is_delivered(data):
    full, capped = (answers.answer(data, {"raids": 1.0}, {}, budget, 1.0) for budget in (2e9, 5e6))
    assert capped["cost"]["a"]["share"] < 0.6 < full["cost"]["a"]["share"] == 1.0
    assert capped["outputs"][0]["a"]["middle"] > full["outputs"][0]["a"]["middle"]
    assert not answers.answer(data, {"raids": 1.0}, {}, 0.0, 1.0)["outputs"][0]["a"]["middle"]


def test_ratios_with_an_offset_are_told_as_changes_of_the_baseline():
    one = {"baseline": {"offset": 2.0, "by_price": [[0.5, 5.0], [1.0, 10.0]]}}
    halved = [np.log((level / 2 + 2.0) / (level + 2.0)) for level in (10.0, 5.0)]
    assert [answers.percent(one, *each) for each in zip(halved, (10.0, 5.0), strict=True)] == pytest.approx([-50.0] * 2)
    assert answers.percent(one, -9.0, 10.0) == -100.0
    assert answers.level_of(one, 0.5**0.5) == pytest.approx(50**0.5)
    assert answers.level_of(one, 1.0, halved[0]) == pytest.approx(5.0)


def test_presets_are_what_twenty_million_pay_over_full_sizes():
    found = {one.key: one for one in presets()}
    assert found["prevention_led"].levers["prevention_communities"] == 1.0
    assert found["enforcement_led"].levers["raids"] == 1.0
    assert found["balanced"].levers["reintegration"] == pytest.approx(60 / 100)
    assert found["balanced"].levers["raids"] == pytest.approx((1.5 - 1) / (3 - 1))
    assert "outside_units" in found["integrity_led"].left_out and "raids" in found["protection_led"].left_out
    assert all(one.budget == 20e6 and max(one.levers.values()) <= 1.0 for one in found.values())


def test_every_slider_has_levers_and_a_setting_reaches_them_as_a_design_does():
    assert all(one.levers and one.full > 0 for one in sliders())
    changes = changes_of({"raids": 0.3, "shelters": 1.0}, 20e6, 1.2)
    by_hand = load_scenario(SCENARIO, changes=changes)
    drawn = apply_draw(load_scenario(SCENARIO, changes={"price.shock_from": "2026-01-01"}), Draw.of(
        {**{lever_key(one.key): 0.0 for one in sliders()}, lever_key("raids"): 0.3, lever_key("shelters"): 1.0,
         "portfolio.yearly": 20e6, "price.shock_factor": 1.2}))  # fmt: skip
    assert by_hand.fingerprint() == drawn.fingerprint()
    assert [lever.intensity for lever in portfolio_of(by_hand).levers if lever.kind == "shelters"] == [1.0, 1.0]


@pytest.mark.parametrize("budget", [3e6, 2e9])
def test_what_the_page_says_is_spent_is_what_a_real_run_spends(data, budget):
    policy = {"raids": 0.35, "shelters": 0.5, "vetting": 1.0, "road_checks": 0.7}
    scenario = load_scenario(SCENARIO, changes=changes_of(policy, budget))
    model = GoldRush(replace(scenario, before=None, starts_from=None), seed=1, replicate=0, scale=400)
    spent = left = 0.0
    while model.date.year < 2027:
        model.step()
        spent += float(model.flows["budget_spent"])
        left += float(model.flows["budget_unspent"])
    page = answers.cost_of(data, policy, budget)
    rounding = 52 * 5 * 0.01
    assert page.spent[0] == pytest.approx(spent, abs=rounding) and spent > 1e6
    assert page.unspent[0] == pytest.approx(left, abs=rounding)


def test_a_design_is_sparse_and_has_a_run_without_policy_for_every_set_and_price(tmp_path):
    points = lever_points(sliders(), 200, np.random.default_rng(1))
    weak = weak_points(sliders(), 200, np.random.default_rng(1)).max(1)
    assert weak.max() <= 0.4 and 0.005 <= weak[weak > 0].min() < 0.1
    assert (points > 0).mean(0) == pytest.approx([0.4 if one.main else 0.15 for one in sliders()])
    file = write_design(tmp_path, Design(sets=4, further=2, lucks=1, points=2), {1, 2})
    names, *rows = file.with_suffix(".csv").read_text().splitlines()
    values = np.array([[float(value) for value in row.split(",")] for row in rows])
    assert names.split(",")[:3] == ["luck", "set", "price.shock_factor"]
    none = values[~values[:, 3:].any(1)]
    usual = {tuple(row[3:]) for row in values.tolist() if row[2] == 1.0}
    assert {tuple(point.round(6)) for point in preset_points()} <= usual
    whole = [[luck, price] for luck in range(4) for price in (0.6, 1.0, 1.6)]
    assert none[:, [0, 2]].tolist() == [*whole, [4, 1.0], [5, 1.0]]
    assert not set(values[values[:, 0] > 3, 1]) & {1, 2, *values[values[:, 0] < 4, 1]}


def test_a_figure_without_a_baseline_is_left_out_and_a_small_one_gets_an_offset():
    prices, usual = np.ones(5), np.array([80.0, 90.0, 100.0, 110.0, 120.0])
    assert baseline_of(np.array([0.0, 0.0, 0.0, 1.0, 2.0]), prices, usual, 0.1) is None
    two = np.array([0.6, 0.6, 1.0, 1.0, 1.0])
    assert baseline_of(np.array([0.0, 0.0, 100.0, 110.0, 120.0]), two, usual, 0.1) is None  # one price has none
    cases = ((0, 0), (79, 0), (0, 80))
    found = [baseline_of(usual - [lost, 0, 0, 0, 0], prices, usual - less, 0.1) for lost, less in cases]
    assert [each and each.offset for each in found] == [0.0, 10.0, 10.0]
    assert log_ratio(np.array([0.0]), np.array([10.0]), 10.0) == pytest.approx(np.log(0.5))


def test_one_extinction_in_a_hundred_does_not_carry_the_fit():
    values = np.append(np.linspace(-0.2, 0.05, 199), -4.0)
    drawn_in = winsorized(values)
    assert drawn_in[:-1].tolist() == pytest.approx(values[:-1].tolist(), abs=0.01)
    assert -0.25 < drawn_in[-1] < -0.15


KEY = "true.person_years_sexual_exploitation"
SETS, POINTS = 8, 10


@pytest.fixture(scope="module")
def made():
    """Return made-up runs of eleven years in which raids at full size lower the figure by 20 % in every set."""
    rng = np.random.default_rng(2)
    levers = np.zeros((SETS * POINTS, len(sliders())))
    levers[:, :2] = rng.uniform(size=(SETS * POINTS, 2))
    each = np.repeat(np.arange(SETS), POINTS)
    against = np.repeat(rng.uniform(90, 110, (SETS, 11)), POINTS, axis=0)[:, :, None]
    effect = 0.8 ** levers[:, 0] * np.exp(0.002 * rng.normal(size=len(levers)))
    rules = np.array(RULES)[each % 2]
    return Runs(
        levers=levers, price=np.ones(len(each)), set=each, luck=each, rule=rules, yearly=np.full(len(each), np.inf),
        values=against * effect[:, None, None], against=against, years=list(range(2026, 2037)), outcomes=[KEY],
        planned=len(each), missing=0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(made):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.explore.fit.outputs", lambda years: FIGURES)
        return fit_surrogate(made, {"scale": 20})


FIGURES = [Output(KEY, "headline", "exploitation", horizon=10), Output(KEY, "headline", "exploitation", year=2027)]


def test_a_fit_finds_what_runs_were_made_with_and_says_how_well_it_predicts(found):
    ten, second = page_data(found)["outputs"]
    raids = np.zeros(len(found.terms.each))
    raids[0], raids[found.terms.each.index(((0, 2),))] = 1.0, 1.0
    one = answers.effect(ten, raids, 1000.0)
    assert one.low < -20.0 < one.high and one.high - one.low < 10.0 and one.told
    assert ten["left_out"]["q2"] > 0.99 and 0.8 <= ten["left_out"]["coverage"] <= 1.0
    assert (ten["span"], second["span"]) == ({"horizon": 10}, {"year": 2027})
    assert ten["baseline"]["middle"] == pytest.approx(1000, rel=0.05)


def test_held_out_runs_are_compared_with_bands(found, made, monkeypatch):
    monkeypatch.setattr("analysis.explore.held_out.outputs", lambda years: FIGURES)
    ten = check(page_data(found), made)[0].summary()
    assert ten["settings"] == SETS * POINTS and ten["q2"] > 0.99 and 0.8 <= ten["coverage"] <= 1.0
    worse = check(page_data(found), replace(made, values=made.values * 1.5))[0].summary()
    assert worse["coverage"] < 0.1 and worse["bias"] == pytest.approx(np.log(1.5), abs=0.01)


def test_too_few_parameter_sets_are_refused(made):
    few = replace(made, set=np.zeros(SETS * POINTS, int))
    with pytest.raises(ExperimentError, match="runs of 1 parameter sets are stored, 4 are needed"):
        fit_surrogate(few, {})


def test_order_and_sign_are_compared_only_where_real_runs_can_tell():
    real = {"a": np.array([-0.2, -0.21, -0.19]), "b": np.array([-0.1, -0.11, -0.09]), "c": np.array([0.3, -0.3, 0.1])}
    told = [Portfolio(key, float(x.mean()), float(x.std(ddof=1) / np.sqrt(3)), -x.mean()) for key, x in real.items()]
    assert disagreements(told, real) == ["a", "b", "a and b"]
    assert disagreements([replace(one, emulated=one.real) for one in told], real) == []
