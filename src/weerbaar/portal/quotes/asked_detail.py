"""What providers read of an action before they know who asks: title and technical lines, without anything that tells."""

from collections.abc import Iterable
from typing import Any

from weerbaar.portal.action_plans.selectors import ActionItem
from weerbaar.portal.quotes.masks import Tells

LONGEST_TITLE = 200
# Many domains with the same fault are one task; how many there are can tell as well.
MOST_LINES = 12


def title_of(item: ActionItem, tells: Tells) -> str:
    """The title of the action."""
    return tells.masked(item.text.title)[:LONGEST_TITLE]


def detail_of(item: ActionItem, tells: Tells) -> dict[str, Any]:
    """`lines`: what has to be done, each once, in technical terms."""
    return {"lines": list(dict.fromkeys(tells.masked(line) for line in _lines(item)))[:MOST_LINES]}


def _lines(item: ActionItem) -> Iterable[str]:
    for part in item.text.parts:
        yield part.task.title
        if part.task.message:
            yield part.task.message
    if not item.text.parts and item.text.ask:
        yield item.text.ask
