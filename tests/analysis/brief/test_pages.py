"""A brief is written in three formats that everybody can read, and asked again later."""

import json
import re

import pytest

from analysis.base.words import languages
from analysis.brief.look import Look, read_look
from analysis.brief.pdf import _compiled
from analysis.brief.readers import TEMPLATES
from analysis.reports.brief import asked_of, changes, prepare, read_old, write
from experiments.base.errors import ExperimentError
from experiments.command_line import brief_options
from tests.analysis.made_up import brief, briefs
from tests.contracts.imports import ROOT

EXAMPLE = ROOT / "examples" / "brief" / "look.toml"


@pytest.mark.parametrize("language", languages())
def test_a_brief_is_written_as_tagged_pdf_as_html_by_itself_and_as_markdown(tmp_path, language):
    request = briefs.request(tmp_path, language)
    files = {path.name: path.read_bytes() for path in write(request, prepare(request))}
    pdf, page, text = (files[f"ministry_{language}.{ending}"] for ending in ("pdf", "html", "md"))
    assert b"StructTreeRoot" in pdf and b"FontFile" in pdf and b"pdfuaid" in pdf and f"({language})".encode() in pdf
    html = page.decode()
    assert f'<html lang="{language}">' in html
    assert not re.search(r"(src|href|srcset|url)\s*[=(]\s*[\"']?(https?:|//|\w+/)", html)
    pictures = re.findall(r"<img [^>]*>", html)
    assert pictures and all(re.search(r'alt="[^"]{20,}"', each) for each in pictures)
    assert set(re.findall(r"\]\(([^)]+)\)", text.decode())) <= set(files)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_brief_has_two_to_four_pages(tmp_path, template):
    pages = _compiled(prepare(briefs.request(tmp_path, "fr", template)).document, "png", 10)
    assert 2 <= len(pages) <= 4


def test_the_example_changes_title_outcomes_policies_and_logo(tmp_path):
    written = prepare(briefs.request(tmp_path, "es", "public", read_look(EXAMPLE)))
    document = written.document
    assert document.title == "¿Ayudarían más operativos? Lo que dice un modelo"
    assert {claim.query.policy for claim in written.brief.claims()} == {"raids"}
    assert {"true.returns_to_exploitation", "recorded.reta_complaints"} <= {
        c.query.outcome for c in written.brief.claims()
    }
    assert document.logo.content == EXAMPLE.with_name("logo.svg").read_bytes()
    heads = [part.head[0] for part in document.parts if part.kind == "table"]
    assert {"lo que ocurre en el modelo", "lo que mostrarían los registros, que no es lo que ocurre"} <= set(heads)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "titel: unknown setting"),
        ("title = 3", "title: write a text"),
        ("outcomes = 'x'", "outcomes: write a list"),
        ("logo = 'no.svg'\nlogo_text = 'x'", "no.svg is no file"),
        ("logo = 'no.svg'", "logo_text: write what the logo shows"),
        ("[", "is no TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, text, said):
    path = tmp_path / "look.toml"
    path.write_text(text)
    with pytest.raises(ExperimentError, match=re.escape(said)):
        read_look(path)


@pytest.mark.parametrize("chosen", [{"outcomes": ("true.nonsense",)}, {"policies": ("nonsense",)}])
def test_an_unknown_outcome_or_policy_is_named(tmp_path, chosen):
    with pytest.raises(ExperimentError, match="nonsense: unknown"):
        prepare(briefs.request(tmp_path, look=Look(**chosen)))


def test_an_old_brief_is_asked_again_and_what_changed_is_listed(tmp_path):
    request = briefs.request(tmp_path, "es")
    write(request, prepare(request))
    old = read_old(tmp_path / "brief" / "ministry_es.claims.json")
    assert asked_of(old, Look()) == ("ministry", Look())
    assert changes(old, request) == []
    other = {**brief.EVERYTHING, "true.person_years_sexual_exploitation": 30.0}
    found = changes(old, briefs.request(tmp_path, "es", pairs=[brief.pair("raids", effects=other), request.made[1]]))
    numbers = [line for line in found if line.startswith("número que cambió")]
    assert len(numbers) == 1 and "Más operativos, Personas-año de explotación sexual" in numbers[0]
    assert [line for line in found if "frase que cambió" in line and "sube con «Más operativos»" in line]


def test_another_file_is_no_old_brief(tmp_path):
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"claims": {}}))
    with pytest.raises(ExperimentError, match="no file of claims"):
        read_old(path)


def test_the_help_names_the_templates_that_there_are():
    assert tuple(TEMPLATES) == brief_options.TEMPLATES


def test_the_command_that_a_brief_names_holds_no_folder_of_a_machine(tmp_path):
    everything = prepare(briefs.request(tmp_path)).document.everything()
    assert "run.py compare raids" in everything and "/a/b" not in everything
