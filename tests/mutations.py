"""Mistakes in text files and command lines, made at random from a seed, as people and programs make them."""

import random
import re

VALUES = (
    "", "nan", "inf", "-inf", "-1", "0", "1", "2.5", "1e400", "9" * 400, "0x" + "f" * 4000, "true", "false",
    '""', '" "',
    '"baseline"', '"raids"', '"history"', '"x"', '"26 weeks"', '"-3 USD/oz"', '"10 %"', '"2000000 soles/year"',
    '"1e999 weeks"', '"2010-01-04"', "2010-01-04", "2010-02-30", "2099-01-01", "9999-12-31", "0001-01-01", "07:32:00",
    "1979-05-27T07:32:00Z", "[]", "[nan, nan]", '["a", 1]', "[[1], [2]]", "[1.0, 2.0]", "[0, 1e308]", "{}", "{a = 1}",
    "[{a = 1}]", "[{}]", '"\\u0000"', '"\\u202e"', '"é' + "x" * 3000 + '"', "'/dev/zero'", "'/tmp'", "'../..'", "'~'",
    "[" * 200 + "]" * 200, '"registry"', '"each"', "“quoted”", "26 weeks", "1_000", "'a'", '"""', "=", "#", ",", "\\",
)  # fmt: skip
"""What is written where a value stands."""
WORDS = (
    "kind", "start", "stop", "price", "period", "levers", "portfolio", "interventions", "extends", "reference", "set",
    "question", "design", "factors", "runs", "keep", "outcomes", "points", "file", "csv", "theory", "parameters",
    "held_at", "starts_from", "stages", "subject", "quick", "raids.frequency", "a.b.c", '""', '"a b"', "ramp",
    "intensity", "yearly",
)  # fmt: skip
"""What is written where a key stands."""
CHARACTERS = "\0\t\r\n \"'`[]{}()=,.:;#%&|-+_0123456789aZé€“”\u2013\u00a0\u2028\ufeff\ud7ff\U0001f600"
ASSIGNED = re.compile(r"^(\s*[\w.\"-]+\s*=\s*)(.+)$", re.MULTILINE)
KEY = re.compile(r"^(\s*)([\w.\"-]+)(\s*=)", re.MULTILINE)
HEADER = re.compile(r"^\[+([\w.\"-]+)\]+$", re.MULTILINE)


def mutated(text, dice):
    """Return a text with one to three mistakes."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        text = dice.choice(MISTAKES)(text, dice)
    return text


def mutated_words(words, dice):
    """Return the words of a command with one mistake."""
    words, at = list(words), dice.randrange(len(words) + 1)
    if at == len(words) or dice.random() < 0.2:
        words.insert(at, dice.choice((*OPTIONS, *TYPED)))
    elif dice.random() < 0.2:
        del words[at]
    else:
        words[at] = dice.choice(TYPED) if dice.random() < 0.5 else _a_character(words[at], dice)
    return [word.replace("\0", "") for word in words]  # no shell hands a program a zero


OPTIONS = ("--json", "--set", "--help", "--", "--nothing", "-q", "--seed")
TYPED = (
    "", "-", ".", "/", "~", "baseline", "history", "raidz", "nowhere.toml", "/dev/zero", "a=b", "=", "period.stop=",
    "period.stop=9999-12-31", "period.stop=2008-01-09", "raids.frequency=1e400", "raids.intensity=[1,2]", "true.bars=1",
    "price.kind=csv", "price.csv=/dev/zero", "price.held_at=1", "interventions.raids.9.ramp=1",
    "portfolio.yearly=0 soles/year", "theory.recruiters=families", "parameters.policing.found={a=1}", "x" * 5000,
    "interventions=[]", "raids.zones=[[]]", "raids.start=1999-01-01", "raids.stop=2009-01-01",
    "period.starts_from=outlook", "period.start=" + "9" * 400, "\udcff",
)  # fmt: skip
"""Words that somebody may type."""


def _another_value(text, dice):
    return _replaced(text, ASSIGNED, lambda found: found[1] + dice.choice(VALUES), dice)


def _another_key(text, dice):
    return _replaced(text, KEY, lambda found: found[1] + dice.choice(WORDS) + found[3], dice)


def _another_header(text, dice):
    name, many = dice.choice(WORDS), dice.random() < 0.5
    return _replaced(text, HEADER, lambda found: f"[[{found[1]}]]" if many else f"[{name}]", dice)


def _another_number(text, dice):
    return _replaced(text, re.compile(r"\d+"), lambda _: str(dice.choice((0, 1, 7, 99, 10**12, 10**400))), dice)


def _a_line_less(text, dice):
    lines = text.split("\n")
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def _a_line_twice(text, dice):
    lines = text.split("\n")
    lines.insert(dice.randrange(len(lines)), dice.choice(lines))
    return "\n".join(lines)


def _cut_short(text, dice):
    return text[: dice.randrange(len(text) + 1)]


def _a_character(text, dice):
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(CHARACTERS) + text[at + dice.randrange(3) :]


def _replaced(text, pattern, by, dice):
    places = list(pattern.finditer(text))
    if not places:
        return text + dice.choice(VALUES)
    found = dice.choice(places)
    return text[: found.start()] + by(found) + text[found.end() :]


MISTAKES = (
    _another_value, _another_value, _another_value, _another_key, _another_header, _another_number, _a_line_less,
    _a_line_twice, _cut_short, _a_character, _a_character,
)  # fmt: skip


def dice_of(*seed):
    """Return a source of chance that depends on the seed only."""
    return random.Random("-".join(map(str, seed)))
