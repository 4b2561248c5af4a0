"""`weerbaar verify`: whether a file for the audit is what it was when it was made. Needs nothing of the portal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weerbaar.scanner.cli.door import Reader, door
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, say
from weerbaar.scanner.cli.options import Lang

if TYPE_CHECKING:
    from weerbaar.portal.audits.dossier.verify import Examination

WHOLE, TOUCHED = 0, 1


def verify_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="One file, or several: the oldest first.")],
    key: Annotated[str, typer.Option("--key", metavar="HEX", help="The key that the site shows.")] = "",
    lang: Lang = "",
) -> None:
    """Check the file for an audit: that nothing in it changed, and who signed it. Several have to follow each other."""
    with door() as reader:
        reader.language = choose_language(lang)
        code = _check(files, _key(key), reader)
    raise typer.Exit(code)


def _check(files: list[str], key: str, reader: Reader) -> int:
    # Here, because what checks signatures takes a tenth of a second to load, and every other command would wait for it.
    from weerbaar.portal.audits.dossier.verify import verify_chain

    examinations = verify_chain([_bytes(file) for file in files], public_keys=[key] if key else [])
    for file, examination in zip(files, examinations, strict=True):
        print("\n  ".join(_lines(file, examination, reader, asks=not key)))
    return WHOLE if all(examination.is_whole for examination in examinations) else TOUCHED


def _lines(file: str, examination: "Examination", reader: Reader, *, asks: bool) -> list[str]:
    def line(word: str, **values: object) -> str:
        return say(reader.language, "verify", word, **values)

    cover = examination.cover
    if not examination.is_whole or cover is None:
        return [line("broken", file=file), *(line(flaw.fault.value, name=flaw.name) for flaw in examination.flaws)]
    return [
        line("whole", file=file, number=cover.number, area=cover.area, made=cover.made_at),
        # Said whole: a value inside a sentence is cut where it is long.
        f"{line('fingerprint')} {examination.fingerprint}",
        f"{line('key')} {examination.public_key}",
        *([line("compare")] if asks else []),
    ]


def _bytes(file: str) -> bytes:
    from weerbaar.portal.audits.dossier.archive import MOST_BYTES

    try:
        with Path(file).open("rb") as stream:
            # One byte more than there may be, so that what is too large is found to be.
            return stream.read(MOST_BYTES + 1)
    except OSError as fault:
        raise Refusal("unreadable", {"file": file, "fault": fault}) from fault


def _key(text: str) -> str:
    from weerbaar.portal.audits.dossier.signing import KEY

    key = text.strip().lower()
    if key and not KEY.fullmatch(key):
        raise Refusal("not-a-key", {"value": text})
    return key
