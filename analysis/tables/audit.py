"""Whether indicators move with what happens: one table a form, one conclusion an indicator, and CSV files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.audit import (
    CHANCE_OF_ONE_SIDE,
    FORMS,
    JUDGED,
    RECORDED,
    Effect,
    Finding,
    Summary,
    Verdict,
    shows,
    summaries,
)
from analysis.measures.summarise import Pair
from analysis.tables.comparison import note_on_range
from analysis.tables.show import (
    as_csv,
    by_sets,
    plain,
    plain_public,
    range_holds,
    reading,
    references,
    shown,
    status,
    titled,
)

COLUMNS = (
    *("policy", "reference", "form", "since", "months"),
    *("truth", "truth_unit", "truth_difference", "truth_low_90", "truth_high_90", "truth_reading"),
    *("indicator", "heading", "indicator_unit", "indicator_difference", "indicator_low_90", "indicator_high_90"),
    *("indicator_reading", "range_holds", "verdict", "replicates", "replicates_planned", "status"),
)
SUMMARY_COLUMNS = (
    *("indicator", "heading", "form", "policies", *(str(each) for each in JUDGED), "misleads", "conclusion"),
    *("rank_agreement", "rank_agreement_low_90", "rank_agreement_high_90"),
)
POLICY_WIDTH, TRUTH_WIDTH = 18, 24


def audit_tables(findings: Sequence[Finding], manifest: Mapping[str, Any], words: Words) -> Group:
    """Return for each form what every policy does to the truth and to each indicator, then what follows."""
    pairs = [finding.pair for finding in findings]
    done, planned = min(pair.replicates for pair in pairs), max(pair.planned for pair in pairs)
    title = titled(words("audit.title", **_about(pairs, words)), done, planned, words)
    parts = [part for form in _forms(findings) for part in _form(form, findings, manifest, words)]
    return Group(title, *parts, _notes(findings, words))


def _about(pairs: Sequence[Pair], words: Words) -> dict[str, str | int]:
    return {"n": len({pair.name for pair in pairs}), "reference": references(pairs, words)}


def _forms(findings: Sequence[Finding]) -> list[str]:
    return [form for form in FORMS if any(finding.form == form for finding in findings)]


def _form(form: str, findings: Sequence[Finding], manifest: Mapping[str, Any], words: Words) -> Iterator[Table | Text]:
    chosen = [finding for finding in findings if finding.form == form]
    yield _policies(form, chosen, manifest, words)
    if all(finding.verdict is Verdict.UNKNOWN for finding in chosen):
        return
    found = summaries(chosen)
    yield _counts(form, found, words)
    lines = [conclusion(each, words) for each in found]
    if not chosen[0].pair.sets:
        expected = words.number(CHANCE_OF_ONE_SIDE * shows(chosen, form), 1)
        lines.append(words("audit.note_chance", shown=shows(chosen, form), expected=expected))
    yield Text("\n".join([*lines, ""]))


def _policies(form: str, findings: Sequence[Finding], manifest: Mapping[str, Any], words: Words) -> Table:
    table = Table(
        title=words(by_sets(f"audit.{form}", findings[0].pair.sets)),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
    )
    indicators = list(dict.fromkeys(finding.indicator.outcome for finding in findings))
    table.add_column(words("audit.policy"), min_width=POLICY_WIDTH)
    table.add_column(words("audit.truth", outcome=words.outcome(FORMS[form])), min_width=TRUTH_WIDTH)
    for name in indicators:
        table.add_column(words("audit.column", heading=words(f"audit.{heading(name)}"), label=short(name, words)))
    cells = {(finding.pair.name, finding.indicator.outcome): finding for finding in findings}
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    for policy in dict.fromkeys(finding.pair.name for finding in findings):
        of_policy = [cells[policy, name] for name in indicators]
        truth = _difference(of_policy[0].truth, units, words)
        table.add_row(
            words.scenario(policy),
            f"{truth}\n{reading(words, of_policy[0].truth.interval)}",
            *(f"{_difference(each.indicator, units, words)}\n{words(f'audit.{each.verdict}')}" for each in of_policy),
        )
    return table


def _difference(effect: Effect, units: Mapping[str, str], words: Words) -> str:
    found, unit = effect.interval, units[effect.outcome]
    mean, low, high = (shown(words, value, unit) for value in (found.mean, found.low, found.high))
    if found.covers_zero is None:
        return words("comparison.cell_alone", difference=mean)
    return words("comparison.cell", difference=mean, low=low, high=high)


def _counts(form: str, found: Sequence[Summary], words: Words) -> Table:
    title = words("audit.summary", form=words(f"comparison.{form}"))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(words("audit.indicator"))
    for each in JUDGED:
        table.add_column(words(f"audit.{each}"), justify="right")
    table.add_column(words(by_sets("audit.agreement", found[0].findings[0].pair.sets)))
    table.add_column(words("audit.result"))
    for summary in found:
        counts = (str(summary.counts[each]) for each in JUDGED)
        style = "bold" if summary.misleads else ""
        result = words(f"audit.result_{summary.conclusion}")
        label = words(
            "audit.row", heading=words(f"audit.{heading(summary.indicator)}"), label=short(summary.indicator, words)
        )
        table.add_row(label, *counts, agreement(summary.agreement, words), result, style=style)
    return table


def heading(indicator: str) -> str:
    """Return under which heading an indicator stands: what registers show, or the police's own activity."""
    return "recorded" if indicator in RECORDED else "activity"


