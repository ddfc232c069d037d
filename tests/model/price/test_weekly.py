"""Prices keep annual means, depend on nothing but plan, luck and week, and refuse what cannot be meant."""

import pickle
from copy import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.evidence.facts import series
from model.kernels.randomness import Luck
from model.price.weekly import Movement, PriceError, PricePath, replay_trend, weekly_price
from model.text.dates import date_of, week_of

LUCK = Luck(seed=5, replicate=2)
WEEKS = week_of(date(2037, 1, 1))
HISTORY = week_of(date(2026, 1, 1))
CALM = {"monthly_volatility": 0.0, "persistence": 0.0}
USUAL = {"monthly_volatility": 0.045, "persistence": 0.7}
RATES = {"drift": 0.02, "volatility": 0.15, "reversion_speed": 0.3}
OUTLOOK = PricePath(kind="stochastic", stochastic_from=date(2026, 1, 5))
REVERTING = replace(OUTLOOK, process="mean-reverting")


def prices(plan=PricePath(), *, luck=LUCK, first=0, n=WEEKS, **changes):  # noqa: B008
    return weekly_price(plan, luck, first, n, Movement(**USUAL | RATES | changes))


def year_means(values):
    years = np.array([date_of(week).year for week in range(values.size)])
    return {year: values[years == year].mean() for year in np.unique(years)}


def table(folder, text, name="prices.csv"):
    path = folder / name
    path.write_text(text)
    return PricePath(kind="csv", csv=str(path))


def test_replay_keeps_the_mean_of_every_year():
    means = year_means(prices(n=HISTORY, **CALM))
    for year, value in series("gold-price").items():
        assert means[year] == pytest.approx(value, rel=0.005), year


def test_the_monthly_deviation_has_mean_one_and_the_declared_size_and_persistence():
    trend = replay_trend(np.arange(HISTORY))
    middle = slice(None, None, 13)
    logs = np.log([(prices(luck=Luck(7, i), n=HISTORY) / trend)[middle] for i in range(120)])
    assert np.exp(logs).mean() == pytest.approx(1.0, abs=0.003)
    assert logs.std() == pytest.approx(0.045, rel=0.05)
    both = np.corrcoef(logs[:, :-1].ravel(), logs[:, 1:].ravel())[0, 1]
    assert both == pytest.approx(0.7**3, abs=0.05)


def test_the_deviation_is_one_number_a_month():
    deviation = prices(n=HISTORY) / replay_trend(np.arange(HISTORY))
    months = np.array([date_of(week).month for week in range(HISTORY)])
    same = months[1:] == months[:-1]
    np.testing.assert_allclose(deviation[1:][same], deviation[:-1][same], rtol=1e-12)
    assert np.all(np.abs(np.diff(deviation)[~same]) > 1e-9)


@pytest.mark.parametrize("plan", [PricePath(), OUTLOOK, REVERTING], ids=["replay", "brownian", "reverting"])
def test_a_run_that_starts_or_stops_elsewhere_sees_the_same_bytes(plan):
    whole = prices(plan)

    @settings(max_examples=20, deadline=None)
    @given(st.integers(0, WEEKS - 1), st.integers(0, 400))
    def same(first, n):
        n = min(n, WEEKS - first)
        assert prices(plan, first=first, n=n).tobytes() == whole[first : first + n].tobytes()

    same()


def test_luck_changes_the_deviation_and_nothing_else_does():
    assert np.array_equal(prices(), prices(luck=Luck(5, 2)))
    assert not np.array_equal(prices(), prices(luck=Luck(5, 3)))
    assert np.array_equal(prices(luck=Luck(5, 3), **CALM), prices(**CALM))


def test_the_future_leaves_the_past_alone_and_does_not_jump():
    begin = week_of(date(2026, 1, 5))
    past = prices()[:begin]
    for plan in (OUTLOOK, REVERTING, replace(OUTLOOK, start_price=5000.0)):
        assert np.array_equal(prices(plan)[:begin], past)
    assert prices(OUTLOOK)[begin] == pytest.approx(past[-1])
    assert prices(replace(OUTLOOK, start_price=5000.0))[begin] == pytest.approx(5000.0)


def future_logs(plan, n=150, **rates):
    begin = week_of(plan.stochastic_from)
    runs = [prices(plan, luck=Luck(11, i), first=begin, n=521, **CALM | rates) for i in range(n)]
    return np.log(np.array(runs))


