"""`weerbaar order`: does the draw of a day again, from its published seed and a list of fits. Needs nothing of the portal."""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from weerbaar.portal.providers.daily_order import SEED, in_order, promise
from weerbaar.scanner.cli.door import Reader, door
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, complain, say
from weerbaar.scanner.cli.options import Lang

SAME, OTHER = 0, 1
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class FitsList:
    """A list as the site gives it. What is empty was not in it."""

    day: str
    scope: str
    promise: str
    fits: dict[str, int]
    order: list[str]


def order_command(
    day: Annotated[str, typer.Option("--date", metavar="DAY", help="The day of the list, such as 2026-11-24.")],
    seed: Annotated[str, typer.Option("--seed", metavar="HEX", help="The seed of that day, shown the day after.")],
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The list of fits as the site gives it; - is standard input.")
    ] = "-",
    lang: Lang = "",
) -> None:
    """Do the draw of a day again: print who stands where, and say whether the list stood in that order."""
    with door() as reader:
        reader.language = choose_language(lang)
        code = _again(_day(day), _seed(seed), file, reader)
    raise typer.Exit(code)


def _again(day: date, seed: str, file: str, reader: Reader) -> int:
    listed = read_fits(_text(file), file)
    if listed.day and listed.day != day.isoformat():
        raise Refusal("other-day", {"file": file, "day": listed.day, "value": day})
    if listed.promise and listed.promise != promise(seed):
        raise Refusal("other-seed", {"day": day})
    order = list(in_order(listed.fits, seed, listed.scope))
    for provider in order:
        print(provider)
    if not listed.order:
        return SAME
    same = order == listed.order
    complain(say(reader.language, "order", "same" if same else "other", file=file))
    return SAME if same else OTHER


def read_fits(text: str, file: str) -> FitsList:
    """The list in a file.

    Raises:
        Refusal: it is no list of fits.
    """
    try:
        data: Any = json.loads(text)
        fits = {_word(one["provider"]): _whole(one["fit"]) for one in data["fits"]}
        order = [_word(one) for one in data.get("order", [])]
        day, scope, promised = (_word(data.get(name, "")) for name in ("day", "scope", "seed_sha256"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal("not-fits", {"file": file}) from error
    if len(fits) != len(data["fits"]):
        raise Refusal("not-fits", {"file": file})
    return FitsList(day, scope, promised, fits, order)


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _text(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.buffer.read(_MOST_BYTES).decode()
        with Path(file).open("rb") as stream:
            return stream.read(_MOST_BYTES).decode()
    except OSError as fault:
        raise Refusal("unreadable", {"file": file, "fault": fault}) from fault
    except UnicodeDecodeError as fault:
        raise Refusal("not-fits", {"file": file}) from fault


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("not-a-day", {"value": text}) from error


def _seed(text: str) -> str:
    seed = text.strip().lower()
    if not SEED.fullmatch(seed):
        raise Refusal("not-a-seed", {"value": text})
    return seed
