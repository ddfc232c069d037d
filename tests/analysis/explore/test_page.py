"""The page in a browser: it loads, moves, speaks three languages, follows links, saves files, and asks nobody else."""

import csv
import json
import re
import struct
import time
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtr

import analysis.explore
from analysis.base.words import languages, words_in
from analysis.explore.answer import SURE, answer
from analysis.explore.serving.jobs import Jobs
from analysis.explore.serving.static_copy import export
from tests.analysis.explore.made_up import MAIN, made_up_page_data
from tests.analysis.explore.made_up_checks import made_up_check
from tests.analysis.explore.made_up_runs import LONG, made_up_run
from tests.analysis.explore.served import explorer, served
from tools.chromium import browser, found

pytestmark = pytest.mark.skipif(found() is None, reason="no Chromium is installed, so the page was not opened")

PAGE = Path(analysis.explore.__file__).parent / "page"
LINK = (
    "lang=en&a=raids:0.8,shelters:0.5&b=prevention_communities:1&policy=a"
    "&budget=5000000&price=1.2&horizon=5&outcome=labour"
)
POLICY_A, POLICY_B = {"raids": 0.8, "shelters": 0.5}, {"prevention_communities": 1.0}


@pytest.fixture(scope="module")
def data():
    return json.loads(json.dumps(made_up_page_data()))


