"""Prints results as they come in: each at once where a reader wants that, else in the order of the names."""

import os
import shutil
import sys
from pathlib import Path

from weerbaar.scanner.cli.destination import Destination, Format, open_output, write_file
from weerbaar.scanner.report.compose import compose
from weerbaar.scanner.report.method import nothing_to_see
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.language import Language

# Wider lines are hard to read, whatever the terminal allows.
_WIDEST, _NARROWEST = 100, 40
_FOR_PROGRAMS = frozenset({Format.JSON, Format.JSONL, Format.CSV, Format.SARIF})


class Printer:
    """One for each command. Making one opens the file, so that what cannot be written is said before the scan.

    Raises:
        Refusal: the file or folder cannot be written.
    """

    def __init__(self, destination: Destination, language: Language) -> None:
        self.destination = destination
        self._language = language
        self._output = open_output(destination)
        self._waiting: dict[int, bytes] = {}
        self._next = 0
        self._kept: dict[int, ScanResult] = {}
        self._written = 0

    def is_worth(self, result: ScanResult) -> bool:
        """Whether there is something to print: programs get every result, people no report about nothing."""
        return self.destination.format in _FOR_PROGRAMS or not nothing_to_see(result)

    def render(self, result: ScanResult) -> bytes:
        """The form of one result. Safe to run in a thread, since it changes nothing here."""
        match self.destination.format:
            case Format.JSON:
                return _json(result)
            case Format.JSONL:
                return _json_line(result)
            case Format.HTML:
                return _html(result, self._language)
            case Format.PDF:
                return _pdf(result, self._language)
            case Format.CSV:
                return _csv(result, self._language, with_header=self.destination.folder is not None)
            case Format.TEXT:
                return _text(result, self._language, self.destination)
            case Format.SARIF:
                return b""

    def add(self, position: int, result: ScanResult, rendered: bytes) -> Path | None:
        """Take what was rendered of the name at this position; nothing where it is not worth it.

        Prints what can be printed now. Gives the file, where the result got one of its own.
        """
        if self.destination.folder is not None:
            return self._write_own(result, rendered)
        if self.destination.format is Format.JSONL:
            self._write(rendered)
        elif self.destination.format is Format.SARIF:
            self._kept[position] = result
        else:
            self._waiting[position] = rendered
            while self._next in self._waiting:
                self._write_next(self._waiting.pop(self._next))
        return None

    def _write_own(self, result: ScanResult, rendered: bytes) -> Path | None:
        if not rendered:
            return None
        path = self.destination.path_for(result.target)
        write_file(path, rendered)
        return path

    def finish(self) -> None:
        """Print what needed all results, and close the file."""
        if self.destination.format is Format.SARIF:
            self._write(_sarif([self._kept[position] for position in sorted(self._kept)], self._language))
        if self._output is not None and self.destination.file is not None:
            self._output.close()
            if not self._written and self.destination.file.is_file():
                self.destination.file.unlink()

    def _write_next(self, data: bytes) -> None:
        self._next += 1
        if not data:
            return
        if not self._written and self.destination.format is Format.CSV:
            self._write(_csv_header())
        elif self._written and self.destination.format is Format.TEXT:
            self._write(b"\n\n")
        self._write(data)

    def _write(self, data: bytes) -> None:
        if self._output is not None:
            self._output.write(data)
            self._output.flush()
            self._written += len(data)


def quiet_stdout() -> None:
    """Let nothing more be written to a reader who is gone, not even by the interpreter's last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _json(result: ScanResult) -> bytes:
    from weerbaar.scanner.report.as_json import render

    return render(result).encode("ascii")


def _json_line(result: ScanResult) -> bytes:
    from weerbaar.scanner.report.as_json import render_line

    return render_line(result).encode("ascii")


def _html(result: ScanResult, language: Language) -> bytes:
    from weerbaar.scanner.report.html import render

    return render(compose(result, language)).encode("utf-8")


def _pdf(result: ScanResult, language: Language) -> bytes:
    from weerbaar.scanner.report.pdf import render

    return render(compose(result, language))


def _csv(result: ScanResult, language: Language, *, with_header: bool) -> bytes:
    from weerbaar.scanner.report.as_csv import render

    rows = render(result, compose(result, language)).encode("utf-8")
    return _csv_header() + rows if with_header else rows


def _csv_header() -> bytes:
    from weerbaar.scanner.report.as_csv import header

    return header().encode("utf-8")


def _sarif(results: list[ScanResult], language: Language) -> bytes:
    from weerbaar.scanner.report.sarif import render

    return render(results, language).encode("ascii")


def _text(result: ScanResult, language: Language, destination: Destination) -> bytes:
    from weerbaar.scanner.report.text import Style, render

    if destination.file is not None or destination.folder is not None:
        return render(compose(result, language)).encode("utf-8")
    encoding = sys.stdout.encoding or "ascii"
    width = min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns)) if sys.stdout.isatty() else 80
    style = Style(width=width, colour=wants_colour(), unicode=can_show(encoding))
    return render(compose(result, language), style).encode(encoding, "replace")


def wants_colour() -> bool:
    """Whether standard output is a terminal that shows colour, and the person did not ask for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def can_show(encoding: str) -> bool:
    try:
        "■▲✓○─│·…€é".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
