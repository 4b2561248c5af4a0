"""One table: events."""

from typing import Any

from django.db import models

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError


class HistoryIsFixed(PortalError):
    """An event that was written down was to be changed or erased."""


class EventQuerySet(models.QuerySet["Event"]):
    """Refuses what would rewrite history."""

    def update(self, **kwargs: Any) -> int:
        raise HistoryIsFixed

    def delete(self) -> tuple[int, dict[str, int]]:
        raise HistoryIsFixed


class Event(BaseModel):
    """Something that was done. `word` reads `subject:object:verb`, such as `visitor:scan-run:start`.

    `actor` is the kind of actor, and `actor_id` says which person it was, if it was one. `subject_id` is the public id of
    what it was done to, `organisation_id` the company that it concerns: the company can read its own events. `details`
    holds words and numbers; never a domain name, an address or a secret.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    word = models.CharField(max_length=64)
    actor = models.CharField(max_length=32)
    actor_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    details = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.word}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsFixed
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise HistoryIsFixed
