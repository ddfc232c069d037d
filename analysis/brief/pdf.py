"""A brief as PDF: tagged, for readers by ear as well (PDF/UA-1), with its fonts in it."""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import matplotlib

from analysis.brief.document import Document
from experiments.base.errors import ExperimentError

TEMPLATE = Path(__file__).with_name("templates") / "brief.typ"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
"""DejaVu, as in figures: it has every letter of the languages."""


def as_pdf(document: Document) -> bytes:
    """Return a brief as PDF."""
    return _compiled(document, "pdf")[0]


def _compiled(document: Document, form: Literal["pdf", "png"], dots: int = 100) -> list[bytes]:
    """Return what typst makes of a brief; its files lie in a folder of their own, and nothing is fetched."""
    import typst  # here, as nothing else needs it

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _lay_out(document, root)
        day = datetime.fromisoformat(document.when).replace(tzinfo=UTC)
        try:
            paper = typst.Compiler(root / "brief.typ", root=root, font_paths=[FONTS], ignore_system_fonts=True)
            found = paper.compile(format=form, ppi=dots, pdf_standards="ua-1" if form == "pdf" else [], timestamp=day)
        except typst.TypstError as error:
            raise ExperimentError(f"the brief cannot be set as PDF: {error}") from error
    return found if isinstance(found, list) else [found or b""]


def _lay_out(document: Document, root: Path) -> None:
    """Write the template and all that it reads into a folder."""
    (root / "brief.typ").write_bytes(TEMPLATE.read_bytes())
    for name, drawn in document.pictures.items():
        (root / f"{name}.svg").write_bytes(drawn.wide)
    about, logo = document.plain(), document.logo
    about["logo"] = logo and {"file": f"logo{logo.ending}", "text": logo.text}
    if logo:
        (root / f"logo{logo.ending}").write_bytes(logo.content)
    (root / "data.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