@pytest.fixture(scope="module")
def copy(tmp_path_factory, data):
    """Return the address of a static copy in a folder."""
    return (export(tmp_path_factory.mktemp("copy") / "page", PAGE, data) / "index.html").as_uri()


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Return a browser; files that it saves land in ``downloads``."""
    folder = tmp_path_factory.mktemp("browser")
    with browser(folder) as page:
        page.downloads = folder / "downloads"
        page.downloads.mkdir()
        page.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(page.downloads))
        page.size(1280, 900)
        yield page


@pytest.fixture(autouse=True)
def quiet(opened):
    """Let no test pass in which the browser complained or asked another machine."""
    opened.events.clear()
    yield
    assert opened.errors() == []
    assert [
        url for url in opened.requests() if not url.startswith(("file:", "data:", "blob:", "about:", "http://127"))
    ] == []


def text(page, name):
    return page.run(f"document.getElementById({json.dumps(name)}).textContent").replace("\N{NO-BREAK SPACE}", " ")


def pick(page, language):
    """Choose a language as a person does."""
    page.run(
        f"(() => {{const pick = document.getElementById('language'); pick.value = '{language}';"
        " pick.dispatchEvent(new Event('change'))})()"
    )


def test_a_slider_moved_by_keys_changes_picture_address_and_what_is_read_out(opened, copy):
    opened.open(f"{copy}#{LINK}")
    before = opened.run("document.getElementById('picture-a').innerHTML")
    opened.run("document.getElementById('lever-vetting').focus()")
    opened.press("ArrowRight", 39)
    opened.wait("location.hash.includes('vetting:0.05')")
    assert opened.run("document.getElementById('picture-a').innerHTML") != before
    assert opened.run("document.activeElement.id") == "lever-vetting"
    assert text(opened, "summary").startswith("Policy A: in the model, labour exploitation")


@pytest.mark.parametrize("language", languages())
def test_every_word_is_in_the_language_that_is_chosen(opened, copy, language):
    opened.open(f"{copy}#lang={'es' if language == 'en' else 'en'}")
    pick(opened, language)
    opened.wait(f"location.hash.includes('lang={language}')")
    words = words_in(language)
    title = words("explore.main_title", form=words("explore.sexual"))
    assert text(opened, "main-title") == title.replace("\N{NO-BREAK SPACE}", " ")
    assert opened.run("document.documentElement.lang") == language
    opened.run("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    opened.wait("!!document.querySelector('#cost-table-body table')")
    shown = opened.run("document.getElementById('limits').textContent + document.body.innerText")
    assert re.findall(r"\b[a-z_]+\.[a-z_]{2,}(?!\w*\.md|\w*\.py)|undefined|NaN|\{", shown) == ["limits.md", "run.py"]
    assert opened.run("goldrush.words.number(-1234.5, 1)") == words.number(-1234.5, 1)
    settings = opened.run("[1050, 0.1 + 0.2, 7.5, 12.3456].map(goldrush.words.exact)")
    assert settings == [words.number(*each) for each in ((1050,), (0.3, 1), (7.5, 1), (12.35, 2))]
    for key in ("true.deaths_in_protests", "true.fines_paid"):
        assert words.outcome(key).strip()[1:] in text(opened, "not-told")


def test_a_language_that_cannot_be_loaded_is_said_and_a_late_one_does_not_win(opened, copy):
    opened.open(f"{copy}#lang=en")
    opened.run("goldrush.load.words = () => Promise.reject(new Error('gone'))")
    pick(opened, "fr")
    opened.wait("document.getElementById('notice').textContent.includes('Français')")
    opened.wait("document.getElementById('language').value === 'en'")
    opened.open(f"{copy}#lang=en")
    opened.run("""(() => {
      const words = goldrush.load.words, late = new Promise((go) => (goldrush.late = go));
      goldrush.load.words = (code) => (code === "fr" ? late : Promise.resolve()).then(() => words(code));
    })()""")
    pick(opened, "fr")
    pick(opened, "es")
    opened.wait("document.documentElement.lang === 'es'")
    opened.run("goldrush.late()")
    opened.run("new Promise((go) => setTimeout(go, 300))")
    assert opened.run("document.documentElement.lang + goldrush.page.state.lang") == "eses"


def test_a_copy_that_is_not_whole_says_what_to_do_in_three_languages(opened, tmp_path, data):
    broken = export(tmp_path / "page", PAGE, data)
    (broken / "data" / "surrogate.js").unlink()
    opened.call("Page.navigate", url=(broken / "index.html").as_uri())
    opened.wait("document.getElementById('broken') && !document.getElementById('broken').hidden")
    said = opened.run("document.getElementById('broken').innerText + document.querySelector('h1').innerText")
    assert all(word in said for word in ("Load it again", "Cárguela", "Rechargez", "in the model?"))
    opened.events.clear()


def test_a_link_gives_the_same_view_and_what_it_says_beyond_is_told(opened, copy):
    opened.open(f"{copy}#{LINK}&nonsense=1")
    assert "nonsense=1" in text(opened, "notice")
    opened.wait(f"location.hash.slice(1) === '{LINK}'")
    assert opened.run("document.querySelector('input[name=horizon]:checked').value") == "5"
    opened.run("location.hash = 'a=raids:7,unknown:0.5&price=9&constructor=1'")
    opened.wait("document.getElementById('notice').textContent.includes('constructor=1')")
    assert all(part in text(opened, "notice") for part in ("raids:7", "unknown:0.5", "price=9"))
    assert opened.run("goldrush.page.state.price") == 1.2
    opened.run(
        f"location.hash = 'lang=es&policy=b&' + '{'y' * 99}&' + [1, 2, 3, 4, 5, 6, 7].map((n) => 'x' + n).join('&')"
    )
    opened.wait(
        "document.documentElement.lang === 'es' && document.getElementById('notice').textContent.includes('x4')"
    )
    assert text(opened, "notice").endswith(f"{'y' * 40}, x1, x2, x3, x4, …")
    assert text(opened, "lever-heading").endswith("B")
    opened.run("document.querySelector('input[value=sexual]').click()")
    opened.wait("location.hash.includes('policy=b') && location.hash.includes('outcome=sexual')")
    assert text(opened, "notice") == ""


def test_the_same_policy_twice_differs_by_nothing(opened, copy):
    opened.open(f"{copy}#{LINK}")
    opened.run("document.getElementById('copy').click()")
    opened.wait("location.hash.includes('b=raids:0.8,shelters:0.5')")
    same = words_in("en")("explore.between_same", form="Sexual exploitation")
    assert text(opened, "between").startswith(same)


def test_numbers_in_the_browser_are_those_of_python(opened, copy, data):
    opened.open(f"{copy}#{LINK}")
    mine = opened.run("""(() => {
      const {evaluate, page} = goldrush, {a, b, between} = page.answer;
      const of = (asked) => page.model.outputs.map((each) => evaluate.effect(each, asked));
      return {a: of(a), b: of(b), difference: of(between), money: a};
    })()""")
    theirs = answer(data, POLICY_A, POLICY_B, 5e6, 1.2)
    cost, years = theirs["cost"]["a"], mine["money"]["years"]
    assert mine["money"]["share"] == pytest.approx(cost["share"], rel=1e-12) and 0 < cost["share"] < 1
    assert [year["spent"] for year in years] == pytest.approx(cost["spent"], rel=1e-9)
    assert [year["unspent"] for year in years] == pytest.approx(cost["unspent"], rel=1e-9, abs=1e-3)
    for name in ("a", "b", "difference"):
        for shown, known in zip(mine[name], theirs["outputs"], strict=True):
            numbers = [shown["low"], shown["mean"], shown["high"], shown["bands"][0]["low"], shown["lower"]]
            wanted = [known[name][key] for key in ("low", "middle", "high", "chance_low", "lower")]
            assert numbers == pytest.approx(wanted, rel=1e-9, abs=1e-9)
            lower = [each["lower"] for each in shown["theories"]]
            assert sum(each >= SURE for each in lower) == known[name]["falls"]
            assert sum(1 - each >= SURE for each in lower) == known[name]["rises"]


def test_tails_of_the_normal_are_exact(opened, copy):
    opened.open(copy)
    at = [-8.0, -3.0, -2.999, -1.0, 0.0, 0.5, 2.9, 3.1, 6.0]
    assert opened.run(f"{at}.map(goldrush.evaluate.normal)") == pytest.approx(ndtr(np.array(at)).tolist(), rel=1e-12)


def saved(opened, button):
    """Return the file that a button saves."""
    opened.run(f"document.getElementById('{button}').click()")
    for _ in range(600):
        done = [path for path in opened.downloads.glob(f"*.{button}") if path.stat().st_size]
        if done:
            return done[0].read_bytes()
        time.sleep(0.1)
    raise TimeoutError(button)


def test_files_that_are_saved_say_where_they_are_from(opened, copy, data):
    opened.open(f"{copy}#{LINK}")
    png, svg, table = (saved(opened, each) for each in ("png", "svg", "csv"))
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">I", png[16:20])[0] == 2000
    for file in (png, svg, table):
        said = file.decode("utf-8", "replace")
        assert all(
            each in said for each in (data["made"]["ensemble"], LINK.replace("&", "&amp;") if file is svg else LINK)
        )
        assert "in the model" in said and "model version 4" in said and "2026-11-29" in said
    rows = list(csv.reader(table.decode("utf-8-sig").splitlines()))
    assert rows[0][0].startswith("# ") and sum(row[:1] == ["A minus B"] for row in rows) == len(data["outputs"])


def test_a_phone_scrolls_in_one_direction_only(opened, copy):
    opened.size(390, 800)
    try:
        for language in languages():
            opened.open(f"{copy}#lang={language}")
            assert opened.run("document.documentElement.scrollWidth") <= 390
    finally:
        opened.size(1280, 900)


def test_every_control_has_a_name_and_can_be_reached_by_keys(opened, copy):
    opened.open(copy)
    named = "el.labels?.length || el.textContent.trim() || el.getAttribute('aria-label')"
    assert opened.run(f"[...document.querySelectorAll('button, input, select')].filter((el) => !({named})).length") == 0
    assert opened.run("[...document.querySelectorAll('svg[role=img]')].every((el) => el.getAttribute('aria-label'))")
    assert opened.run('document.querySelectorAll(\'[tabindex]:not([tabindex="0"]):not([tabindex="-1"])\').length') == 0
    visible = "[...document.querySelectorAll('#main-levers input, #world input')]"
    assert opened.run(f"{visible}.length") == len(MAIN) + 2 <= 8


def moved(page, lever):
    """Move a slider to its end, as a person does."""
    page.run(
        f"(() => {{const slider = document.getElementById('lever-{lever}'); slider.value = 1;"
        " slider.dispatchEvent(new Event('input'))})()"
    )


def test_the_full_model_answers_beside_the_emulator_and_says_for_which_setting(opened, tmp_path, data):
    again = {"command": "run.py compare explored.toml", "files": [{"name": "explored.toml", "text": "extends"}]}
    parts = {"page": PAGE, "data": data, "jobs": Jobs(made_up_check), "reproduce": lambda setting: again}
    with served(explorer(tmp_path, **parts)) as address:
        opened.open(f"{address}#{LINK}")
        opened.run("document.getElementById('check').click()")
        opened.wait("!!document.querySelector('#real-result table')")
        assert "\N{MINUS SIGN}12 % (\N{MINUS SIGN}30 to +5)" in text(opened, "real-result")
        assert "pairs of runs: 8" in text(opened, "real-result") and "pairs of runs: 8" in text(opened, "real-status")
        opened.run("document.getElementById('reproduce').click()")
        opened.wait("!!document.querySelector('#reproduced pre')")
        assert all(each in text(opened, "reproduced") for each in (again["command"], "explored.toml", "extends"))
        opened.run("document.querySelector('#reproduced button').click()")
        moved(opened, "vetting")
        opened.wait("document.getElementById('reproduced').textContent === ''")
        note = "document.querySelector('#real-result .notice').textContent"
        assert "5 mn soles a year; gold price: 1.20 times" in opened.run(note)
        pick(opened, "es")
        opened.wait(f"{note}.includes('ajuste anterior')")
        assert "pares de corridas: 8" in text(opened, "real-status")
        moved(opened, "raids")
        opened.call("Page.reload")
        opened.wait("document.body?.dataset.ready && !!document.querySelector('#real-result .notice')")
        assert (opened.downloads / "explored.toml").read_text() == "extends"


def test_a_run_outlives_a_reload_and_its_buttons_hand_the_focus_over(opened, tmp_path, data):
    with served(explorer(tmp_path, page=PAGE, data=data, jobs=Jobs(made_up_run))) as address:
        opened.open(f"{address}#{LINK.replace('price=1.2', f'price={LONG}')}")
        opened.run("document.getElementById('check').focus()")
        opened.run("document.getElementById('check').click()")
        opened.wait("document.activeElement.id === 'cancel'")
        opened.call("Page.reload")
        opened.wait("document.body?.dataset.ready && !document.getElementById('cancel').hidden")
        opened.wait("document.getElementById('real-status').textContent.includes('0 of 2')")
        opened.run("document.getElementById('cancel').focus()")
        opened.run("document.getElementById('cancel').click()")
        opened.wait("document.activeElement.id === 'check'")
        assert text(opened, "real-status") == words_in("en")("explore.real_cancelled")
        assert opened.run("document.getElementById('cancel').hidden && history.state === null")


def test_a_copy_without_a_server_says_why_it_cannot_run_the_model(opened, copy):
    opened.open(f"{copy}#lang=en")
    assert opened.run("getComputedStyle(document.getElementById('real-served')).display") == "none"
    assert "without a server" in opened.run("document.getElementById('real-static').innerText")
