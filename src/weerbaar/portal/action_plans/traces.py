"""Traces as they are stored, and back."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from weerbaar.portal.action_plans.plan.proof import Trace


def to_rows(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    """As plain values."""
    return [{"target": str(trace.target), "run": str(trace.run), "findings": list(trace.findings)} for trace in traces]


def from_rows(rows: Sequence[Mapping[str, Any]]) -> tuple[Trace, ...]:
    """What `to_rows` made this of."""
    return tuple(Trace(uuid.UUID(row["target"]), uuid.UUID(row["run"]), tuple(row["findings"])) for row in rows)
