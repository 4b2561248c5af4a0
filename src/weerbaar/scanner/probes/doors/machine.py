"""The door to the device that we run on: fixed commands that only read, fixed files, never a shell."""

import os
import signal
import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors.clock import Clock

MOST_BYTES = 4_000_000
# Only where the system keeps its own programs: a program of the same name in a person's folder is not started.
_FOLDERS = ("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/libexec/ApplicationFirewall")
_WINDOWS_FOLDERS = ("System32", r"System32\WindowsPowerShell\v1.0", r"System32\wbem")
# What the programs need to find the desktop's settings and their own files; the rest of the environment stays out.
_KEPT = ("HOME", "USER", "LOGNAME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
_KEPT_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
                 "PROGRAMFILES", "PROGRAMDATA", "PSMODULEPATH", "PATHEXT", "COMSPEC")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """One program and its arguments. `name` is how the report calls it: words of ours, never an argument that varies.

    `expects` are the exit codes of an answer. `denied_codes` and `denied` (words in what it says) mark a refusal for want
    of rights, `absent_codes` that there is no such thing on this device.
    """

    name: str
    program: str
    arguments: tuple[str, ...] = ()
    expects: frozenset[int] = frozenset({0})
    denied_codes: frozenset[int] = frozenset()
    denied: tuple[str, ...] = ()
    absent_codes: frozenset[int] = frozenset()
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Output:
    """What a program left: its exit code and its text, standard error apart."""

    code: int
    text: str
    complaint: str = ""


class Machine(Protocol):
    """What the probes of a device look through."""

    def run(self, command: Command) -> Output | Unobserved: ...

    def read(self, path: str) -> bytes | Unobserved: ...

    def modified_at(self, path: str) -> datetime | Unobserved: ...

    def variable(self, name: str) -> str: ...

    def now(self) -> datetime: ...


class ThisMachine:
    """The device itself. `folders` are where its programs may stand."""

    def __init__(
        self, clock: Clock, environ: Mapping[str, str] = os.environ, folders: tuple[str, ...] | None = None
    ) -> None:
        self._clock = clock
        self._environ = environ
        self._folders = folders or tuple(_system_folders(environ))

    def run(self, command: Command) -> Output | Unobserved:
        """The output of a program; NO_SUCH_TOOL, NOT_PERMITTED, TIMEOUT or TOO_LARGE when there is none to judge."""
        program = self._find(command.program)
        if program is None:
            return Unobserved(Reason.NO_SUCH_TOOL, command.name)
        # Files and not pipes: a program that says too much fills neither our memory nor a pipe that blocks it.
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
            try:
                process = subprocess.Popen(  # noqa: S603 (a fixed program by its full path, without a shell)
                    [str(program), *command.arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=complained,
                    cwd=program.anchor,
                    env=self._environment(),
                    start_new_session=True,
                )
            except PermissionError:
                return Unobserved(Reason.NOT_PERMITTED, command.name)
            except OSError:
                return Unobserved(Reason.TOOL_FAILED, command.name)
            if not _ends(process, command.timeout_s):
                return Unobserved(Reason.TIMEOUT, command.name)
            text, complaint = _text(said), _text(complained)
        if text is None or complaint is None:
            return Unobserved(Reason.TOO_LARGE, command.name)
        return Output(process.returncode, text, complaint)

    def read(self, path: str) -> bytes | Unobserved:
        """The content of a plain file, unpacked where its name ends in `.gz`."""
        try:
            if not Path(path).is_file():
                return Unobserved(Reason.NO_SUCH_TOOL, path)
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
            if path.endswith(".gz"):
                # 16 more than the window says: a gzip frame around it (zlib manual, inflateInit2)
                data = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, MOST_BYTES + 1)
        except PermissionError:
            return Unobserved(Reason.NOT_PERMITTED, path)
        except (OSError, zlib.error):
            return Unobserved(Reason.TOOL_FAILED, path)
        return data if len(data) <= MOST_BYTES else Unobserved(Reason.TOO_LARGE, path)

    def modified_at(self, path: str) -> datetime | Unobserved:
        """When the file or folder was last written."""
        try:
            return datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
        except PermissionError:
            return Unobserved(Reason.NOT_PERMITTED, path)
        except OSError:
            return Unobserved(Reason.NO_SUCH_TOOL, path)

    def variable(self, name: str) -> str:
        """A variable of the environment, empty where there is none."""
        return self._environ.get(name, "")

    def now(self) -> datetime:
        """This moment, in whole seconds."""
        return self._clock.now().replace(microsecond=0)

    def _find(self, program: str) -> Path | None:
        for folder in self._folders:
            path = Path(folder) / program
            if path.is_file():
                return path
        return None

    def _environment(self) -> dict[str, str]:
        kept = _KEPT_WINDOWS if os.name == "nt" else _KEPT
        values = {name: self._environ[name] for name in kept if name in self._environ}
        return {**values, "LC_ALL": "C", "LANG": "C", "PATH": os.pathsep.join(self._folders)}


def _system_folders(environ: Mapping[str, str]) -> Iterator[str]:
    if os.name != "nt":
        yield from _FOLDERS
        return
    root = Path(environ.get("SYSTEMROOT", r"C:\Windows"))
    yield from (str(root / folder) for folder in _WINDOWS_FOLDERS)


def _ends(process: subprocess.Popen[bytes], timeout_s: float) -> bool:
    """Whether it ended by itself in time. It never stays behind: not after a timeout, and not when we are interrupted."""
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    # The whole session: a program that waits for one of its own would leave that one behind.
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _text(file: BinaryIO) -> str | None:
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    return data.decode("utf-8", "replace") if len(data) <= MOST_BYTES else None
