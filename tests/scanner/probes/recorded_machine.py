"""A device that answers from recordings, and knows no program that is not recorded."""

from collections.abc import Mapping
from datetime import UTC, datetime

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors.machine import Command, Output

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class RecordedMachine:
    """`outputs` by the program and its arguments, or by the name of the command; `asked` is what was run, in order."""

    def __init__(
        self,
        outputs: Mapping[str, Output | Unobserved | str],
        files: Mapping[str, str] | None = None,
        written: Mapping[str, datetime] | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self._outputs = outputs
        self._files = files or {}
        self._written = written or {}
        self._variables = variables or {}
        self.asked: list[Command] = []

    def run(self, command: Command) -> Output | Unobserved:
        self.asked.append(command)
        line = " ".join((command.program, *command.arguments))
        found = self._outputs.get(line, self._outputs.get(command.name))
        if found is None:
            return Unobserved(Reason.NO_SUCH_TOOL, command.name)
        return Output(0, found) if isinstance(found, str) else found

    def read(self, path: str) -> bytes | Unobserved:
        return self._files[path].encode() if path in self._files else Unobserved(Reason.NO_SUCH_TOOL, path)

    def modified_at(self, path: str) -> datetime | Unobserved:
        return self._written.get(path, Unobserved(Reason.NO_SUCH_TOOL, path))

    def variable(self, name: str) -> str:
        return self._variables.get(name, "")

    def now(self) -> datetime:
        return NOW