def test_geometric_brownian_motion_has_its_drift_and_volatility():
    logs = future_logs(OUTLOOK)
    steps = np.diff(logs)
    assert steps.std() * np.sqrt(52.18) == pytest.approx(0.15, rel=0.01)
    assert np.exp(logs[:, -1] - logs[:, 0]).mean() == pytest.approx(np.exp(0.02 * 520 / 52.18), rel=0.1)


def test_a_reverting_price_returns_to_its_level_and_stays_bounded():
    plan = replace(REVERTING, start_price=4000.0, reversion_level=2000.0)
    logs = future_logs(plan, reversion_speed=2.0)
    assert np.exp(np.median(logs[:, 260:])) == pytest.approx(2000.0, rel=0.03)
    assert logs[:, 260:].std() == pytest.approx(0.15 / np.sqrt(2 * 2.0), rel=0.1)


def test_no_reversion_at_all_is_a_walk_without_drift():
    logs = future_logs(REVERTING, n=40, reversion_speed=0.0)
    assert np.diff(logs).std() * np.sqrt(52.18) == pytest.approx(0.15, rel=0.02)


def test_rates_of_the_plan_stand_above_those_of_the_model():
    quiet = replace(OUTLOOK, volatility=0.0, drift=0.0)
    future = prices(quiet)[week_of(date(2026, 1, 5)) :]
    assert future == pytest.approx(np.full(future.size, future[0]))


def test_a_future_without_rates_says_which_is_missing():
    with pytest.raises(PriceError, match="volatility: is missing"):
        weekly_price(OUTLOOK, LUCK, 0, 1400, Movement(**USUAL))


def test_a_held_price_is_held_from_its_date_on():
    held = prices(PricePath(kind="held", held_at=364.0, held_from=date(2004, 1, 1)))
    begin = week_of(date(2004, 1, 1))
    assert np.array_equal(held[:begin], prices()[:begin])
    assert set(held[begin:]) == {364.0}
    assert set(prices(PricePath(kind="held", held_at=364.0))) == {364.0}


def test_a_shock_lies_over_any_price_for_its_time_only():
    start, stop = week_of(date(2013, 1, 1)), week_of(date(2015, 1, 1))
    for plan in (PricePath(), OUTLOOK):
        shock = replace(plan, shock_factor=0.5, shock_from=date(2013, 1, 1), shock_until=date(2015, 1, 1))
        ratio = prices(shock) / prices(plan)
        assert set(ratio[start:stop]) == {0.5}
        assert set(ratio[:start]) | set(ratio[stop:]) == {1.0}
        for_good = replace(shock, shock_until=None)
        assert set((prices(for_good) / prices(plan))[start:]) == {0.5}


def test_weeks_before_the_first_are_refused():
    with pytest.raises(ValueError, match="first_week is -1"):
        prices(first=-1, n=3)


def test_a_monthly_table_gives_its_own_prices_after_replay(tmp_path):
    plan = table(tmp_path, "month,usd_per_oz\n2012-01,1500\n2012-02,1600\n2012-03,1700\n")
    begin, end = week_of(date(2012, 1, 1)), week_of(plan.end)
    assert plan.end == date(2012, 4, 1)
    seen = prices(plan, n=end)
    assert np.array_equal(seen[:begin], prices(n=begin))
    months = [date_of(week).month for week in range(begin, end)]
    assert seen[begin:].tolist() == [1400.0 + 100 * month for month in months]


def test_a_yearly_table_keeps_its_means(tmp_path):
    plan = table(tmp_path, "\ufeffyear , usd_per_oz,note\r\n2010,1000,a\r\n2011,2000,b\r\n2012,1200,c\r\n")
    means = year_means(prices(plan, n=week_of(plan.end), **CALM))
    assert [means[year] for year in (2010, 2011, 2012)] == pytest.approx([1000, 2000, 1200], rel=0.01)


def test_a_wild_yearly_table_stays_positive(tmp_path):
    plan = table(tmp_path, "year,usd_per_oz\n2010,300\n2011,9000\n2012,300\n")
    assert prices(plan, n=week_of(plan.end)).min() > 100.0


def test_a_single_year_is_flat(tmp_path):
    plan = table(tmp_path, "year,usd_per_oz\n2010,1500\n")
    first = week_of(date(2010, 1, 1))
    assert set(prices(plan, first=first, n=52, **CALM)) == {1500.0}


def test_a_run_beyond_the_table_is_refused(tmp_path):
    plan = table(tmp_path, "year,usd_per_oz\n2010,1500\n")
    with pytest.raises(PriceError, match=r"prices.csv: ends before 2011-01-01, a price is wanted"):
        prices(plan)


