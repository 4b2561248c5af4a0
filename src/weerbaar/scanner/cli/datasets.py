"""The data that an operator can renew: what each is called, from which file it is made, and how that is held to be good."""

import gzip
import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from weerbaar.scanner.checks import device_support
from weerbaar.scanner.parsers import (
    endoflife,
    preload_list,
    product_versions,
    products,
    rdap,
    retire_js,
    ris_dump,
    script_libraries,
    sign_in_places,
    third_parties,
    third_party_web,
    vrps,
)
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.domain_name import SUFFIX_FILE
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import KEPT_FILES, Table, current, read_table

_OWN_FORM = "a TOML file in the form of the built-in one"
_SUFFIX_MARKS = ("===BEGIN ICANN DOMAINS===", "===END ICANN DOMAINS===")
# Where the package third-party-web keeps its list, in the file that `npm pack third-party-web` makes.
_IN_PACKAGE = "package/dist/entities-httparchive.json"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a source: `file` for messages, its text, and the day it is of."""

    file: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Dataset:
    """`file` is its name in the operator's folder; `made_from` says what `make` takes; `table` is the built-in one, if any.

    `make` gives the text to keep, or raises InvalidReferenceData.
    """

    name: str
    file: str
    made_from: str
    make: Callable[[Taken], str]
    table: Path | None = None


def read_source(path: Path) -> str:
    """The text of a source: as it is, packed with gzip, or inside the package of npm that holds it.

    Raises:
        OSError: it cannot be opened.
        InvalidReferenceData: it cannot be unpacked or is no text.
    """
    data = path.read_bytes()
    try:
        if path.suffix == ".tgz":
            with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as package:
                member = package.extractfile(_IN_PACKAGE)
                return member.read().decode("utf-8") if member else ""
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (tarfile.TarError, KeyError, EOFError, gzip.BadGzipFile, UnicodeDecodeError) as error:
        raise InvalidReferenceData(str(path), 1, type(error).__name__) from error


def datasets() -> Mapping[str, Dataset]:
    """All of them by name, in the order of the list."""
    kept = KEPT_FILES
    every = (
        _table(
            "third-parties",
            third_parties.FILE,
            "npm package third-party-web (.tgz), or its entities*.json",
            _third_parties,
        ),
        _table(
            "product-versions",
            product_versions.FILE,
            "JSON of endoflife.date: /api/v1/products/full",
            _product_versions,
        ),
        _table("script-libraries", script_libraries.FILE, "jsrepository*.json of Retire.js", _script_libraries),
        _table("products", products.FILE, _OWN_FORM, _as_is(products.read)),
        _table("third-parties-local", third_parties.LOCAL_FILE, _OWN_FORM, _as_is(third_parties.read)),
        _table("sign-in-places", sign_in_places.FILE, _OWN_FORM, _as_is(_general)),
        _table("device-support", device_support.FILE, _OWN_FORM, _as_is(device_support.read)),
        Dataset("vrps", kept["WEERBAAR_VRPS"], "JSON export of rpki-client or Routinator (.gz too)", _vrps),
        Dataset("ris-v4", kept["WEERBAAR_RIS_V4"], "riswhoisdump.IPv4 of RIPE NCC (.gz too)", _ris),
        Dataset("ris-v6", kept["WEERBAAR_RIS_V6"], "riswhoisdump.IPv6 of RIPE NCC (.gz too)", _ris),
        Dataset("rdap", kept["WEERBAAR_RDAP"], "RDAP domain objects, one a line", _rdap),
        Dataset(
            "hsts-preload", kept["WEERBAAR_HSTS_PRELOAD"], "transport_security_state_static.json of Chromium", _preload
        ),
        Dataset("public-suffix", SUFFIX_FILE, "public_suffix_list.dat of publicsuffix.org", _suffixes),
    )
    return {one.name: one for one in every}


def _table(name: str, path: Path, made_from: str, make: Callable[[Taken], str]) -> Dataset:
    return Dataset(name, path.name, made_from, make, path)


def _third_parties(taken: Taken) -> str:
    rows = _good(third_party_web.parse(taken.text), taken)
    return _checked(third_parties.FILE, {"owner": rows}, taken, third_parties.read)


def _product_versions(taken: Taken) -> str:
    built_in = read_table(product_versions.FILE)
    rows = _good(endoflife.parse(taken.text, built_in.content["product"], taken.day), taken)
    return _checked(product_versions.FILE, {"product": rows}, taken, product_versions.read)


def _script_libraries(taken: Taken) -> str:
    built_in = read_table(script_libraries.FILE)
    rows = _good(retire_js.parse(taken.text, built_in.content["library"]), taken)
    return _checked(
        script_libraries.FILE, {"library": rows, "host": built_in.content["host"]}, taken, script_libraries.read_and_try
    )


def _vrps(taken: Taken) -> str:
    found = vrps.parse(taken.text)
    if isinstance(found, Malformed) or not found.payloads:
        raise InvalidReferenceData(
            taken.file, 1, found.fault if isinstance(found, Malformed) else "no route authorisation"
        )
    return taken.text


def _ris(taken: Taken) -> str:
    lines = taken.text.splitlines()
    for number, line in enumerate(lines, 1):
        parts = line.split("\t")
        if line and not line.startswith("%") and (len(parts) != 3 or not parts[2].strip().isdigit()):
            raise InvalidReferenceData(taken.file, number, "no origin, prefix and number of peers")
    if next(iter(ris_dump.read_routes(lines)), None) is None:
        raise InvalidReferenceData(taken.file, 1, "no route that enough peers see")
    return taken.text


def _rdap(taken: Taken) -> str:
    answers = [(number, line) for number, line in enumerate(taken.text.splitlines(), 1) if line.strip()]
    for number, line in answers:
        found = rdap.parse(line)
        if isinstance(found, Malformed):
            raise InvalidReferenceData(taken.file, number, found.fault)
    if not answers:
        raise InvalidReferenceData(taken.file, 1, "no domain")
    return taken.text


def _preload(taken: Taken) -> str:
    entries = preload_list.read_chromium(taken.text)
    if isinstance(entries, Malformed):
        raise InvalidReferenceData(taken.file, _line(taken.text, entries.at), entries.fault)
    return preload_list.write(entries, taken.day)


def _suffixes(taken: Taken) -> str:
    lines = taken.text.splitlines()
    for number, line in enumerate(lines, 1):
        rule = line.split("//")[0].strip()
        if rule and any(character.isspace() or character in "<>{}\"'" for character in rule):
            raise InvalidReferenceData(taken.file, number, "no rule of a suffix")
    if not all(mark in taken.text for mark in _SUFFIX_MARKS) or "nl" not in lines:
        raise InvalidReferenceData(taken.file, 1, "not the whole list")
    return taken.text


def _general(table: Table) -> object:
    return table.rows("general", ("product", "path"))


def _as_is(read: Callable[[Table], object]) -> Callable[[Taken], str]:
    def make(taken: Taken) -> str:
        _read_back(taken.text, taken.file, read)
        return taken.text

    return make


def _good(rows: list[dict[str, Any]] | Malformed, taken: Taken) -> list[dict[str, Any]]:
    if isinstance(rows, Malformed):
        raise InvalidReferenceData(taken.file, _line(taken.text, rows.at), rows.fault)
    return rows


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _checked(
    built_in: Path, rows: Mapping[str, list[dict[str, Any]]], taken: Taken, read: Callable[[Table], object]
) -> str:
    """The table as TOML, with the head of the built-in one renewed, and read back before anybody relies on it."""
    known = current(built_in)
    lines = [
        f"# Made by `weerbaar data update {known.id}`.",
        f"id = {_toml(known.id)}",
        f"version = {known.version + 1}",
        f"checked_on = {taken.day.isoformat()}",
        f"stale_after_days = {known.stale_after_days}",
        f"source = {_toml(Path(taken.file).name)}",
        "verified = true",
    ]
    for kind, own in rows.items():
        for row in own:
            lines += ["", f"[[{kind}]]", *(f"{key} = {_toml(value)}" for key, value in row.items())]
    text = "\n".join(lines) + "\n"
    _read_back(text, taken.file, read)
    return text


def _read_back(text: str, file: str, read: Callable[[Table], object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file).name
        path.write_text(text, "utf-8")
        try:
            read(read_table(path))
        except InvalidReferenceData as error:
            raise InvalidReferenceData(file, error.line, error.fault) from error


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    # A string of JSON is a basic string of TOML, once the one control character that JSON lets through is gone.
    return json.dumps(str(value).replace("\x7f", " "), ensure_ascii=False) if isinstance(value, str) else str(value)
