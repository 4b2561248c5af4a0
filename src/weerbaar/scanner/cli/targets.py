"""Which domains are to be scanned: from the arguments, a file or standard input."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from weerbaar.scanner.cli.messages import Refusal
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName

STDIN = "-"


@dataclass(frozen=True)
class WrongName:
    """What cannot be scanned. `line` counts from 1 in a file or standard input, and is 0 for an argument."""

    line: int
    error: InvalidDomainName


@dataclass(frozen=True)
class Targets:
    """The names in the order given, each once, the texts that are no names, and who does not want to be measured."""

    names: tuple[DomainName, ...]
    wrong: tuple[WrongName, ...]
    opted_out: tuple[DomainName, ...] = ()


def read_targets(arguments: Iterable[str], input_file: str = "") -> Targets:
    """Names from the arguments first, then from the file. `-` is standard input, in either place.

    Raises:
        Refusal: nothing was given, or the file cannot be read.
    """
    texts: list[tuple[int, str]] = []
    for argument in arguments:
        texts.extend(_lines(STDIN) if argument == STDIN else [(0, argument)])
    if input_file:
        texts.extend(_lines(input_file))
    if not texts:
        raise Refusal("no-names" if input_file else "no-target", {"file": input_file})
    names: dict[str, DomainName] = {}
    wrong: list[WrongName] = []
    for line, text in texts:
        try:
            name = DomainName.parse(text)
        except InvalidDomainName as error:
            wrong.append(WrongName(line, error))
        else:
            names.setdefault(name.ascii, name)
    return Targets(tuple(names.values()), tuple(wrong))


def read_text(file: str) -> str:
    """The text of a file or of standard input. Bytes that are no UTF-8 become a sign that no name has.

    Raises:
        Refusal: the file cannot be read.
    """
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        raise Refusal("unreadable", {"file": file, "fault": error}) from error
    return data.decode("utf-8-sig", "replace")


def _lines(file: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that hold something; `#` starts a remark."""
    for number, line in enumerate(read_text(file).splitlines(), 1):
        text = line.partition("#")[0].strip()
        if text:
            yield number, text
