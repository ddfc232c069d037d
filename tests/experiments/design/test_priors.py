"""Priors of all free parameters: shapes by rule, exceptions, and what is joined."""

from collections import Counter

import numpy as np
import pytest

from experiments.base.errors import ExperimentError
from experiments.design.priors import priors, priors_of
from model.parameters import Parameters
from model.parameters.declaring import declared
from model.scenario.theories import SWITCHES

RULE = {"weight": 3.0, "span": 10.0, "edge": 0.05}


def test_every_free_parameter_has_a_prior_on_its_declared_range():
    free = {one.key: one for one in declared(Parameters().groups()) if one.role == "free" and one.low < one.high}
    found = {prior.name: prior for prior in priors().each if not prior.options}
    assert found.keys() == free.keys()
    values = priors().values(np.random.default_rng(1).normal(0, 3, (200, len(priors().each))))
    for name, column in zip(found, values.T, strict=False):
        assert free[name].low <= column.min() and column.max() <= free[name].high, name


def test_rates_over_a_decade_are_log_uniform_and_shares_lean_to_their_best_value():
    shapes = {prior.name: prior for prior in priors_of(Parameters().groups(), {"rule": RULE}).each}
    assert shapes["migration.arrival_rate"].shape == "log_uniform"
    share = shapes["bars.coerced_share"]
    assert share.shape == "beta"
    drawn = share.value(np.linspace(0.0005, 0.9995, 1000))
    assert drawn.mean() == pytest.approx(share.best, abs=0.01)
    assert drawn.std() > 0.12


def test_joined_parameters_are_correlated_and_keep_their_own_shapes():
    joint = {"parameters": ["exits.released", "exits.escape"], "correlation": 0.8, "why": "a test"}
    alone, joined = (priors_of(Parameters().groups(), {"rule": RULE, "joint": each}) for each in ([], [joint]))
    latent = np.random.default_rng(2).normal(size=(4000, len(alone.each)))
    first, second = (alone.names.index(name) for name in joint["parameters"])
    values = joined.values(latent)
    assert np.corrcoef(np.argsort(np.argsort(values[:, first])), np.argsort(np.argsort(values[:, second])))[0, 1] > 0.7
    quantiles = [0.1, 0.5, 0.9]
    assert np.quantile(values[:, second], quantiles) == pytest.approx(
        alone.each[second].value(np.array(quantiles)), rel=0.1
    )
    assert alone.checksum() != joined.checksum()


def test_a_name_that_no_free_parameter_has_is_refused():
    with pytest.raises(ExperimentError, match=r"bars\.margn"):
        priors_of(Parameters().groups(), {"rule": RULE, "exception": [{"parameter": "bars.margn"}]})


def test_every_switch_of_theory_has_a_prior_that_prefers_no_option():
    switches = [prior for prior in priors().each if prior.options]
    assert [prior.name.removeprefix("theory.") for prior in switches] == list(SWITCHES)
    latent = np.random.default_rng(3).normal(size=(4000, len(priors().each)))
    rules = Counter(priors().chosen(latent, "theory.decision_rule"))
    assert set(rules) == set(SWITCHES["decision_rule"]) and min(rules.values()) > 850
    row = priors().values(latent[:1])[0]
    draw = {prior.key: prior.setting(value) for prior, value in zip(priors().each, row, strict=True)}
    assert draw["theory.decision_rule"] in rules and len(draw) == len(priors().each)
