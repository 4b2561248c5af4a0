"""Help from end to end, in a real browser against the real servers of the lab: see `provider_walk.py`."""

import pytest

from tests.journeys.in_the_lab import walked

pytestmark = [pytest.mark.lab, pytest.mark.browser]


def test_three_providers_five_companies_and_one_area() -> None:
    assert "each company has ordered for itself" in walked("tests.journeys.provider_walk", timeout_s=500)
