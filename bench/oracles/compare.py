"""Puts the opinions of the tools beside our findings, and counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.oracles.opinion import Covered, Opinion


@dataclass
class Pair:
    """One tool and one check. `disagreed` are rows of company, our outcome, and the tool's words."""

    oracle: str
    check: str
    agreed: int = 0
    faults: int = 0
    unjudged: int = 0
    disagreed: list[dict[str, Any]] = field(default_factory=list)

    @property
    def compared(self) -> int:
        """How many companies both had a verdict on."""
        return self.agreed + len(self.disagreed)


def compare(
    oracle: str,
    covers: Mapping[str, Covered],
    opinions: Iterable[Opinion],
    findings: Mapping[str, Mapping[str, tuple[str, str]]],
) -> list[Pair]:
    """One pair for each check that the tool covers; `findings` are outcome and status by domain and check.

    A check that we could not determine is counted apart. One that does not apply sees no fault.
    """
    pairs = {check: Pair(oracle, check) for check in covers}
    for opinion in opinions:
        outcome, status = findings.get(opinion.domain, {}).get(opinion.check, ("", ""))
        if opinion.check not in pairs or not outcome:
            continue
        pair, same = pairs[opinion.check], covers[opinion.check].outcomes
        ours = status == "FAIL" and (not same or outcome in same)
        if status == "NOT_DETERMINED":
            pair.unjudged += 1
        elif ours == opinion.fault:
            pair.agreed += 1
            pair.faults += ours
        else:
            pair.disagreed.append(
                {"domain": opinion.domain, "ours": outcome, "fault": opinion.fault, "said": opinion.said}
            )
    return [pair for pair in pairs.values() if pair.compared]
