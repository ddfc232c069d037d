"""Step the model as any Mesa model: agents, sets of agents, data collection, saved states.

Run it from the root of the project: ``python -m examples.step_the_model``. One agent of the class Miner stands for
20 people here.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mesa import DataCollector

from model.codes import Zone
from model.goldrush import GoldRush
from model.organisations.bar import Bar
from model.people.miner import Miner

WEEKS = 26


def main() -> None:
    """Grow the rush until 2010, look at agents in the ways Mesa offers, and collect data for half a year."""
    model = GoldRush("baseline", seed=1, scale=20)
    model.run_until(date(2010, 1, 1))
    model.step()
    miners = model.agents_by_type[Miner]
    savers = miners.select(lambda miner: miner.cash > 5000.0)
    mean = savers.agg("cash", lambda cash: sum(cash) / len(cash))
    print(f"{model.date}, in the model: {len(model.agents)} agents of {len(model.agents_by_type)} types")
    print(f"agents with more than 5,000 soles: {len(savers)} of {len(miners)}, mean cash {mean:.0f}")

    camps = miners.groupby("camp", result_type="list").groups
    busiest = max(camps, key=lambda camp: len(camps[camp]))
    zone = Zone(list(model.camps)[busiest].zone)
    print(f"the busiest camp is of the type {zone.name.lower()} and has {len(camps[busiest]) * model.scale} miners")

    one = next(iter(miners))
    one.cash += 100.0
    print(f"a view of the same agent is equal: {one == model.miners.view(one.unique_id)}")

    data = DataCollector(
        model_reporters={"miners": lambda m: len(m.agents_by_type[Miner]) * m.scale, "bars": lambda m: m.bars.n},
        agenttype_reporters={Bar: {"staff": "workers", "takings": "revenue"}},
    )
    for _ in range(WEEKS):
        model.step()
        data.collect(model)
    print(data.get_model_vars_dataframe().tail(3).to_string())
    bars = data.get_agenttype_vars_dataframe(Bar)
    print(f"bars seen in {WEEKS} weeks: {bars.index.get_level_values('AgentID').nunique()}")

    with TemporaryDirectory() as folder:
        model.save(Path(folder) / "state.npz")
        again = GoldRush.load(Path(folder) / "state.npz", "baseline")
    print(f"a saved state goes on from the same day: {again.date == model.date}")


if __name__ == "__main__":
    main()
