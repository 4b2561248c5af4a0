"""Draws the seed of each day ahead, so that its hash is shown before anybody can use it, and notes who was listed."""

import secrets
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.providers.models import OrderSeed, Provider
from weerbaar.portal.providers.words import ProviderState

# Tomorrow's hash is promised; one day more so that a scheduler that stands still overnight breaks no promise.
DAYS_AHEAD = 2


def seed_of(day: date) -> str:
    """The seed of a day. One that was not drawn yet is drawn now, which its page tells."""
    # Not the whole row: the list of the day is long, and every page that orders providers asks for the seed.
    known = OrderSeed.objects.filter(day=day).values_list("seed", flat=True).first()
    return known or _drawn(day).seed


def draw_seeds() -> None:
    """Draw what is missing for today and the next days, and note who is listed today. Harmless when done twice."""
    today = timezone.localdate()
    for ahead in range(DAYS_AHEAD + 1):
        seed_of(today + timedelta(days=ahead))
    _note_listed(today)


def _drawn(day: date) -> OrderSeed:
    try:
        with transaction.atomic():
            return OrderSeed.objects.create(day=day, seed=secrets.token_hex(32), made_at=timezone.now())
    except IntegrityError:  # somebody else was first: theirs counts
        return OrderSeed.objects.get(day=day)


def _note_listed(today: date) -> None:
    """Whoever was listed at some moment of the day is on the list of the day."""
    listed = Provider.objects.filter(state=ProviderState.LISTED.value).values_list("id", flat=True)
    with transaction.atomic():
        row = OrderSeed.objects.select_for_update().get(day=today)
        together = sorted({*row.listed, *(str(one) for one in listed)})
        if together != row.listed:
            row.listed = together
            row.save(update_fields=["listed"])
