"""Distributions of stays, debts, recoveries and survivors: a table for the terminal, and a CSV file."""

from collections.abc import Iterator

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.studies.stays.measures import CLASSES, Stays
from analysis.tables.show import as_csv, plain, plain_public

COLUMNS = ("distribution", "class", "cases", "share", "share_low_90", "share_high_90", "replicates")


def class_words(key: str, words: Words) -> list[str]:
    """Return the words for the classes of a distribution, in order."""
    if key == "states":
        return [words(f"stays.{each}") for each in CLASSES["states"]]
    kind = key if key in CLASSES else "weeks"
    named = [words("stays.nothing_owed") if each == "none" else span(each, words) for each in CLASSES[kind]]
    return [*named, words("stays.completed")] if key == "recovery" else named


def span(name: str, words: Words) -> str:
    """Return a class in words, such as ``under_13`` as "< 13" and ``13_to_26`` as "13 to 26"."""
    first, _, last = name.partition("_to_")
    if last:
        return words("comparison.to", low=words.number(float(first)), high=words.number(float(last)))
    if name.startswith("under_"):
        return words("stays.under", edge=words.number(float(name.removeprefix("under_"))))
    return words("stays.or_more", edge=words.number(float(name.removesuffix("_or_more"))))


def stays_table(found: Stays, words: Words) -> Group:
    """Return the share of every class in per cent, a block a distribution."""
    table = Table(box=box.SIMPLE_HEAD)
    for key in ("distribution", "class", "share"):
        table.add_column(words(f"stays.{key}"), justify="right" if key == "share" else "left")
    for key, each in found.found.items():
        for name, share in zip(class_words(key, words), each.shares, strict=True):
            table.add_row(words(f"stays.{key}"), name, words.number(100 * share.mean))
    note = words.by_replicates("stays.note", found.world.replicates)
    return Group(Text(words("stays.title"), style="bold"), table, Text(note, style="dim"))


def stays_csv(found: Stays) -> bytes:
    """Return every class with its cases, rounded for the public, and its share."""
    return as_csv(COLUMNS, _rows(found))


def _rows(found: Stays) -> Iterator[tuple]:
    for key, each in found.found.items():
        for name, count, share in zip(each.outcomes, each.counts, each.shares, strict=True):
            limits = (plain(number, 3) for number in (share.mean, share.low, share.high))
            yield (key, name, plain_public(count.mean, "persons"), *limits, found.world.replicates)
