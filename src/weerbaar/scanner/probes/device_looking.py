"""How the probes of a device look: a command, a parser, and an observation of what came of it."""

from collections.abc import Callable
from typing import TypeVar

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.probes.doors.machine import Command, Machine, Output

T = TypeVar("T")
# The same words on Linux and macOS (POSIX, id).
USER_NUMBER = Command("id", "id", ("-u",))
# Of several ways that all failed, the reason that helps the reader most.
_TELLING = (Reason.NOT_PERMITTED, Reason.TIMEOUT, Reason.TOO_LARGE, Reason.PROTOCOL_ERROR, Reason.TOOL_FAILED)


def look(machine: Machine, command: Command, parse: Callable[[str], T | Malformed]) -> Observation[T]:
    """What the parser makes of the command's output. Of what the program complains nothing is kept."""
    output = ask(machine, command)
    return output if isinstance(output, Unobserved) else understood(machine, command.name, parse(output.text))


def ask(machine: Machine, command: Command) -> Output | Unobserved:
    """The output of a command that ended as expected; a refusal or a failure is a reason."""
    output = machine.run(command)
    if isinstance(output, Unobserved):
        return output
    said = f"{output.text[:2000]}\n{output.complaint[:2000]}"
    if output.code in command.denied_codes or any(word in said for word in command.denied):
        return Unobserved(Reason.NOT_PERMITTED, command.name)
    if output.code in command.absent_codes:
        return Unobserved(Reason.NO_SUCH_TOOL, command.name)
    return output if output.code in command.expects else Unobserved(Reason.TOOL_FAILED, command.name)


def look_in(machine: Machine, name: str, path: str, parse: Callable[[str], T | Malformed]) -> Observation[T]:
    """What the parser makes of a file; `name` is how the report calls it."""
    data = machine.read(path)
    if isinstance(data, Unobserved):
        return Unobserved(data.reason, name)
    return understood(machine, name, parse(data.decode("utf-8", "replace")))


def understood(machine: Machine, name: str, value: T | Malformed) -> Observation[T]:
    """The value as seen now, or that it could not be understood."""
    if isinstance(value, Malformed):
        return Unobserved(Reason.PROTOCOL_ERROR, name)
    return Observed(value, machine.now(), name)


def first_seen(*looks: Callable[[], Observation[T]]) -> Observation[T]:
    """The first way that shows something, each tried only when those before it failed; else the most telling reason."""
    failed: list[Unobserved] = []
    for take in looks:
        seen = take()
        if isinstance(seen, Observed):
            return seen
        failed.append(seen)
    for reason in _TELLING:
        for unobserved in failed:
            if unobserved.reason is reason:
                return unobserved
    return failed[0]


def runs_as_root(machine: Machine) -> bool | Unobserved:
    """Whether this runs as the administrator, whose own settings are not those of the person who works here."""
    number = ask(machine, USER_NUMBER)
    return number if isinstance(number, Unobserved) else number.text.strip() == "0"
