"""The command ``mechanisms``: what carries each mechanism, and what moves without it where that is to be measured."""

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from analysis.base.words import words_in
from analysis.measures.mechanism_effects import measure_defaults, measure_effects, plain_rows
from analysis.tables.mechanism_defaults import default_tables
from analysis.tables.mechanisms import Measured, MechanismTable, mechanism_page
from experiments.command_line.terminal import show
from experiments.record.experiment import Replication


def mechanisms(options: Any, found: Sequence[Any], left_out: Sequence[Any]) -> None:
    """Print what is asked of the mechanisms ``found``: a table, the page for the documents, or JSON.

    ``options`` are those of the command, ``left_out`` what is not modelled.
    """
    words = words_in(options.language)
    replication = Replication(options.seed, range(options.replicates), options.scale)
    how = {"jobs": options.jobs, "console": Console(stderr=True), "quiet": options.quiet, "large": options.large}
    effects = measure_effects(found, replication, **how) if options.measure or options.markdown else []
    defaults = measure_defaults(found, replication, **how) if options.default or options.markdown else []
    if options.markdown:
        print(mechanism_page(Measured(effects, defaults, replication), words, left_out), end="")
    elif options.as_json:
        print(json.dumps(plain_rows(found, effects, defaults) + plain_rows(left_out), indent=1))
    elif options.default:
        show(default_tables(defaults, replication, words))
    else:
        show(MechanismTable(found, effects, replication, words, left_out))
