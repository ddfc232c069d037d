"""What a brief says: the claims of a comparison put into sentences, tables and lists, section by section."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.base.headlines import FORMS
from analysis.base.words import Words, in_one_of
from analysis.brief import claims
from analysis.brief.claims import Claim, Told
from analysis.brief.document import Part
from analysis.brief.gate import LIMITS, allowed
from analysis.brief.look import Look
from analysis.brief.readers import UNDER_18, Template
from analysis.brief.wording import absolute, both, capital, first_of, millions, relative
from analysis.figures.brief.wording import quoted
from analysis.measures.answer import between
from analysis.measures.effects import Holds, Results
from analysis.measures.evidence_share import FEWEST_SETS, Rests
from analysis.tables.answer_wording import below_all
from analysis.tables.verbs import verb, verb_key, verb_table

MOST_LINES = 4
"""Lines of harm, and of gain, that are named for a policy; further ones are counted."""

MOST_COLUMNS = 3
"""Policies side by side in a table of outcomes."""

SIZED = ("measures", "bounds")
LINKS = (*SIZED, "names", "assumed")
"""What evidence says of a number, from the strongest; those in ``SIZED`` say something of its size."""


@dataclass(frozen=True)
class Brief:
    """A brief to write: what the store holds, the words, the kind of reader, and what was chosen."""

    results: Results
    words: Words
    template: Template
    look: Look
    command: str
    rests: Rests | None = None
    """On what the variance of the first policy's effect on sexual exploitation rests, where that can be told."""

    @property
    def outcomes(self) -> list[str]:
        """Return the outcomes beside both forms: those chosen, else those of the template that the record holds."""
        names = self.look.outcomes or self.template.outcomes
        return [name for name in allowed(names, self.template.tier) if self.results.has(name) and name not in FORMS]

    @cached_property
    def forms(self) -> Mapping[str, Sequence[Claim]]:
        """Return the claims on both forms."""
        return claims.forms(self.results)

    @cached_property
    def others(self) -> Mapping[str, Sequence[Claim]]:
        """Return the claims on further outcomes; none where the template has no section for them."""
        wanted = {"others", "claims"} & set(self.template.sections)
        return claims.others(self.results, self.outcomes) if wanted else {}

    @cached_property
    def costs(self) -> Sequence[Claim]:
        """Return the claims on cost; none where the template shows none, or nothing costs anything."""
        found = claims.costs(self.results) if self.template.with_cost else []
        return found if any(each.found.mean for each in found) else []

    @cached_property
    def told(self) -> Sequence[Told]:
        """Return the lines of harm and gain that can be told from zero."""
        found = claims.told_lines(self.results)
        names = allowed([each.claim.query.outcome for each in found], self.template.tier)
        return [each for each in found if each.claim.query.outcome in names]

    def claims(self) -> list[Claim]:
        """Return all claims of the brief, each once."""
        of_tables = [*self.forms.values(), *self.others.values()]
        found = [*(each for own in of_tables for each in own), *self.costs, *(each.claim for each in self.told)]
        return list({each.key: each for each in found}.values())

    def name(self, policy: str) -> str:
        """Return the title of a policy."""
        return self.words.scenario(policy)

    @property
    def policies(self) -> list[str]:
        """Return the policies compared."""
        return [pair.name for pair in self.results.pairs]

    @property
    def holds(self) -> Holds:
        """Return what the ranges hold."""
        return self.forms["sexual"][0].found.holds

    @property
    def runs(self) -> int:
        """Return how many runs every claim rests on at least."""
        return min(pair.replicates for pair in self.results.pairs)


def sentences(brief: Brief) -> dict[str, str]:
    """Return the answer in three sentences, by key: both forms, and who may be harmed."""
    found = {form: answer(brief, form) for form in FORMS}
    found["sexual"] += lowest(brief)
    return found | {"harm": harm_sentence(brief)}


