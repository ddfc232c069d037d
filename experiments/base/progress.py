"""Report the progress of a batch: a bar on a terminal, a plain line now and then in a log."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10.0


def say(console: Console, line: str) -> None:
    """Print a line unchanged and unbroken, even if it is wider than the console."""
    console.print(line, markup=False, highlight=False, soft_wrap=True)


class Counter:
    """Counts runs that finished or failed, as a context manager around the batch."""

    def __init__(self, total: int, console: Console, *, quiet: bool = False) -> None:
        """Count up to ``total`` and show it on ``console``, unless ``quiet``."""
        self.total, self.console, self.quiet = total, console, quiet
        self.done = self.failed = 0
        self.started = self.last_line = time.monotonic()
        self.bar = _bar(console) if console.is_terminal and total and not quiet else None

    def __enter__(self) -> Self:
        """Show the bar, if there is one."""
        if self.bar:
            self.bar.start()
            self.task = self.bar.add_task("runs", total=self.total, rate="", failed="")
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Remove the bar, or end a log with a last line."""
        if self.bar:
            self.bar.stop()
        elif self.total and not self.quiet:
            self._print()

    def count(self, finished: int, failed: int) -> None:
        """Add runs that have just ended."""
        self.done += finished
        self.failed += failed
        if self.bar:
            ended = self.done + self.failed
            self.bar.update(self.task, completed=ended, rate=self._rate(), failed=f"{self.failed} failed")
        elif not self.quiet and time.monotonic() - self.last_line > SECONDS_BETWEEN_LINES:
            self._print()

    def _rate(self) -> str:
        return f"{self._per_second():.2f} runs/s"

    def _per_second(self) -> float:
        return (self.done + self.failed) / max(time.monotonic() - self.started, 1e-9)

    def _print(self) -> None:
        self.last_line = time.monotonic()
        ended = self.done + self.failed
        left = f"{(self.total - ended) / self._per_second():.0f} s left" if ended else "time left unknown"
        say(self.console, f"{ended}/{self.total} runs, {self._rate()}, {left}, {self.failed} failed")


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
        console=console,
    )
