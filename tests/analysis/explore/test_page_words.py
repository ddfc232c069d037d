"""The page asks for words that the catalogue has, and the catalogue has none that the page does not ask for."""

import re
from pathlib import Path

import analysis.explore
from analysis.base.words import words_in

PAGE = Path(analysis.explore.__file__).parent / "page"
HTML = (PAGE / "index.html").read_text(encoding="utf-8")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PAGE / "js").glob("*.js")))
OWN = words_in("en").entries["explore"]


def test_every_word_of_the_page_is_in_the_catalogue():
    asked = re.findall(r'data-(?:word|label)="([\w.]+)"', HTML) + re.findall(r'\bsay\("(\w+)"', CODE)
    asked = [key if "." in key else f"explore.{key}" for key in asked] + re.findall(r'\btext\("([\w.]+)"', CODE)
    missing = [key for key in asked if key.split(".")[1] not in words_in("en").entries[key.split(".")[0]]]
    assert missing == [] and len(asked) > 100


def test_no_word_of_the_page_is_idle():
    named = set(re.findall(r'"(\w+)"', HTML + CODE))
    starts = tuple(re.findall(r"`(?:explore\.)?([a-z]+_)\$\{", CODE))
    assert [key for key in OWN if key not in named and not key.startswith(starts)] == []
