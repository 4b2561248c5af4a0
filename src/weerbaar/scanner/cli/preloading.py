"""Carries out `weerbaar preload-list`: from Chromium's large file to one that is quick to look up."""

from datetime import UTC, date, datetime
from pathlib import Path

from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, complain, say
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.preload_list import read_chromium, write


def run_preload_list(file: str, output: str, reader: Reader, *, taken_on: str, lang: str) -> None:
    """Write the list, and say how many names it has. The old one stays whole until the new one is there.

    Raises:
        Refusal: the file is not Chromium's list, cannot be read, or the day is none.
    """
    reader.language = choose_language(lang)
    source, target = Path(file), Path(output)
    try:
        text, changed_at = source.read_text("utf-8"), source.stat().st_mtime
    except OSError as error:
        raise Refusal("unreadable", {"file": file, "fault": error}) from error
    except UnicodeDecodeError as error:
        raise Refusal("not-preload-list", {"file": file}) from error
    day = _day(taken_on) if taken_on else datetime.fromtimestamp(changed_at, UTC).date()
    entries = read_chromium(text)
    if isinstance(entries, Malformed):
        raise Refusal("not-preload-list", {"file": file})
    beside = target.with_name(f"{target.name}.new")
    beside.write_text(write(entries, day), "utf-8")
    beside.replace(target)
    complain(say(reader.language, "said", "preload-list", file=output, number=len(entries), day=day.isoformat()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not-a-day", {"value": text}) from error
