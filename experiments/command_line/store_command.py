"""See what is stored: records, runs by model version, size, damaged parts; and remove what is no longer used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from experiments.command_line.options import RESULTS, Out, Record, command
from experiments.command_line.terminal import log, show

if TYPE_CHECKING:
    from experiments.record.records import StoredRecord
    from experiments.store.contents import Contents

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)


@command(app, name="list")
def list_(out: Out = RESULTS) -> None:
    """List the records of a store, how many runs of which model version it holds, and what is damaged."""
    from experiments.record.records import records
    from experiments.store.contents import contents

    found = records(out)
    if found:
        show(record_table(found))
    for line in summary(contents(out)):
        print(line)


@command(app, name="show")
def show_(record: Record, out: Out = RESULTS) -> None:
    """Show one record: question, scenarios, how it was made, its files, and how many of its runs are stored."""
    from experiments.record.records import record_named

    for line in about(record_named(record, out)):
        print(line)


@command(app)
def clean(
    out: Out = RESULTS,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove without a question.")] = False,
) -> None:
    """Remove runs of other model versions, damaged parts and temporary files. Records are kept."""
    from experiments.engine.plan import model_version
    from experiments.engine.size import in_bytes
    from experiments.store.contents import clean as remove
    from experiments.store.contents import contents

    found, version = contents(out), model_version()
    lines = list(to_remove(found, version))
    if not lines:
        print("nothing to remove")
        return
    for line in lines:
        print(line)
    if not yes and not agreed():
        log("nothing was removed; --yes removes without a question")
        raise typer.Exit(2)
    print(f"{in_bytes(remove(found, version))} freed")


def agreed() -> bool:
    """Ask whether to remove; no answer is a no."""
    try:
        return typer.confirm("Remove this? Nothing else may write to the store meanwhile", err=True)
    except typer.Abort:
        return False


def record_table(found: list["StoredRecord"]) -> Table:
    """Return a table with one row a record."""
    from experiments.engine.size import in_bytes
    from experiments.store.contents import size_of

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("record", "status", "runs", "model", "made", "size"):
        table.add_column(heading, justify="right" if heading in ("runs", "size") else "left", overflow="fold")
    for each in found:
        told = each.manifest or {}
        made = told.get("made", {}).get("when", "")[:10]
        runs = f"{told['runs_stored']}/{told['runs_planned']}" if told else ""
        version = str(told.get("model_version", ""))
        table.add_row(each.folder.name, each.status, runs, version, made, in_bytes(size_of(each.files())))
    return table


def summary(found: "Contents") -> Iterator[str]:
    """Yield what a store holds beside its records."""
    from experiments.engine.plan import model_version
    from experiments.engine.size import in_bytes

    version = model_version()
    unused = {of: "" if of == version else " (not used)" for of in found.runs()}
    runs = [f"{n} of model version {of}{unused[of]}" for of, n in sorted(found.runs().items())]
    yield f"{found.folder}: {sum(found.runs().values())} runs in {len(found.parts)} parts, {in_bytes(found.size())}"
    yield f"runs: {', '.join(runs) or 'none'}"
    for path in found.damaged:
        yield f"DAMAGED: {path}; its runs are done again when a command needs them"
    if found.set_aside:
        yield f"{len(found.set_aside)} damaged parts were set aside in {found.set_aside[0].parent}"
    if found.temporary:
        yield f"{len(found.temporary)} temporary files are left over"
    if list(to_remove(found, version)):
        yield "run.py store clean removes what is not used"


def to_remove(found: "Contents", version: int) -> Iterator[str]:
    """Yield what can be removed, a line each."""
    from experiments.engine.size import in_bytes
    from experiments.store.contents import size_of

    runs = sum(n for of, n in found.runs().items() if of != version)
    parts = {
        f"{runs} runs of other model versions (this is {version})": [part.path for part in found.old_parts(version)],
        "failures of other model versions": found.old_failures(version),
        "damaged parts": [*found.damaged, *found.set_aside],
        "temporary files": list(found.temporary),
    }
    for what, paths in parts.items():
        if paths:
            yield f"{what}: {len(paths)} files, {in_bytes(size_of(paths))}"


def about(found: "StoredRecord") -> Iterator[str]:
    """Yield what a record tells of itself, and how many of its runs the store holds now."""
    from experiments.engine.size import in_bytes
    from experiments.store.contents import contents, size_of

    told = found.manifest or {}
    made = told.get("made", {})
    yield str(found.folder)
    for arm in told["arms"]:
        compared = f", compared with {arm['reference']}" if arm.get("reference") else ""
        yield f"  {arm['scenario']}{compared}: {arm.get('question', '')} ({arm['start']} to {arm['stop']})"
    yield f"{told['status']}: {told['runs_stored']} of {told['runs_planned']} runs, {told['runs_failed']} failed"
    yield f"seed {told['seed']}, {len(told['replicates'])} replicates, {told['persons_per_agent']} persons per agent"
    if sample := told.get("ensemble"):
        yield f"{len(sample['rows'])} parameter sets of {sample['file']} (checksum {sample['checksum']})"
    commit, changed = (made.get("commit") or "none")[:10], made.get("uncommitted_changes")
    when = f"made {made.get('when', 'at an unknown time')}, commit {commit}"
    yield f"model version {told['model_version']}, {when}{' with uncommitted changes' if changed else ''}"
    yield f"theories: {', '.join(told['theories'])}; changes: {told['draw']['changes'] or 'none'}"
    cells = {cell for arm in told["arms"] for of_theory in arm["cells"].values() for cell in of_theory}
    if cells:
        stored = {cell for part in contents(found.store).parts for cell in part.cells}
        yield f"{len(cells & stored)} of its {len(cells)} runs are in the store now"
    for path in found.files():
        yield f"  {path.relative_to(found.folder)}  {in_bytes(size_of([path]))}"
