"""A demonstration has providers that are found, however often it starts."""

import pytest

from weerbaar.portal.providers.models import Mark, Provider
from weerbaar.portal.serve.demo_help import make_demo_help

pytestmark = pytest.mark.django_db


def test_what_is_there_is_left_alone_at_the_next_start() -> None:
    make_demo_help("een heel lang wachtwoord")
    make_demo_help("een heel lang wachtwoord")
    assert Provider.objects.filter(state="listed").count() == 3
    assert sorted(Mark.objects.values_list("state", flat=True)) == ["claimed", "verified"]
    assert all("(fictief)" in name for name in Provider.objects.values_list("organisation__name", flat=True))
