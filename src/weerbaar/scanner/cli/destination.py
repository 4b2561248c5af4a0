"""Where a report goes, and in which form."""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from weerbaar.scanner.cli.messages import Refusal


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    PDF = "pdf"
    CSV = "csv"
    SARIF = "sarif"

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return ".txt" if self is Format.TEXT else f".{self.value}"


# Forms that are one document about one domain.
ONE_DOMAIN = frozenset({Format.JSON, Format.HTML, Format.PDF})
# Forms that hold many domains, and make no sense cut into one file each.
ONE_FILE = frozenset({Format.JSONL, Format.SARIF})


@dataclass(frozen=True)
class Destination:
    """`folder` gets one file for each domain; `file` gets everything; with neither it goes to standard output."""

    format: Format
    file: Path | None = None
    folder: Path | None = None

    def path_for(self, target: str) -> Path:
        """The file of one domain in the folder. `target` is a name in ASCII, so it holds no path."""
        return (self.folder or Path()) / f"weerbaar-{target}{self.format.suffix}"

    @property
    def is_screen(self) -> bool:
        """Whether a person watches the output itself."""
        return self.file is None and self.folder is None and sys.stdout.isatty()


def choose_destination(form: str, output: str, domains: int) -> Destination:
    """Read `--format` and `--output`. Without a form the file's ending decides, else it is text.

    Raises:
        Refusal: an unknown form, a form that cannot hold many domains, or a folder for a form that is one file.
    """
    chosen = _format_of(form, output)
    if output and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        if chosen in ONE_FILE:
            raise Refusal("one-file", {"format": chosen.value})
        return Destination(chosen, folder=Path(output))
    if domains > 1 and chosen in ONE_DOMAIN:
        raise Refusal("one-domain", {"format": chosen.value})
    if not output or output == "-":
        on_screen = not output and chosen in (Format.HTML, Format.PDF) and sys.stdout.isatty()
        return Destination(chosen, folder=Path()) if on_screen else Destination(chosen)
    return Destination(chosen, file=Path(output))


def _format_of(form: str, output: str) -> Format:
    if not form:
        ending = Path(output).suffix.lower()
        return next((known for known in Format if known.suffix == ending), Format.TEXT)
    try:
        return Format(form.strip().lower())
    except ValueError as error:
        raise Refusal("unknown-format", {"value": form, "choices": ", ".join(Format)}) from error


def open_output(destination: Destination) -> BinaryIO | None:
    """Open the file, or make the folder, before the scan starts; None when each domain gets its own file.

    Raises:
        Refusal: it cannot be written.
    """
    if destination.folder is not None:
        try:
            destination.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(destination.folder, error) from error
        if not os.access(destination.folder, os.W_OK):
            raise _unwritable(destination.folder, PermissionError(13, "denied"))
        return None
    if destination.file is None:
        return sys.stdout.buffer
    try:
        return destination.file.open("wb")
    except OSError as error:
        raise _unwritable(destination.file, error) from error


def write_file(path: Path, data: bytes) -> None:
    """Write one whole file.

    Raises:
        Refusal: it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> Refusal:
    return Refusal("unwritable", {"file": path, "fault": error})
