"""Which answers a call can get: its own, those that its door gives, and those that every call can."""

from typing import Any

from weerbaar.portal.api.problems import Problem

# Unreadable, no token, wrong scope, filled in wrongly, too often.
EVERYWHERE = (400, 401, 403, 422, 429)


def answers(status: int, schema: Any, *problems: int) -> dict[int, Any]:
    """The answers by status: `schema` when all is well, else a problem."""
    return {status: schema, **dict.fromkeys(sorted({*EVERYWHERE, *problems}), Problem)}
