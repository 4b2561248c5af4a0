"""Vetting from handing in to appeal, by people of advisers and operators."""

from dataclasses import replace

import pytest

from tests.portal.people import Somebody, somebody
from tests.portal.providers.vetting import NO, PROFILE, YES, adviser, operator, submitted
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.errors import (
    NoSuchProvider,
    ProfileRefused,
    UnknownProviderStep,
    VettingFault,
    VettingRefused,
)
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import OrderSeed, Provider, Vetting
from weerbaar.portal.providers.selectors import is_listed
from weerbaar.portal.providers.services.change_profile import change_profile
from weerbaar.portal.providers.services.move_provider import appeal, leave_directory, submit_provider
from weerbaar.portal.providers.services.vet_provider import (
    Judgement,
    decide_application,
    judge_appeal,
    lift_suspension,
    suspend_provider,
)
from weerbaar.portal.providers.words import Decision, ProviderState

pytestmark = pytest.mark.django_db


@pytest.fixture
def daan() -> Somebody:
    return somebody("daan")


def state(row: Provider) -> str:
    return Provider.objects.get(id=row.id).state


def test_an_approved_provider_is_listed_from_that_moment(daan: Somebody) -> None:
    row, (vera, bureau) = submitted(daan), adviser("vera")

    assert decide_application(row.id, YES, actor=vera.person) is Decision.APPROVED

    assert is_listed(row.id)
    written = Vetting.objects.get(provider=row)
    assert (written.by_id, written.by_organisation_id, set(written.checklist.values())) == (
        vera.user.id,
        bureau,
        {True},
    )
    assert str(row.id) in OrderSeed.objects.order_by("day").values_list("listed", flat=True)[0]
    assert Event.objects.filter(word=ProviderEvent.LISTED, subject_id=row.id).count() == 1


def test_a_point_that_is_not_ticked_approves_nobody(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")

    with pytest.raises(VettingRefused) as refused:
        decide_application(row.id, Judgement(True, YES.ticked[1:]), actor=vera.person)

    assert (refused.value.fault, state(row)) == (VettingFault.CHECKLIST, ProviderState.SUBMITTED)


def test_a_refusal_needs_a_reason(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")

    with pytest.raises(VettingRefused) as refused:
        decide_application(row.id, Judgement(False, (), "  "), actor=vera.person)

    assert refused.value.fault is VettingFault.NO_REASON


@pytest.mark.parametrize("role", [Role.READER, None])
def test_who_does_not_work_for_an_adviser_finds_nothing(daan: Somebody, role: Role | None) -> None:
    row, (_vera, bureau), bram = submitted(daan), adviser("vera"), somebody("bram")
    if role:
        Membership.objects.create(organisation_id=bureau, user=bram.user, role=role.value)

    for who in (bram, daan):
        with pytest.raises(NoSuchProvider):
            decide_application(row.id, YES, actor=who.person)


def test_nobody_of_an_adviser_vets_what_a_colleague_belongs_to(daan: Somebody) -> None:
    row, (vera, bureau) = submitted(daan), adviser("vera")
    Membership.objects.create(organisation_id=bureau, user=daan.user, role=Role.MEMBER.value)

    for who in (vera, daan):
        with pytest.raises(VettingRefused) as refused:
            decide_application(row.id, YES, actor=who.person)
        assert refused.value.fault is VettingFault.OWN


def test_a_competitor_seconds_and_another_adviser_approves(daan: Somebody) -> None:
    vera, _bureau = adviser("vera")
    submitted(vera, name="Veras ICT")
    row, (wim, _other) = submitted(daan), adviser("wim")
    submitted(wim, name="Wims ICT")

    assert decide_application(row.id, YES, actor=vera.person) is Decision.SECONDED
    assert not is_listed(row.id)
    with pytest.raises(VettingRefused):
        decide_application(row.id, YES, actor=vera.person)
    with pytest.raises(VettingRefused):
        decide_application(row.id, NO, actor=vera.person)
    assert decide_application(row.id, YES, actor=wim.person) is Decision.APPROVED
    assert is_listed(row.id)


def test_a_second_from_before_handing_in_again_counts_no_more(daan: Somebody) -> None:
    vera, _bureau = adviser("vera")
    submitted(vera, name="Veras ICT")
    row, (wim, _other) = submitted(daan), adviser("wim")
    submitted(wim, name="Wims ICT")
    decide_application(row.id, YES, actor=vera.person)
    decide_application(row.id, NO, actor=operator().person)
    submit_provider(row.organisation_id, actor=daan.person)

    assert decide_application(row.id, YES, actor=wim.person) is Decision.SECONDED


def test_a_suspended_provider_is_found_no_more_until_it_is_lifted(daan: Somebody) -> None:
    row, olga = submitted(daan), operator()
    decide_application(row.id, YES, actor=olga.person)

    suspend_provider(row.id, "Klachten over werk.", actor=olga.person)
    assert not is_listed(row.id)
    with pytest.raises(UnknownProviderStep):
        submit_provider(row.organisation_id, actor=daan.person)
    with pytest.raises(UnknownProviderStep):
        leave_directory(row.organisation_id, actor=daan.person)

    lift_suspension(row.id, "Opgelost.", actor=olga.person)
    assert is_listed(row.id)


def test_an_appeal_is_judged_by_somebody_else(daan: Somebody) -> None:
    row, (vera, _bureau), olga = submitted(daan), adviser("vera"), operator()
    decide_application(row.id, NO, actor=vera.person)
    appeal(row.organisation_id, "Ik was bereikbaar.", actor=daan.person)

    with pytest.raises(VettingRefused) as refused:
        judge_appeal(row.id, Judgement(True), actor=vera.person)
    assert refused.value.fault is VettingFault.SAME
    with pytest.raises(UnknownProviderStep):
        submit_provider(row.organisation_id, actor=daan.person)

    judge_appeal(row.id, Judgement(True, (), "Je hebt gelijk."), actor=olga.person)
    assert is_listed(row.id)


def test_an_appeal_that_is_refused_is_over(daan: Somebody) -> None:
    row, (vera, _bureau), olga = submitted(daan), adviser("vera"), operator()
    decide_application(row.id, NO, actor=vera.person)
    appeal(row.organisation_id, "Ik was bereikbaar.", actor=daan.person)
    judge_appeal(row.id, NO, actor=olga.person)

    with pytest.raises(VettingRefused) as refused:
        appeal(row.organisation_id, "Toch.", actor=daan.person)

    assert (refused.value.fault, state(row)) == (VettingFault.NO_APPEAL, ProviderState.REFUSED)
    with pytest.raises(VettingRefused):
        judge_appeal(row.id, Judgement(True, (), "Nu wel."), actor=olga.person)


def test_an_appeal_needs_a_decision_against_the_provider(daan: Somebody) -> None:
    row = submitted(daan)

    with pytest.raises(UnknownProviderStep):
        appeal(row.organisation_id, "Snel graag.", actor=daan.person)


def test_the_profile_stays_whole_while_somebody_looks(daan: Somebody) -> None:
    row = submitted(daan)

    with pytest.raises(ProfileRefused) as refused:
        change_profile(row.organisation_id, replace(PROFILE, about=""), actor=daan.person)

    assert set(refused.value.faults) == {"about"}
