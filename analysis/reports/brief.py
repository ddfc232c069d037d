"""Briefs that staff send, from a stored comparison: PDF, HTML and Markdown, with the claims that they rest on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from analysis.base import style
from analysis.base.headlines import FORMS
from analysis.base.words import Words
from analysis.brief import gate
from analysis.brief.claims import check
from analysis.brief.content import SECTIONS, SIZED, Brief, sentences
from analysis.brief.document import Document, Drawn, Logo, Part
from analysis.brief.html import as_html
from analysis.brief.look import Look
from analysis.brief.markdown import as_markdown
from analysis.brief.pdf import as_pdf
from analysis.brief.readers import TEMPLATES
from analysis.brief.wording import both
from analysis.figures.brief.page import PRINT, Size
from analysis.measures.effects import Results
from analysis.measures.evidence_share import Rests, rests_on
from analysis.measures.summarise import SINCE_START, over_time, row
from analysis.reports.base import ExperimentRequest
from analysis.reports.figures import KINDS, Kind, read_results
from analysis.tables.show import as_json
from experiments.base.errors import ExperimentError, unknown
from experiments.base.files import make_folder, write_whole
from experiments.record.ensemble_runs import checksum_of
from experiments.record.ensembles import FILE, load_ensemble

PHONE = Size("phone", 4.1, 0.0, 0.05, small=8.0, text=8.5, title=12.0)
"""As wide as the screen of a phone, with letters that can be read on it."""

MOST_POLICIES = 6
"""Policies that two to four pages have room for."""

NEVER = "1970-01-01"


@dataclass(frozen=True)
class BriefRequest(ExperimentRequest):
    """A request for a brief of a record: for whom, and what was chosen."""

    template: str = "ministry"
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Written:
    """A brief that can be written: what it says, and the document."""

    brief: Brief
    document: Document


def prepare(request: BriefRequest) -> Written:
    """Return a brief ready to print; raise ExperimentError for what it cannot claim or may not say."""
    if request.template not in TEMPLATES:
        raise unknown("template", request.template, TEMPLATES)
    template, look = TEMPLATES[request.template], request.look
    for name in look.outcomes:
        if name not in request.manifest["outcomes"]:
            raise unknown("outcome", name, request.manifest["outcomes"])
    gate.refuse_outcomes(look.outcomes, template.tier)
    results = _results(request)
    if look.outcomes and "others" not in template.sections:
        after = template.sections.index("packages") + 1
        template = replace(template, sections=(*template.sections[:after], "others", *template.sections[after:]))
    brief = Brief(results, request.words, template, look, _command(request), _rests(results))
    check(brief.claims())
    return Written(brief, _document(brief))


def _command(request: BriefRequest) -> str:
    """Return the command that made the record, without folders, which are those of somebody's machine."""
    given = request.manifest.get("made", {}).get("command", ["", "compare"])[1:]
    folders = {n + step for n, word in enumerate(given) if word in ("--out", "-o") for step in (0, 1)}
    kept = [word for n, word in enumerate(given) if n not in folders and not word.startswith("--out=")]
    return " ".join(["run.py", *(Path(word).name if "/" in word else word for word in kept)])


def _rests(results: Results) -> Rests | None:
    """Return on what the variance of the first policy's effect on sexual exploitation rests; None where untold."""
    manifest, pair = results.manifest, results.pairs[0]
    found = row(pair, FORMS["sexual"], SINCE_START, over_time(manifest))
    sample = manifest.get("ensemble")
    if not (pair.sets and found.parts and sample and sample["checksum"] == checksum_of(FILE)):
        return None
    ensemble = load_ensemble()
    about = [manifest["parameters"][name] for name in ensemble.names]
    drawn = np.array([each.get("drawn", False) for each in about])
    sized = np.array([each["evidence"] in SIZED for each in about])
    numbers = [ensemble.values[:, drawn & own] for own in (sized, ~sized)]
    return rests_on(found.values - found.against, pair.sets, found.parts, numbers)


def _results(request: BriefRequest) -> Results:
    """Return what the store holds of the policies of a brief, with the outcomes that it may show."""
    found = read_results(request, request.look.policies)
    if not found:
        raise ExperimentError(f"{request.folder}: {request.words('comparison.nothing')}")
    names = [each.policy for each in found]
    if len(names) > MOST_POLICIES:
        raise ExperimentError(
            f"{request.folder.name}: compares {len(names)} policies and a brief has room for {MOST_POLICIES}; "
            'choose some in a file for --look: policies = ["..."]'
        )
    extra = request.pairs((*found[0].pair.outcomes, *request.look.outcomes))
    pairs = [pair for pair in extra if pair.name in names and pair.theory == found[0].pair.theory]
    return replace(found[0], pairs=pairs)


