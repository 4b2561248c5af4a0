"""One entrepreneur's whole path, in a real browser against the real servers of the lab: from visitor to proof, and back."""

import pytest

from tests.journeys.in_the_lab import walked

pytestmark = [pytest.mark.lab, pytest.mark.browser]


def test_from_visitor_to_proof_and_back_to_a_broken_server() -> None:
    assert "answered a question by keyboard alone" in walked("tests.journeys.entrepreneur_walk", timeout_s=400)
