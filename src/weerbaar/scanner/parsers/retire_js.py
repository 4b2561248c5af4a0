"""Reads the repository of holes that the project Retire.js publishes (`repository/jsrepository*.json`, Apache-2.0)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.version_number import VersionNumber

# Its names for the libraries of `script_libraries.toml`, where they differ from ours.
_NAMES = {"moment": "moment.js", "underscore": "underscore.js", "backbone": "backbone.js", "mustache": "mustache.js"}
_HERS = {
    "prototype": "prototypejs",
    "prettyphoto": "jquery.prettyPhoto",
    "knockout": "knockout",
    "dompurify": "DOMPurify",
}
# Kinds of weaknesses (CWE) that only keep the visitor's own browser busy.
_BUSY = frozenset({"CWE-185", "CWE-400", "CWE-674", "CWE-1333", "CWE-1104", "CWE-477"})


def parse(text: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]] | Malformed:
    """Rows of `script_libraries.toml` with the holes of the repository; a row that it does not know stays as it is."""
    try:
        repository = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Malformed(text[:60], getattr(error, "pos", 0), "no JSON")
    if not isinstance(repository, dict) or not any(
        isinstance(one, dict) and "vulnerabilities" in one for one in repository.values()
    ):
        return Malformed(text[:60], 0, "no library with vulnerabilities")
    renewed = []
    for row in rows:
        hers = next(
            (name for name in (_HERS.get(row["id"], ""), _NAMES.get(row["id"], ""), row["id"]) if name in repository),
            "",
        )
        if not hers:
            renewed.append(row)
            continue
        vulnerabilities = repository[hers].get("vulnerabilities")
        if not isinstance(vulnerabilities, list) or not all(isinstance(one, dict) for one in vulnerabilities):
            return Malformed(hers, max(text.find(json.dumps(hers)), 0), f"{hers} has no list of vulnerabilities")
        renewed.append({**row, "holes": list(_holes(vulnerabilities))})
    return renewed


def _holes(vulnerabilities: list[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for one in vulnerabilities:
        first, below = str(one.get("atOrAbove", "")), str(one.get("below", ""))
        if VersionNumber.parse(below) is None:
            continue
        hole = {"below": below, "id": _id(one.get("identifiers")), "severity": _severity(one)}
        number = VersionNumber.parse(first)
        yield {"from": first, **hole} if number is not None and any(number.parts) else hole


def _id(identifiers: Any) -> str:
    known = identifiers if isinstance(identifiers, dict) else {}
    cves = known.get("CVE")
    if isinstance(cves, list) and cves:
        return str(cves[0])
    return str(known.get("githubID") or known.get("summary") or "no name")[:60]


def _severity(one: Mapping[str, Any]) -> str:
    kinds = one.get("cwe")
    is_busy = isinstance(kinds, list) and bool(kinds) and _BUSY.issuperset(map(str, kinds))
    return "serious" if one.get("severity") in ("high", "critical") and not is_busy else "minor"