def short(indicator: str, words: Words) -> str:
    """Return an indicator's name as agencies say it."""
    return words(f"audit.{indicator.partition('.')[2]}")


def agreement(found: Interval, words: Words) -> str:
    """Return a rank correlation with its interval; a dash where there is none."""
    mean, low, high = (words.number(value, 2) for value in (found.mean, found.low, found.high))
    if found.covers_zero is None:
        return mean
    return words("comparison.cell", difference=mean, low=low, high=high)


def conclusion(summary: Summary, words: Words) -> str:
    """Return in words what the verdicts of one indicator say, with their numbers."""
    counts = {str(each): len(summary.surely(each)) for each in (Verdict.WITH, Verdict.AGAINST)}
    named = words.joined([words.scenario(name) for name in summary.surely(Verdict.AGAINST)])
    form = words(f"comparison.{summary.form}")
    about = {"label": short(summary.indicator, words), "form": form, "n": len(summary.findings), "named": named}
    about |= {"misses": summary.counts[Verdict.MISSES]}
    key = f"audit.conclusion_{summary.conclusion}"
    return words(by_sets(key, summary.findings[0].pair.sets), **about, **counts)


def _notes(findings: Sequence[Finding], words: Words) -> Text:
    pairs = [finding.pair for finding in findings]
    starts = sorted(pair.policy_start for pair in pairs)
    fewest = min(pairs, key=lambda pair: pair.replicates)
    days = {"first": words.day(starts[0]), "last": words.day(starts[-1])}
    stop = words.month(max(pair.dates[-1] for pair in pairs))
    lines = [words(by_sets("audit.note_verdicts", fewest.sets)), words("audit.note_span", **days, stop=stop)]
    lines += [words(by_sets("audit.note_agreement", fewest.sets)), words("audit.note_reading")]
    lines.append(note_on_range(fewest, words))
    return Text("\n".join([*lines, words("comparison.note_rounding")]), style="dim")


def audit_csv(findings: Sequence[Finding], manifest: Mapping[str, Any], words: Words) -> bytes:
    """Return every policy, form and indicator as a row, rounded for the public."""
    units = {name: about["unit"] for name, about in manifest["outcomes"].items()}
    return as_csv(COLUMNS, (_csv_row(finding, units, words) for finding in findings))


def _csv_row(finding: Finding, units: Mapping[str, str], words: Words) -> list[Any]:
    pair, truth, indicator = finding.pair, finding.truth, finding.indicator
    return [
        *(pair.name, pair.reference, finding.form, pair.policy_start, truth.months),
        *_csv_effect(truth, units, words),
        *(indicator.outcome, heading(indicator.outcome), *_csv_effect(indicator, units, words)[1:]),
        *(
            range_holds(pair, words),
            str(finding.verdict),
            pair.replicates,
            pair.planned,
            status(pair.replicates, pair.planned),
        ),
    ]


def _csv_effect(effect: Effect, units: Mapping[str, str], words: Words) -> list[str]:
    found, unit = effect.interval, units[effect.outcome]
    numbers = (plain_public(value, unit) for value in (found.mean, found.low, found.high))
    return [effect.outcome, unit, *numbers, reading(words, found)]


def summary_csv(findings: Sequence[Finding], words: Words) -> bytes:
    """Return every form and indicator as a row: how many policies have each verdict, and what follows."""
    return as_csv(SUMMARY_COLUMNS, (_summary_row(summary, words) for summary in summaries(findings)))


def _summary_row(summary: Summary, words: Words) -> list[Any]:
    found = summary.agreement
    return [
        *(summary.indicator, heading(summary.indicator), summary.form, len(summary.findings)),
        *(summary.counts[each] for each in JUDGED),
        *("yes" if summary.misleads else "no", conclusion(summary, words)),
        *(plain(value, 2) for value in (found.mean, found.low, found.high)),
    ]
