"""The page about the agreement with independent tools, made from the recorded comparison and the decisions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.oracles.decisions import archetype_of, decided

RECORD = Path(__file__).parent / "recorded.json"


def record() -> dict[str, Any]:
    """The comparison as it was recorded."""
    read: dict[str, Any] = json.loads(RECORD.read_text("utf-8"))
    return read


def oracles_of(check: str) -> list[str]:
    """The tools that had a verdict on companies of the lab in the terms of this check."""
    return [pair["oracle"] for pair in record()["pairs"] if pair["check"] == check]


def text() -> str:
    """The page without its first line."""
    seen = record()
    tools = ", ".join(f"{name} {version}" for name, version in seen["versions"].items())
    lines = [
        "# Agreement with independent tools",
        "",
        f"Recorded on {seen['recorded_on']} on {seen['companies']} companies of the lab, by `make oracles`: {tools}.",
        "",
        "A row says on how many companies the tool and we agree, of how many both judged, and on how many of these both saw",
        "the fault. A tool may see less than our check, so an agreement covers what it sees.",
        "Companies that hang on purpose or live at private addresses are not shown to the tools.",
        "",
        "| check | tool | agree | of | faults seen by both | not determined by us |",
        "|---|---|---|---|---|---|",
    ]
    for pair in sorted(seen["pairs"], key=lambda pair: (pair["check"], pair["oracle"])):
        compared = pair["agreed"] + len(pair["disagreed"])
        row = (f"`{pair['check']}`", pair["oracle"], pair["agreed"], compared, pair["faults"], pair["unjudged"])
        lines.append(f"| {' | '.join(map(str, row))} |")
    return "\n".join([*lines, "", *_totals(seen), "", *_differences(seen)]) + "\n"


def _totals(seen: dict[str, Any]) -> Iterator[str]:
    agreed = sum(pair["agreed"] for pair in seen["pairs"])
    differ = sum(len(pair["disagreed"]) for pair in seen["pairs"])
    checks = len({pair["check"] for pair in seen["pairs"]})
    yield f"Together: {agreed + differ} comparisons of {checks} checks, {differ} differ."


def _differences(seen: dict[str, Any]) -> Iterator[str]:
    yield "## Where we differ, and what decides it"
    yield ""
    yield "Whether the text of a source was read, and when, stands in the specification of the check."
    yield ""
    yield "| check | tool | companies | we say | it says | right | because | by |"
    yield "|---|---|---|---|---|---|---|---|"
    for pair in sorted(seen["pairs"], key=lambda pair: (pair["check"], pair["oracle"])):
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in pair["disagreed"]:
            decision = decided(pair["oracle"], pair["check"], row["domain"])
            groups.setdefault(decision.why if decision else "", []).append(row)
        for rows in groups.values():
            decision = decided(pair["oracle"], pair["check"], rows[0]["domain"])
            companies = " ".join(sorted(archetype_of(row["domain"]) for row in rows))
            says = rows[0]["said"].replace("|", "/")[:90] or ("fault" if rows[0]["fault"] else "fine")
            end = (decision.right, decision.why, decision.source) if decision else ("not decided", "", "")
            cells = (f"`{pair['check']}`", pair["oracle"], companies, rows[0]["ours"], says, *end)
            yield f"| {' | '.join(cells)} |"
