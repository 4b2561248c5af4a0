"""Live progress on standard error, for a person at a terminal. In a pipe it says nothing."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from weerbaar.scanner.cli.messages import say
from weerbaar.scanner.probes.probe import Stage
from weerbaar.scanner.scan.progress import CheckConcluded, Listener, Progress, StageEnded, StageStarted
from weerbaar.scanner.vocabulary.language import Language

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Live:
    """`with Live(language, total) as live`; `live.listener(name)` hears one scan, `live.done()` counts it."""

    def __init__(self, language: Language, total: int) -> None:
        self._language = language
        self._total = total
        self._done = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def listener(self) -> Listener | None:
        """What hears a scan; only a scan of one domain tells its stages."""
        if self._bar is None or self._total > 1:
            return None
        open_stages: list[Stage] = []

        def hear(progress: Progress) -> None:
            if isinstance(progress, StageStarted):
                open_stages.append(progress.stage)
            elif isinstance(progress, StageEnded) and progress.stage in open_stages:
                open_stages.remove(progress.stage)
            elif isinstance(progress, CheckConcluded):
                self._update(completed=progress.done, total=progress.total)
            self._describe(open_stages[0].value if open_stages else "judging")

        return hear

    def done(self) -> None:
        """One more domain is done."""
        self._done += 1
        if self._total > 1 and self._bar is not None and self._task is not None:
            text = say(self._language, "progress", "many", done=self._done, total=self._total)
            self._bar.update(self._task, description=text, completed=self._done)

    def pause(self) -> None:
        """Clear the line, so that something else can be printed."""
        if self._bar is not None:
            self._bar.stop()

    def go_on(self) -> None:
        """Show the line again."""
        if self._bar is not None:
            self._bar.start()

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(bar_width=24))
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=8)
        first = say(self._language, "progress", "many", done=0, total=self._total)
        text = say(self._language, "progress", "address") if self._total == 1 else first
        self._task = self._bar.add_task(text, total=self._total if self._total > 1 else None)
        self._bar.start()

    def _describe(self, key: str) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=say(self._language, "progress", key))

    def _update(self, completed: int, total: int) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=completed, total=total)
