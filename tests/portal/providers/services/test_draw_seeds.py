"""Seeds are drawn ahead, once, and never changed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.providers.listed import listed
from weerbaar.portal.providers.models import OrderSeed
from weerbaar.portal.providers.services.draw_seeds import draw_seeds, seed_of
from weerbaar.portal.providers.words import ProviderState

pytestmark = pytest.mark.django_db


def test_today_and_the_next_two_days_are_drawn_and_a_second_time_changes_nothing() -> None:
    draw_seeds()
    first = dict(OrderSeed.objects.values_list("day", "seed"))
    today = timezone.localdate()
    assert sorted(first) == [today + timedelta(days=ahead) for ahead in range(3)]
    draw_seeds()
    assert dict(OrderSeed.objects.values_list("day", "seed")) == first
    assert all(re.fullmatch("[0-9a-f]{64}", seed) for seed in first.values())
    assert len(set(first.values())) == 3


def test_a_day_that_nobody_drew_is_drawn_when_it_is_needed_and_then_stays() -> None:
    day = timezone.localdate() + timedelta(days=30)
    assert seed_of(day) == seed_of(day) == OrderSeed.objects.get(day=day).seed


def test_who_was_listed_at_some_moment_of_the_day_is_on_its_list() -> None:
    stays, leaves = listed(), listed()
    listed(state=ProviderState.SUBMITTED)
    draw_seeds()
    leaves.state = ProviderState.LEFT.value
    leaves.save()
    joins = listed()
    draw_seeds()
    today = OrderSeed.objects.get(day=timezone.localdate())
    assert today.listed == sorted(str(row.id) for row in (stays, leaves, joins))
    assert OrderSeed.objects.get(day=timezone.localdate() + timedelta(days=1)).listed == []