def answer(brief: Brief, form: str) -> str:
    """Return in one sentence what every policy does to a form, grouped by verb, the strongest first."""
    words = brief.words
    verbs: dict[str, list[Claim]] = {}
    for each in sorted(brief.forms[form], key=lambda claim: abs(claim.found.lower - 0.5), reverse=True):
        verbs.setdefault(verb_key(each.found), []).append(each)
    parts = [
        words("brief.verb_with", verb=verb(own[0].found, words), names=words.joined([_named(brief, c) for c in own]))
        for own in verbs.values()
    ]
    return words(f"brief.answer_{form}", parts=words("brief.then").join(parts))


def _named(brief: Brief, claim: Claim) -> str:
    return brief.words(
        "brief.named", policy=quoted(brief.words, claim.query.policy), change=first_of(claim, brief.words)
    )


def lowest(brief: Brief) -> str:
    """Return whether one policy lowers sexual exploitation more than every other; empty for one policy alone."""
    pairs, words = brief.results.pairs, brief.words
    found = [each for each in between(pairs, brief.results.manifest) if each.form == "sexual"]
    if len(pairs) < 2:
        return ""
    best = [name for name in brief.policies if below_all(name, found, len(pairs) - 1)]
    return " " + (words("brief.lowest", policy=quoted(words, best[0])) if best else words("brief.lowest_unclear"))


def harm_sentence(brief: Brief) -> str:
    """Return for whom some harm can be told to rise, policy by policy."""
    words = brief.words
    parts = []
    for policy in brief.policies:
        groups = dict.fromkeys(each.group for each in brief.told if each.policy == policy and each.worse)
        if groups:
            names = words.joined([words(f"figures_ledger.who_{group}") for group in groups])
            parts.append(words("brief.harm_for", names=names, policy=quoted(words, policy)))
    return words("brief.answer_harm", parts=words("brief.then").join(parts)) if parts else words("brief.answer_no_harm")


def question(brief: Brief) -> Iterator[Part]:
    """Yield what was asked, and of which place, time and reference."""
    words, manifest, pair = brief.words, brief.results.manifest, brief.results.pair
    arms = {arm["scenario"]: arm for arm in manifest["arms"]}
    asked = [in_one_of(_questions(arms.get(name, {})), words.language) for name in brief.policies]
    yield Part("list", items=[each for each in asked if each])
    values = {"reference": brief.name(pair.reference), "start": pair.policy_start.year, "stop": pair.dates[-1].year}
    yield Part("text", words("brief.question_how", **values))


def _questions(arm: Mapping) -> Mapping[str, str]:
    return arm.get("questions") or {"en": arm.get("question", "")}


def in_three_sentences(brief: Brief) -> Iterator[Part]:
    """Yield the answer, and what its ranges hold."""
    yield Part("answer", items=list(sentences(brief).values()))
    yield Part("small", brief.words(f"brief.holds_{brief.holds}", n=brief.runs))


def packages(brief: Brief) -> Iterator[Part]:
    """Yield the table of policies: both forms and, where shown, the cost to the state and NGOs."""
    words = brief.words
    columns = [words("brief.policy"), *(words(f"brief.column_{form}") for form in FORMS)]
    paid = list(dict.fromkeys(each.query.outcome for each in brief.costs))
    heads = [words(f"brief.column_{name.partition('.')[2]}") for name in paid]
    rows = [_package(brief, n, name, paid) for n, name in enumerate(brief.policies)]
    yield Part("table", head=[*columns, *heads], rows=rows)
    yield Part("small", words("brief.packages_note"))


def _package(brief: Brief, n: int, policy: str, paid: Sequence[str]) -> list[list[str]]:
    words, own = brief.words, [brief.forms[form][n] for form in FORMS]
    effects = [[*both(each, words), capital(verb(each.found, words))] for each in own]
    costs = {each.query.outcome: each for each in brief.costs if each.query.policy == policy}
    return [[brief.name(policy)], *effects, *([millions(costs[name], words)] for name in paid)]


