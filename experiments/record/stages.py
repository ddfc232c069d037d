"""Run the stages of a study one after another, each an experiment, and remember how each ended."""

from dataclasses import dataclass, field

from experiments.base.progress import say
from experiments.engine.batch import Ended, Execution
from experiments.engine.chunks import WHOLE, Shard
from experiments.record.record import Record


@dataclass
class Stages:
    """Runs what a stage lacks and tells whether the next one can begin.

    ``despite_failures`` lets it begin although some runs failed, as where parameter sets at which the model fails are
    simply not among those that agree with anything.
    """

    how: Execution
    shard: Shard = WHOLE
    despite_failures: bool = False
    ended: list[Ended] = field(default_factory=list)

    def __call__(self, record: Record) -> bool:
        """Run what the store lacks of a stage; nothing more after an interruption."""
        if self.ended and self.ended[-1].interrupted:
            return False
        self.say(f"stage {record.plan.name}")
        record, ended = record.run(self.how, shard=self.shard)
        self.ended.append(ended)
        status = record.status()
        failed = {row["cell"] for row in status.failures} if self.despite_failures else set()
        return set(status.missing) <= failed

    def say(self, line: str) -> None:
        """Print a line of progress."""
        say(self.how.console, line)
