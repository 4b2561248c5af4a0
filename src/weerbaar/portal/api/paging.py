"""Lists in pages: `page` and `per_page` in the address, and in the answer how many there are."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from ninja import Field, Query, Schema

Row = TypeVar("Row")
MOST_PER_PAGE = 200


class Page(Schema):
    """Which page of how many rows."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    per_page: Annotated[int, Field(ge=1, le=MOST_PER_PAGE)] = 50


WantedPage = Annotated[Page, Query()]


def page_of(rows: Sequence[Row], wanted: Page, show: Callable[[Row], Any] | None = None) -> dict[str, Any]:
    """One page of the rows, as the schemas of lists want it. A page after the last is empty."""
    start = (wanted.page - 1) * wanted.per_page
    items = rows[start : start + wanted.per_page]
    return {
        "items": [show(row) for row in items] if show else list(items),
        "page": wanted.page,
        "per_page": wanted.per_page,
        "total": len(rows),
    }