def other_outcomes(brief: Brief) -> Iterator[Part]:
    """Yield tables of further outcomes, what happens apart from what registers show, a few policies side by side."""
    for family in ("true", "recorded"):
        found = {name: own for name, own in brief.others.items() if name.startswith(f"{family}.")}
        for start in range(0, len(brief.policies) if found else 0, MOST_COLUMNS):
            shown = slice(start, start + MOST_COLUMNS)
            head = [brief.words(f"brief.outcomes_{family}"), *(brief.name(name) for name in brief.policies[shown])]
            yield Part("table", head=head, rows=[_outcome(brief, name, own[shown]) for name, own in found.items()])


def _outcome(brief: Brief, name: str, own: Sequence[Claim]) -> list[list[str]]:
    words = brief.words
    return [[label_of(name, words)], *([*both(each, words), capital(verb(each.found, words))] for each in own)]


def people(brief: Brief) -> Iterator[Part]:
    """Yield who gains and who may be harmed, policy by policy, line by line, never added up."""
    words = brief.words
    head = [words("brief.policy"), words("brief.gains"), words("brief.harms")]
    rows = [[[brief.name(name)], *(_lines(brief, name, worse) for worse in (False, True))] for name in brief.policies]
    yield Part("table", head=head, rows=rows)
    yield Part("small", words("brief.people_note"))


def _lines(brief: Brief, policy: str, worse: bool) -> list[str]:
    words = brief.words
    own = [each for each in brief.told if each.policy == policy and each.worse is worse]
    lines = [
        words("brief.line", outcome=label_of(each.claim.query.outcome, words), change=first_of(each.claim, words))
        for each in own[:MOST_LINES]
    ]
    more = [words("brief.more", n=len(own) - MOST_LINES)] if len(own) > MOST_LINES else []
    return [*lines, *more] or [words("brief.nothing_told")]


def unknown(brief: Brief) -> Iterator[Part]:
    """Yield on what the result's variance rests, or where that cannot be told on what the numbers do."""
    words = brief.words
    yield from _variance(brief, brief.rests) if brief.rests else _counts(brief)
    made_of = [] if brief.rests else [_made_of(brief)]
    yield Part("list", items=[*made_of, *(words(f"brief.unknown_{n}") for n in (1, 2, 3))])


def _variance(brief: Brief, rests: Rests) -> Iterator[Part]:
    """Yield the shares of the variance of the effect on sexual exploitation; limits are rounded down."""
    words, pair = brief.words, brief.results.pairs[0]
    sized, assumed = (math.floor(100 * share) / 100 for share in (rests.sized, rests.assumed))
    left = rests.sized + rests.open + rests.assumed - sized - assumed
    shares = [sized, left, assumed, rests.theories, rests.chance]
    names = ("sized", "open", "assumed", "theories", "chance")
    items = [
        words(f"evidence_meter.{name}", share=words.number(share))
        for name, share in zip(names, in_hundredths(shares), strict=True)
    ]
    yield Part("text", words("evidence_meter.variance", policy=quoted(words, pair.name), fewest=FEWEST_SETS))
    yield Part("shares", words("evidence_meter.variance_title"), items=items, shares=shares)
    yield Part("small", words("evidence_meter.rough", sets=words.number(pair.sets.count if pair.sets else 1)))
    yield Part("text", _counted(brief)[0])


def _counts(brief: Brief) -> Iterator[Part]:
    """Yield how many numbers have which evidence, said to be no share of the variance."""
    words = brief.words
    text, items, shares = _counted(brief)
    yield Part("text", words("evidence_meter.not_told", fewest=FEWEST_SETS))
    yield Part("text", text)
    yield Part("shares", words("evidence_meter.count_title"), items=items, shares=shares)


def _counted(brief: Brief) -> tuple[str, list[str], list[float]]:
    """Return how many numbers have which evidence: a sentence, items, and shares of the numbers."""
    words = brief.words
    counted = Counter(about["evidence"] for about in brief.results.manifest["parameters"].values())
    total = sum(counted.values())
    shares = [counted[link] / total for link in LINKS]
    values = {link: words.number(share) for link, share in zip(LINKS, in_hundredths(shares), strict=True)}
    items = [words(f"evidence_meter.count_{link}", share=values[link]) for link in LINKS]
    return words("evidence_meter.count", total=words.number(total), **values), items, shares


