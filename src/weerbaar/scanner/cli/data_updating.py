"""Carries out `weerbaar data update`: reads the source, holds it to be good, and only then puts it in the old one's place."""

import os
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from weerbaar.scanner.cli.datasets import Dataset, Taken, datasets, read_source
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, complain, say
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import SETTING, folder


def run_update(name: str, source: str, into: str, reader: Reader, *, taken_on: str, lang: str) -> None:
    """Renew one dataset and say where it stands now.

    Raises:
        Refusal: there is no such dataset or no folder, or the source is not what it should be; the old data is untouched.
    """
    reader.language = choose_language(lang)
    known = datasets()
    dataset = known.get(name)
    if dataset is None:
        raise Refusal("unknown-data", {"value": name, "choices": ", ".join(known)})
    place = Path(into) if into else folder()
    if place is None:
        raise Refusal("no-data-folder", {"setting": SETTING})
    path = Path(source)
    try:
        changed_at = path.stat().st_mtime
        day = _day(taken_on) if taken_on else datetime.fromtimestamp(changed_at, UTC).date()
        text = dataset.make(Taken(source, read_source(path), day))
    except OSError as error:
        raise Refusal("unreadable", {"file": source, "fault": error}) from error
    except InvalidReferenceData as error:
        raise Refusal("bad-data", {"file": error.file, "number": error.line, "fault": error.fault}) from error
    target = _put(dataset, place, text, changed_at)
    complain(say(reader.language, "said", "data-updated", name=name, file=target, day=day.isoformat()))


def _put(dataset: Dataset, place: Path, text: str, changed_at: float) -> Path:
    """Write beside the old file and take its place in one step. The file keeps the age of its source."""
    place.mkdir(parents=True, exist_ok=True)
    target = place / dataset.file
    handle, beside = tempfile.mkstemp(prefix=f".{dataset.file}.", dir=place)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
        Path(beside).chmod(0o644)
        os.utime(beside, (changed_at, changed_at))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return target


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal("not-a-day", {"value": text}) from error
