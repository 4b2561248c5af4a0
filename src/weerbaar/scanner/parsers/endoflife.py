"""Reads what endoflife.date says of products (MIT licence): all of them, one, or several of the older form.

All are the answer to `/api/v1/products/full`, one that to `/api/v1/products/wordpress`; of the older form (`/api/wordpress.json`)
an object is wanted that has the answer of each product under its name.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.version_number import VersionNumber

# Its names, and ours where they differ.
_NAMES = {"concrete": "concrete-cms", "craft": "craft-cms"}


def parse(text: str, rows: list[dict[str, Any]], taken_on: date) -> list[dict[str, Any]] | Malformed:
    """Rows of `product_versions.toml` with its lines; a product that it does not know stays as it is."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Malformed(text[:60], getattr(error, "pos", 0), "no JSON")
    products = dict(_products(answer))
    if not products:
        return Malformed(text[:60], 0, "no product with releases")
    renewed = []
    for row in rows:
        name = _NAMES.get(row["id"], row["id"])
        lines = _lines(products.get(name, []), row, taken_on)
        if name in products and not lines:
            return Malformed(name, max(text.find(json.dumps(name)), 0), f"{name} has no release with a number")
        renewed.append({**row, "known_until": taken_on, "lines": lines} if lines else row)
    return renewed


def _products(answer: Any) -> Iterator[tuple[str, list[Any]]]:
    result = answer.get("result") if isinstance(answer, dict) else None
    if isinstance(result, (list, dict)):  # all products, or one
        for one in result if isinstance(result, list) else [result]:
            if isinstance(one, dict) and isinstance(one.get("releases"), list):
                yield str(one.get("name")), one["releases"]
    elif isinstance(answer, dict):
        for name, releases in answer.items():
            if isinstance(releases, list):
                yield name, releases


def _lines(releases: list[Any], row: Mapping[str, Any], taken_on: date) -> list[dict[str, Any]]:
    """Newest first. Releases are put together to lines of every length that we have: some sites show no more than that."""
    depths = {line["line"].count(".") + 1 for line in row["lines"]}
    grouped: dict[tuple[int, ...], list[Mapping[str, Any]]] = {}
    for release in releases:
        number = (
            VersionNumber.parse(str(release.get("name", release.get("cycle", ""))))
            if isinstance(release, dict)
            else None
        )
        if number is not None:
            for parts in {number.parts[:depth] for depth in depths}:
                grouped.setdefault(parts, []).append(release)
    ended = {line["line"]: line["ends"] for line in row["lines"] if "ends" in line}
    lines = []
    for parts in sorted(grouped, reverse=True):
        line: dict[str, Any] = {"line": ".".join(map(str, parts))}
        # Where only the newest line is promised repairs, its successor's first day is no end: what we know ourselves stays.
        ends = ended.get(line["line"]) if row.get("only_newest") else _ends(grouped[parts], taken_on)
        latest = _latest(grouped[parts])
        lines.append({**line, **({"ends": ends} if ends else {}), **({"latest": latest} if latest else {})})
    return lines


def _ends(releases: list[Mapping[str, Any]], taken_on: date) -> date | None:
    """The last day of the last of these releases; None when one has none."""
    ends = [_end(release, taken_on) for release in releases]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _end(release: Mapping[str, Any], taken_on: date) -> date | None:
    said = release.get("eolFrom", release.get("eol"))
    if isinstance(said, str):
        try:
            return date.fromisoformat(said)
        except ValueError:
            return None
    has_ended = said is True or release.get("isEol") is True
    return taken_on if has_ended else None


def _latest(releases: list[Mapping[str, Any]]) -> str:
    """The newest release of all, when it is a number."""
    said = [release.get("latest") for release in releases]
    texts = [str(one.get("name", "") if isinstance(one, dict) else one or "") for one in said]
    known = [(number, text) for text in texts if (number := VersionNumber.parse(text)) is not None]
    return max(known, key=lambda pair: pair[0])[1] if known else ""
