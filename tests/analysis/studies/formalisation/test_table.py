"""Tables and file of the study of formalisation hold every window."""

import csv
import io

from rich.console import Console

from analysis.base.words import words_in
from analysis.studies.formalisation.table import formalisation_csv, formalisation_tables
from tests.analysis.made_up.formalisation import MANIFEST, found_of


def test_tables_and_file_hold_every_window():
    usual, found = found_of(4)
    lines = list(csv.DictReader(io.StringIO(formalisation_csv(found, usual, MANIFEST).decode())))
    assert len({tuple(line[key] for key in ("staff", "requirements", "protected")) for line in lines}) == 32
    console = Console(width=160, file=io.StringIO())
    console.print(formalisation_tables(found, usual, MANIFEST, words_in()), highlight=False)
    assert "100 % of protected land opened" in console.file.getvalue()