def in_hundredths(shares: Sequence[float]) -> list[int]:
    """Return shares that add up to 1 as whole per cent that add up to 100 (largest remainders)."""
    whole = [int(100 * share) for share in shares]
    order = sorted(range(len(shares)), key=lambda n: whole[n] - 100 * shares[n])
    return [part + (n in order[: 100 - sum(whole)]) for n, part in enumerate(whole)]


def _made_of(brief: Brief) -> str:
    parts, words = brief.forms["sexual"][0].found.parts, brief.words
    if parts is None:
        return words(f"brief.made_of_{brief.holds}")
    names = ("chance", "parameters", "theories")
    found = in_hundredths([getattr(parts, name) for name in names])
    shares = {name: words.number(share) for name, share in zip(names, found, strict=True)}
    return words("brief.made_of_parts", policy=quoted(words, brief.policies[0]), **shares)


def reading(brief: Brief) -> Iterator[Part]:
    """Yield how to read ranges and verbs."""
    words = brief.words
    yield Part("text", words("brief.reading_range"))
    yield Part("table", head=[words("brief.probability"), words("brief.word")], rows=_cells(verb_table(words)))
    yield Part("small", words(f"brief.reading_{brief.holds}"))


def _cells(rows: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    return [[[cell] for cell in row] for row in rows]


def made(brief: Brief) -> Iterator[Part]:
    """Yield how the numbers were made: runs, sets, scale, version, commit, command."""
    words, manifest = brief.words, brief.results.manifest
    about = manifest.get("made", {})
    commit = (about.get("commit") or words("brief.not_known"))[:10]
    changed = words("brief.changed") if about.get("uncommitted_changes") else ""
    sets = len(set((manifest.get("ensemble") or {}).get("rows", [0])))
    values = {"runs": brief.runs, "sets": sets, "seed": manifest["seed"], "scale": manifest["persons_per_agent"]}
    yield Part("text", words("brief.made_runs", **values))
    version = {"version": manifest["model_version"], "commit": commit, "changed": changed}
    day = words.day(about["when"][:10]) if about.get("when") else words("brief.not_known")
    yield Part("text", words("brief.made_version", **version, day=day))
    yield Part("text", words("brief.made_command", command=brief.command))


def sources(brief: Brief) -> Iterator[Part]:
    """Yield where the model, its evidence and its limits are described."""
    yield Part("list", items=[brief.words(f"brief.source_{n}") for n in (1, 2, 3)])


def limits(brief: Brief) -> Iterator[Part]:
    """Yield what the brief does not say; every brief of every tier holds it."""
    yield Part("list", items=[brief.words(f"brief.{key}") for key in LIMITS])


def all_claims(brief: Brief) -> Iterator[Part]:
    """Yield every claim with its probability and runs."""
    words = brief.words
    head = [words(f"brief.claim_{name}") for name in ("policy", "outcome", "relative", "absolute", "runs")]
    yield Part("table", head=head, rows=_cells([_claim(brief, each) for each in brief.claims()]))


def _claim(brief: Brief, claim: Claim) -> list[str]:
    words, name = brief.words, claim.query.outcome
    shown = [relative(claim, words) or words("number.none"), absolute(claim, words), words.number(claim.found.runs)]
    return [brief.name(claim.query.policy), label_of(name, words), *shown]


def label_of(name: str, words: Words) -> str:
    """Return the label of an outcome; of people under 18 tables say the form in the row above."""
    return words("figures_differences.under_18") if name == UNDER_18 else words.label(name)


SECTIONS = {
    "question": question,
    "answer": in_three_sentences,
    "packages": packages,
    "others": other_outcomes,
    "people": people,
    "unknown": unknown,
    "reading": reading,
    "made": made,
    "sources": sources,
    "limits": limits,
    "claims": all_claims,
}
"""What writes each section; the figure is put in by the report that draws it."""
