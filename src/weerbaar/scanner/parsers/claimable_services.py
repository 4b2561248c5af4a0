"""Services where anybody can take a name that nobody holds, so that an alias to it may come to lead to a stranger."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class ClaimableService:
    """`suffixes` are where its customers' names end. An unclaimed name does not exist, or shows a page with this status and text.

    `page_status` is 0 for a service whose unclaimed names do not exist.
    """

    name: str
    suffixes: tuple[str, ...]
    page_status: int = 0
    page_text: str = ""

    def shows_unclaimed(self, status: int, text: str) -> bool:
        """Whether this answer is what the service gives for a name that nobody has claimed."""
        return bool(self.page_status) and status == self.page_status and self.page_text in text


def service_of(host: str) -> ClaimableService | None:
    """The service that this name belongs to, if it is one of the list."""
    return next((service for service in services() if host.endswith(service.suffixes)), None)


@lru_cache(maxsize=1)
def services() -> tuple[ClaimableService, ...]:
    """The list of `claimable_services.toml`."""
    rows: list[Mapping[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["service"]
    return tuple(
        ClaimableService(row["name"], tuple(row["suffixes"]), row.get("page_status", 0), row.get("page_text", ""))
        for row in rows
    )
