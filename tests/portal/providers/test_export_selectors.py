"""What a provider takes along: everything we hold of it."""

import pytest

from tests.portal.people import bakery, somebody
from tests.portal.providers.vetting import NO, PACKAGE, PROFILE, operator, submitted
from weerbaar.portal.organisations.selectors import organisation_of
from weerbaar.portal.providers.export_selectors import exported_provider
from weerbaar.portal.providers.profile import MarkClaim
from weerbaar.portal.providers.services.change_packages import add_package
from weerbaar.portal.providers.services.claim_mark import claim_mark
from weerbaar.portal.providers.services.move_provider import appeal
from weerbaar.portal.providers.services.vet_provider import decide_application

pytestmark = pytest.mark.django_db


def test_profile_packages_marks_decisions_and_appeals_are_in_it() -> None:
    daan = somebody("daan")
    row = submitted(daan)
    add_package(row.organisation_id, PACKAGE, actor=daan.person)
    add_package(row.organisation_id, PACKAGE, actor=daan.person)
    claim_mark(row.organisation_id, MarkClaim("MK-CVNL", "Noorderzon", "", "", None, ""), actor=daan.person)
    decide_application(row.id, NO, actor=operator().person)
    appeal(row.organisation_id, "Ik was bereikbaar.", actor=daan.person)

    taken = exported_provider(organisation_of(daan.person, row.organisation_id))

    assert taken is not None
    assert (taken["about"], taken["areas"]) == (PROFILE.about, ["kampen", "zwolle"])
    assert sorted(package["withdrawn_at"] is None for package in taken["packages"]) == [False, True]
    assert [mark["mark"] for mark in taken["marks"]] == ["MK-CVNL"]
    assert [(one["decision"], one["reason"]) for one in taken["decisions"]] == [("refused", NO.reason)]
    assert taken["appeals"][0]["text"] == "Ik was bereikbaar."


def test_a_company_that_is_no_provider_has_nothing_of_it() -> None:
    assert exported_provider(bakery().view()) is None