def test_a_plan_carries_its_table_and_travels_without_the_file(tmp_path):
    plan = table(tmp_path, "year,usd_per_oz\n2010,1500\n2011,1600\n")
    (tmp_path / "prices.csv").unlink()
    copy = replace(pickle.loads(pickle.dumps(plan)), shock_factor=2.0, shock_from=date(2011, 1, 1))
    assert copy.table == plan.table
    assert hash(copy) != hash(plan)


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "month,usd_per_oz\n2012-01,1500\n2012-03,1500\n",
            ["line 3: month 2012-02 is missing before 2012-03"],
        ),
        ("year,usd_per_oz\n2012,1500\n2012,1600\n", ["line 3: year 2012 comes twice"]),
        ("year,usd_per_oz\n2012,1500\n2011,1600\n", ["line 3: year 2011 comes after 2012; sort the lines"]),
        ("month,usd_per_oz\n2012-13,1500\n", ["line 2: '2012-13' is not a month; write it as 2013-07"]),
        ("year,usd_per_oz\n2012-01,1500\n", ["line 2: '2012-01' is not a year"]),
        ("year,usd_per_oz\n2012,n/a\n2013,\n", ["line 2", "'n/a' is not a number", "line 3", "''"]),
        ("year,usd_per_oz\n2012,-5\n", ["-5 is no price of gold", "from 100 to 20000"]),
        ("year,usd_per_oz\n2012,45.4\n", ["45.4 is no price of gold; give US dollars an ounce (31.1 g)"]),
        ("year,usd_per_oz\n2012,nan\n", ["nan is no price of gold"]),
        ("year,silver\n2012,1500\n", ["the columns are year, silver; they must be month,usd_per_oz or year"]),
        ("", ["the columns are missing"]),
        ("year,usd_per_oz\n", ["has no prices; give one line a year"]),
    ],
)
def test_a_bad_table_is_refused_with_file_line_and_remedy(tmp_path, text, messages):
    with pytest.raises(PriceError) as error:
        table(tmp_path, text)
    assert str(error.value).startswith(str(tmp_path / "prices.csv"))
    for message in messages:
        assert message in str(error.value)


def test_only_the_first_five_bad_lines_are_shown(tmp_path):
    with pytest.raises(PriceError) as error:
        table(tmp_path, "year,usd_per_oz\n" + "".join(f"{year},x\n" for year in range(2000, 2008)))
    lines = str(error.value).splitlines()
    assert len(lines) == 6
    assert lines[-1].endswith("and 3 more lines like these")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(PriceError, match="nowhere.csv: there is no such file"):
        PricePath(kind="csv", csv=str(tmp_path / "nowhere.csv"))
    with pytest.raises(PriceError, match="is a folder"):
        PricePath(kind="csv", csv=str(tmp_path))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "prices.csv"
    path.write_bytes(b"\x89PNG\x00\x01")
    with pytest.raises(PriceError, match="is not a text file in UTF-8"):
        PricePath(kind="csv", csv=str(path))


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"kind": "heldd"}, "kind", "did you mean 'held'"),
        ({"kind": "held"}, "held_at", "is missing"),
        ({"kind": "csv"}, "csv", "is missing"),
        ({"kind": "stochastic"}, "stochastic_from", "is missing"),
        ({"held_at": 364.0}, "held_at", 'is for kind "held", and the kind is "replay"'),
        ({"kind": "held", "held_at": 11.7}, "held_at", "must be from 100 to 20000 USD/oz"),
        ({"shock_factor": 0.5}, "shock_from", "is missing"),
        ({"shock_until": date(2012, 1, 1)}, "shock_from", "is missing"),
        ({"shock_from": date(2013, 1, 1), "shock_until": date(2012, 1, 1)}, "shock_until", "must be after"),
        (
            {"kind": "stochastic", "stochastic_from": date(2026, 1, 1), "process": "mean-reversion"},
            "process",
            "did you mean 'mean-reverting'",
        ),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(fields, field, message):
    with pytest.raises(PriceError) as error:
        PricePath(**fields)
    assert dict(error.value.problems)[field].find(message) >= 0


def test_all_mistakes_of_a_plan_are_told_at_once():
    with pytest.raises(PriceError) as error:
        PricePath(kind="held", shock_factor=100.0, drift=0.1)
    assert {field for field, _ in error.value.problems} == {"held_at", "drift", "shock_from", "shock_factor"}
    assert pickle.loads(pickle.dumps(error.value)).problems == error.value.problems
