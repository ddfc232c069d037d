"""The answer of a comparison as plain values, for programs; numbers are rounded as everywhere."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.base.headlines import FORMS
from analysis.base.rounding import public
from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.answer import MONEY, SPENT, UNSPENT, best, between, harms
from analysis.measures.summarise import SINCE_START, Pair, Row, over_time, row
from analysis.measures.theories import Holding, holdings, of_theory, theories
from analysis.tables.answer_wording import YEARS, told
from analysis.tables.show import as_json, percent

RANGE = "90 %, chance between replicates only"
BAND = "90 % of runs: chance, parameters and theories together"


def answer_json(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> bytes:
    """Return the answer as JSON: packages under the first theory, their differences, and what ranges hold."""
    mine = of_theory(pairs, theories(pairs)[0])
    held = holdings(pairs, over_time(manifest)) if len(theories(pairs)) > 1 else []
    bests = best(mine, manifest) if mine[0].sets else []
    found = {
        "experiment": manifest["experiment"],
        "model_version": manifest["model_version"],
        "seed": manifest["seed"],
        "persons_per_agent": manifest["persons_per_agent"],
        "range": BAND if mine[0].sets else RANGE,
        "ensemble": manifest.get("ensemble"),
        "theories": theories(pairs),
        "packages": [_package(pair, held, manifest, words) for pair in mine],
        "between": [
            {"first": each.first, "second": each.second, "form": each.form, "replicates": each.replicates}
            | _numbers(each.difference, YEARS, words)
            | ({"share_lower": _share(each.share_lower)} if mine[0].sets else {})
            for each in between(mine, manifest)
        ],
        "best": [
            {"form": each.form, "reference": each.reference, "runs": each.runs}
            | {"shares": {name: _share(share) for name, share in each.shares.items()}}
            for each in bests
        ],
    }
    return as_json(found)


def _package(pair: Pair, held: Sequence[Holding], manifest: Mapping[str, Any], words: Words) -> dict[str, Any]:
    return {
        "name": pair.name,
        "reference": pair.reference,
        "from": f"{pair.policy_start:%Y-%m}",
        "to": f"{pair.dates[-1]:%Y-%m}",
        "replicates": pair.replicates,
        "replicates_planned": pair.planned,
        "exploitation": dict(_forms(pair, held, manifest, words)),
        "money_in_soles": dict(_money(pair, manifest, words)),
        "harm": {each.group: {"worse": each.worse, "better": each.better} for each in harms(pair, manifest)},
    }


def _forms(
    pair: Pair, held: Sequence[Holding], manifest: Mapping[str, Any], words: Words
) -> Iterator[tuple[str, dict[str, Any]]]:
    for form, outcome in FORMS.items():
        if outcome in pair.outcomes:
            found = row(pair, outcome, SINCE_START, over_time(manifest))
            own = [each for each in held if (each.policy, each.outcome) == (pair.name, outcome)]
            yield form, _effect(found, words) | ({"theories": _theories(own[0])} if own else {})


def _effect(found: Row, words: Words) -> dict[str, Any]:
    levels: dict[str, Any] = {"unit": YEARS, "reference_mean": _plain(found.reference_mean, YEARS)}
    levels |= _numbers(found.difference, YEARS, words) | {"percent": _plain(percent(found, YEARS), "%")}
    return levels | (_of_sets(found) if found.pair.sets else {})


def _of_sets(found: Row) -> dict[str, Any]:
    """Return in which share of runs a package is lower, and the parts of the variance between runs, as shares."""
    parts = found.parts
    shares = parts and {name: _share(share) for name, share in parts.shares._asdict().items()}
    return {"share_lower": _share(found.share_lower), "parts": shares}


def _share(value: float) -> float | None:
    return round(value, 3) if math.isfinite(value) else None


def _theories(held: Holding) -> dict[str, Any]:
    return {"run": list(held.rows), "same": held.same, "opposite": held.opposite, "unclear": held.unclear}


def _money(pair: Pair, manifest: Mapping[str, Any], words: Words) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in (*MONEY, SPENT, UNSPENT):
        if name in pair.outcomes:
            found = row(pair, name, SINCE_START, over_time(manifest))
            yield name.partition(".")[2], _numbers(found.difference, "soles", words)


def _numbers(found: Interval, unit: str, words: Words) -> dict[str, Any]:
    limits = {"low": _plain(found.low, unit), "high": _plain(found.high, unit)}
    return {"difference": _plain(found.mean, unit), **limits, "reading": told(found, words)}


def _plain(value: float, unit: str) -> float | None:
    """Return a number rounded for the public; None, which is JSON's null, where there is none."""
    return public(value, unit) + 0.0 if math.isfinite(value) else None