def _document(brief: Brief) -> Document:
    """Return the document of a brief; raise ExperimentError where the gate refuses it."""
    kind = _figure(brief)
    parts = list(_parts(brief, kind))
    words, manifest, look = brief.words, brief.results.manifest, brief.look
    when = (manifest.get("made", {}).get("when") or NEVER)[:10]
    document = Document(
        words.language,
        look.title.get(words.language) or _title(brief),
        words("brief.subtitle", day=words.day(when)),
        words("brief.footer", version=manifest["model_version"]),
        when,
        parts,
        {_name(brief, kind): _drawn(brief, kind)} if kind else {},
        _logo(look),
    )
    shown = tuple(claim.query.outcome for claim in brief.claims())
    gate.pass_gate(gate.Text(words.language, document.everything(), shown), brief.template.tier, words)
    return document


def _title(brief: Brief) -> str:
    words, names = brief.words, [brief.name(policy) for policy in brief.policies]
    if len(names) > 3:
        return words("brief.title_many", n=len(names))
    return words("brief.title", policies=words.joined(names))


def _logo(look: Look) -> Logo | None:
    return Logo(look.logo.suffix, look.logo.read_bytes(), look.logo_text) if look.logo else None


def _figure(brief: Brief) -> Kind | None:
    """Return the first figure of the template that the results can fill and the tier may see."""
    kinds = {kind.name: kind for kind in KINDS}
    wanted = gate.figures_allowed(brief.template.figures, brief.template.tier)
    return next((kinds[name] for name in wanted if not kinds[name].lacks(brief.results)), None)


def _name(brief: Brief, kind: Kind) -> str:
    return f"{kind.name}_{brief.words.language}"


def _drawn(brief: Brief, kind: Kind) -> Drawn:
    return Drawn(*(_svg(brief, kind, size) for size in (PRINT, PHONE)))


def _svg(brief: Brief, kind: Kind, size: Size) -> bytes:
    message = kind.message(brief.results, brief.words)
    figure = kind.draw(brief.results, brief.words, size)
    return style.as_svg(figure, title=message.title, description=message.alt)


def _parts(brief: Brief, kind: Kind | None) -> Iterator[Part]:
    """Yield the parts of all sections, each below its heading; a section without content is left out."""
    for name in brief.template.sections:
        if name == "figure":
            own = (
                [Part("picture", kind.message(brief.results, brief.words).alt, name=_name(brief, kind))] if kind else []
            )
        else:
            own = list(SECTIONS[name](brief))
        if own:
            yield Part("heading", brief.words(f"brief.section_{name}"))
            yield from own


def write(request: BriefRequest, written: Written) -> list[Path]:
    """Write a brief into the folder of its record; return its files."""
    folder = make_folder(request.folder / "brief")
    stem, document = f"{request.template}_{request.words.language}", written.document
    files = {f"{name}.svg": drawn.wide for name, drawn in document.pictures.items()}
    files |= {f"{stem}.pdf": as_pdf(document), f"{stem}.html": as_html(document), f"{stem}.md": as_markdown(document)}
    files[f"{stem}.claims.json"] = as_json(claims_of(request, written.brief))
    for name, content in files.items():
        write_whole(folder / name, content)
    return [folder / name for name in files]


def claims_of(request: BriefRequest, brief: Brief) -> dict[str, Any]:
    """Return what a later check compares: for whom, the claims with what is printed of them, and the sentences."""
    shown = {claim.key: claim.plain() | {"shown": both(claim, brief.words)} for claim in brief.claims()}
    about = {"record": request.folder.name, "language": brief.words.language, "template": request.template}
    look = {name: list(getattr(request.look, name)) for name in ("outcomes", "policies")}
    return about | {"look": look, "claims": shown, "sentences": sentences(brief)}


def read_old(path: Path) -> dict[str, Any]:
    """Return the claims that a brief was written with; raise ExperimentError for another file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not {"record", "language", "template", "look", "claims", "sentences"} <= set(
        found
    ):
        raise ExperimentError(f"{path}: is no file of claims; name the .claims.json beside a brief")
    return found


def changes(old: dict[str, Any], request: BriefRequest) -> list[str]:
    """Return which numbers and sentences of an old brief the store now answers otherwise, a line each."""
    brief, words = prepare(request).brief, request.words
    new = claims_of(request, brief)
    return [*_numbers(old["claims"], new["claims"], words), *_sentences(old["sentences"], new["sentences"], words)]


def _numbers(old: dict[str, Any], new: dict[str, Any], words: Words) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        before, after = (" / ".join(each[key]["shown"]) if key in each else "" for each in (old, new))
        if before != after:
            query = (new.get(key) or old[key])["query"]
            about = {"policy": words.scenario(query["policy"]), "outcome": words.label(query["outcome"])}
            kind = "number" if before and after else "gone" if before else "new"
            yield words(f"brief.check_{kind}", **about, old=before, new=after)


def _sentences(old: dict[str, str], new: dict[str, str], words: Words) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield words("brief.check_sentence", old=old.get(key, ""), new=new.get(key, ""))


def unchanged(old: dict[str, Any], words: Words) -> str:
    """Return that nothing of an old brief has changed."""
    return words("brief.check_same", n=len(old["claims"]), sentences=len(old["sentences"]))


def asked_of(old: dict[str, Any], look: Look) -> Sequence[Any]:
    """Return template and look of an old brief, whose title and logo need not be known."""
    return old["template"], replace(look, **{name: tuple(old["look"][name]) for name in ("outcomes", "policies")})
