"""The public table of subsidies."""

import pytest
from django.test import Client

from weerbaar.portal.knowledge.subsidies import load_subsidies

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "none_open"), [("nl", "geen subsidie open"), ("en", "no subsidy is open now")])
def test_every_scheme_stands_there_with_its_source_and_none_is_called_open(language: str, none_open: str) -> None:
    told = Client().get("/subsidies/", headers={"Accept-Language": language}).content.decode()
    for scheme in load_subsidies().schemes:
        assert scheme.name[language] in told and scheme.source.url in told
    assert none_open in told


def test_it_cannot_be_posted_to() -> None:
    assert Client().post("/subsidies/").status_code == 405
