"""Mesa's page of the model opens, steps, and starts anew with what its controls say."""

import warnings
from functools import wraps

import pytest

from model.goldrush import GoldRush
from model.scenario.scenario import load_scenario

solara = pytest.importorskip("solara", reason="the optional group solara is not installed")
ipyvuetify = pytest.importorskip("ipyvuetify")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # packages of the group warn of their own future
    from mesa.visualization import SolaraViz, make_plot_component, make_space_component

    from examples import watch_the_model


@pytest.fixture(scope="module")
def example():
    """Return the module of the page."""
    return watch_the_model


class Page:
    """A page as a browser would have it, with its controls at hand, and the models that it makes."""

    def __init__(self, page, cls: type, monkeypatch):
        self.models, begin = [], cls.__init__

        @wraps(begin)
        def noted(model, *args, **settings):
            begin(model, *args, **settings)
            self.models.append(model)

        monkeypatch.setattr(cls, "__init__", noted)
        layout = solara.component(lambda: solara.AppLayout(children=[page]))
        _, self.context = solara.render(layout(), handle_error=False)

    def widgets(self, kind: str) -> list:
        return self.context.find(getattr(ipyvuetify, kind)).widgets

    def press(self, label: str) -> None:
        """Press the button of the page that carries a label."""
        (button,) = [each for each in self.widgets("Btn") if each.children == [label] and not each.disabled]
        button.click()


@pytest.mark.filterwarnings("ignore")
def test_the_page_steps_and_starts_anew_as_its_controls_say(example, monkeypatch):
    page, weeks = Page(example.page, example.Watched, monkeypatch), example.model.steps
    page.press("Step")
    assert example.model.steps == weeks + example.WEEKS
    (choice,) = page.widgets("Select")
    choice.v_model = "raids"
    page.press("Reset")
    (new,) = page.models
    assert (new.setup.name, new.steps) == ("raids", weeks)
    page.press("Step")
    assert new.steps == weeks + example.WEEKS


@pytest.mark.filterwarnings("ignore")
def test_the_model_itself_stands_on_a_page_and_stops_at_its_end(monkeypatch):
    brief = load_scenario("baseline", changes={"period.start": "2000-01-31", "period.stop": "2000-03-06"})
    model = GoldRush(brief, scale=50)
    shown = [make_space_component(lambda camp: {}), make_plot_component("true.miners")]
    page = Page(
        SolaraViz(model, components=shown, model_params={"scenario": brief, "scale": 50}), GoldRush, monkeypatch
    )
    page.press("Reset")
    (new,) = page.models
    assert new.setup is brief
    while new.running:
        page.press("Step")
    assert new.date == brief.stop
    with pytest.raises(ValueError, match="not enough values"):
        page.press("Step")


def test_places_show_a_zone_type_and_a_class_of_size_only(example):
    styles = [example.portrayal(camp) for camp in example.model.camps]
    assert {style.color for style in styles} <= set(example.COLOURS.values())
    assert {style.size for style in styles} <= set(example.SIZES.values())
    assert not any(style.tooltip for style in styles)


def test_miners_and_bars_stand_by_type_of_zone(example):
    miners, bars = example.by_zone(example.model).axes
    assert [label.get_text() for label in miners.get_xticklabels()] == ["roadside", "river", "corridor", "protected"]
    assert sum(patch.get_height() for patch in bars.patches) == example.model.bars.n
