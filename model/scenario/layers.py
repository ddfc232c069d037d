"""Merge a scenario file over the files it extends, and changes made by hand over both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.scenario.names import full_key
from model.text.mistakes import Report
from model.text.suggestions import did_you_mean
from model.text.toml_file import Node, Place, ScenarioError, as_nodes, read_file

HEADER = ("schema_version", "title", "question", "extends", "reference")
PORTFOLIOS = "portfolios"
"""Folder, beside the scenarios, of those that only combine levers under a budget."""


@dataclass(frozen=True)
class Layers:
    """A scenario with all that it inherits.

    ``paths`` runs from the scenario up to the root of its chain; ``own`` is its file alone; ``complete`` is
    False when a file of the chain is missing.
    """

    paths: tuple[Path, ...]
    own: Node
    tree: Node
    complete: bool = True


def scenario_names(folder: Path) -> list[str]:
    """Return the names of the scenarios in a folder."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def all_names(folder: Path) -> dict[str, Path]:
    """Return the file of every scenario of a folder and of its portfolios, by name."""
    folders = (folder / PORTFOLIOS, folder)
    return {name: place / f"{name}.toml" for place in folders for name in scenario_names(place)}


def short_name(path: Path, folder: Path) -> str:
    """Return a short name that finds a file again: its name if it is in ``folder``, else its path."""
    found = all_names(folder).get(path.stem)
    return path.stem if found and found.resolve() == path else str(path)


def find_scenario(name: str | Path, folder: Path, beside: Path | None = None) -> Path:
    """Return the file of a scenario, given its name in ``folder`` or a path that ends in ``.toml``.

    A relative path starts from the folder ``beside``, or from the current one. Raise ScenarioError if there
    is no such file.
    """
    if not isinstance(name, str | Path) or not str(name) or "\0" in str(name):
        raise ScenarioError('is not the name of a scenario; write, for example, "baseline"')
    known = all_names(folder)
    if Path(name).suffix != ".toml":
        if name not in known:
            raise ScenarioError(f"unknown scenario '{name}'; {did_you_mean(str(name), known)}")
        return known[str(name)].resolve()
    path = ((beside or Path.cwd()) / name).resolve()
    if not path.exists():
        raise ScenarioError(f"{name}: there is no such file; {did_you_mean(Path(name).stem, known)}")
    return path


def read_layers(path: Path, folder: Path, report: Report, above: tuple[Path, ...] = ()) -> Layers:
    """Return the scenario in ``path`` merged over the scenarios it extends."""
    file, own = read_file(path)
    report.add_syntax(file)
    alone = Layers((path,), own, own)
    parent = own.value.get("extends")
    if parent is None:
        return alone
    try:
        parent_path = _parent_path(parent, path, folder, (*above, path))
    except ScenarioError as error:
        report.add(parent, str(error))
        return replace(alone, complete=False)
    base = read_layers(parent_path, folder, report, (*above, path))
    inherited = {name: child for name, child in base.tree.value.items() if name not in HEADER}
    tree = merged(Node(inherited, own.place), own)
    return Layers((path, *base.paths), own, tree, base.complete)


def _parent_path(parent: Node, path: Path, folder: Path, chain: tuple[Path, ...]) -> Path:
    found = find_scenario(parent.value, folder, path.parent)
    if found in chain:
        circle = [*chain[chain.index(found) :], found]
        raise ScenarioError(f"goes round in a circle: {' extends '.join(p.stem for p in circle)}")
    return found


def merged(base: Node | None, top: Node) -> Node:
    """Return ``top`` laid over ``base``: tables merge, lists of tables are appended, the rest is replaced.

    A price that names its kind replaces the inherited price whole, as the kinds have different settings.
    """
    if base is None:
        return top
    if isinstance(base.value, dict) and isinstance(top.value, dict):
        if top.place.key == ("price",) and "kind" in top.value:
            return top
        children = {name: merged(base.value.get(name), child) for name, child in top.value.items()}
        return Node(base.value | children, top.place if top.place.file else base.place)
    if base.entries() and top.entries():
        return Node(base.entries() + top.entries(), top.place)
    return top


def with_changes(tree: Node, changes: Mapping[str, Any], report: Report) -> Node:
    """Return the tree with changes such as ``{"price.held_at": "364 USD/oz"}`` laid over it."""
    branch = Node({}, Place(()))
    for dotted in sorted(changes, key=lambda name: name != "price.kind"):  # first: it clears other settings
        change = as_nodes(changes[dotted], (dotted,), None)
        try:
            section, *key = full_key(dotted).split(".")
        except ValueError as error:
            report.add(change, str(error))
            continue
        if section == "interventions":
            tree = _with_intervention_change(tree, tuple(key), change, report)
        else:
            branch = merged(branch, _branch((section, *key), changes[dotted]))
    return merged(tree, branch)


def _branch(key: tuple[str, ...], value: Any) -> Node:
    """Return a tree with only ``value`` at ``key``."""
    for name in reversed(key):
        value = {name: value}
    return as_nodes(value, (), None)


def _with_intervention_change(tree: Node, key: tuple[str, ...], change: Node, report: Report) -> Node:
    """Change one setting of the intervention named by kind, or by kind and number: ``raids.2.intensity``."""
    inherited = tree.value.get("interventions")
    entries = inherited.entries() if inherited else []
    index = _intervention_index(entries, key, change, report)
    if index is None:
        return tree
    setting = Node({key[-1]: change}, entries[index].place)
    entries[index] = merged(entries[index], setting)
    return Node(tree.value | {"interventions": Node(entries, inherited.place)}, tree.place)


def _intervention_index(entries: list[Node], key: tuple[str, ...], change: Node, report: Report) -> int | None:
    kinds = [entry.value["kind"].value if "kind" in entry.value else "" for entry in entries]
    kind, count = key[0], kinds.count(key[0])
    number = key[1] if len(key) == 3 else "1" if count == 1 else ""
    if not 2 <= len(key) <= 3:
        report.add(change, "names no setting; write interventions.KIND.SETTING")
    elif not count:
        report.add(change, f"the scenario has no intervention '{kind}'; {did_you_mean(kind, set(kinds))}")
    elif not number.isdecimal() or not 1 <= int(number) <= count:
        example = f"interventions.{kind}.{count}.{key[-1]}"
        report.add(change, f"the scenario has {count} of kind '{kind}'; say which, such as {example}")
    else:
        return [n for n, name in enumerate(kinds) if name == kind][int(number) - 1]
    return None
