"""Seats at an area: founded, offered, taken, taken away; and companies that join by themselves."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.portal.joint_purchases.park import Park, a_park
from tests.portal.people import company, organisation, somebody
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.parks import models
from weerbaar.portal.parks.errors import (
    JoinFault,
    JoinRefused,
    NoSuchPark,
    NoSuchSeat,
    ParkNotAllowed,
    SeatFault,
    SeatLinkFault,
    SeatRefused,
)
from weerbaar.portal.parks.selectors import park_of, parks_of_company, parks_to_join, participants_of, seats_of
from weerbaar.portal.parks.services.change_seats import leave_seat, remove_seat
from weerbaar.portal.parks.services.found_park import ParkDetails, found_park
from weerbaar.portal.parks.services.join_park import join_park, leave_park
from weerbaar.portal.parks.services.offer_seat import offer_seat, withdraw_seat_offer
from weerbaar.portal.parks.services.take_seat import take_seat
from weerbaar.portal.parks.words import ParkRole, PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> Park:
    return a_park(2)


def test_only_the_owner_of_an_association_or_adviser_enters_an_area(park: Park) -> None:
    baker = park.firms[0]
    with pytest.raises(ParkNotAllowed):
        found_park(ParkDetails("Elders"), baker.id, actor=baker.owner.person)
    with pytest.raises(NoSuchOrganisation):
        found_park(ParkDetails("Elders"), baker.id, actor=park.chaima.person)
    adviser = somebody("ina")
    office = organisation(adviser, "Advies", OrganisationKind.ADVISER)
    entered = found_park(ParkDetails("Elders"), office, actor=adviser.person)
    assert park_of(adviser.person, entered).role is ParkRole.PARK_MANAGER
    assert models.Park.objects.get(id=entered).association_id is None


def test_the_command_of_operators_makes_an_area_with_a_manager(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("add_park", "Noordkade", "chaima@park.example", municipality="utrecht")
    row = models.Park.objects.get(name="Noordkade")
    assert capsys.readouterr().out.strip() == str(row.id)
    assert [seat.user.email for seat in row.seats.all()] == ["chaima@park.example"]


def test_a_seat_is_taken_by_whom_the_mail_went_to_and_once(park: Park) -> None:
    piet, other = somebody("piet"), somebody("ab")
    offered = offer_seat(park.id, piet.user.email, ParkRole.PARTNER, PartnerKind.POLICE, actor=park.chaima.person)
    with pytest.raises(NoSuchSeat) as refused:
        take_seat(offered.token, actor=other.person)
    assert refused.value.fault is SeatLinkFault.OTHER_ADDRESS
    assert take_seat(offered.token, actor=piet.person) == park.id
    assert (park_of(piet.person, park.id).role, park_of(piet.person, park.id).party) == (
        ParkRole.PARTNER,
        PartnerKind.POLICE,
    )
    with pytest.raises(NoSuchSeat) as used:
        take_seat(offered.token, actor=piet.person)
    assert used.value.fault is SeatLinkFault.USED


def test_a_link_that_expired_or_was_withdrawn_opens_nothing(park: Park) -> None:
    piet = somebody("piet")
    offered = offer_seat(park.id, piet.user.email, ParkRole.PROCESS_FACILITATOR, actor=park.chaima.person)
    with pytest.raises(NoSuchSeat) as late:
        take_seat(offered.token, actor=piet.person, now=timezone.now() + timedelta(days=15))
    assert late.value.fault is SeatLinkFault.EXPIRED
    withdraw_seat_offer(park.id, offered.invitation_id, actor=park.chaima.person)
    with pytest.raises(NoSuchSeat) as gone:
        take_seat(offered.token, actor=piet.person)
    assert gone.value.fault is SeatLinkFault.WITHDRAWN


def test_a_partner_speaks_for_a_party_and_invites_nobody(park: Park) -> None:
    with pytest.raises(SeatRefused) as refused:
        offer_seat(park.id, "piet@politie.example", ParkRole.PARTNER, actor=park.chaima.person)
    assert refused.value.fault is SeatFault.NO_PARTY
    piet = somebody("piet")
    offered = offer_seat(park.id, piet.user.email, ParkRole.PARTNER, PartnerKind.POLICE, actor=park.chaima.person)
    take_seat(offered.token, actor=piet.person)
    with pytest.raises(ParkNotAllowed):
        offer_seat(park.id, "ab@mail.example", ParkRole.PARTNER, PartnerKind.OTHER, actor=piet.person)
    with pytest.raises(ParkNotAllowed):
        remove_seat(park.id, park.chaima.user.id, actor=piet.person)


def test_an_area_always_keeps_a_manager(park: Park) -> None:
    with pytest.raises(SeatRefused) as refused:
        leave_seat(park.id, actor=park.chaima.person)
    assert refused.value.fault is SeatFault.LAST_MANAGER
    ina = somebody("ina")
    take_seat(
        offer_seat(park.id, ina.user.email, ParkRole.PARK_MANAGER, actor=park.chaima.person).token, actor=ina.person
    )
    leave_seat(park.id, actor=park.chaima.person)
    with pytest.raises(NoSuchPark):
        park_of(park.chaima.person, park.id)
    assert [seat.user_id for seat in seats_of(park.id)] == [ina.user.id]


def test_a_company_joins_and_leaves_by_itself_and_its_log_says_so(park: Park) -> None:
    firm = park.firms[0]
    join_park(firm.id, park.id, actor=firm.owner.person)
    assert len(participants_of(park.id)) == 2
    leave_park(firm.id, park.id, actor=firm.owner.person)
    assert [one.organisation_id for one in participants_of(park.id)] == [park.firms[1].id]
    assert parks_of_company(firm.view()) == []
    words = Event.objects.filter(organisation_id=firm.id, subject_id=park.id).values_list("word", flat=True)
    assert sorted(words) == ["person:park:join", "person:park:leave"]


def test_nobody_else_makes_a_company_join(park: Park) -> None:
    with pytest.raises(NoSuchOrganisation):
        join_park(park.firms[0].id, park.id, actor=park.chaima.person)


def test_an_organisation_that_is_no_company_does_not_join(park: Park) -> None:
    adviser = somebody("ina")
    office = organisation(adviser, "Advies", OrganisationKind.ADVISER)
    with pytest.raises(JoinRefused) as refused:
        join_park(office, park.id, actor=adviser.person)
    assert refused.value.fault is JoinFault.NOT_A_COMPANY


def test_a_company_finds_areas_of_its_municipality_or_by_name(park: Park) -> None:
    from weerbaar.portal.organisations.models import Organisation
    from weerbaar.portal.organisations.selectors import organisation_of

    otto = somebody("otto")
    garage = company(otto, "Ottos Garage")
    assert parks_to_join(organisation_of(otto.person, garage)) == []
    assert [card.id for card in parks_to_join(organisation_of(otto.person, garage), "meeuwen")] == [park.id]
    Organisation.objects.filter(id=garage).update(municipality="utrecht")
    assert [card.id for card in parks_to_join(organisation_of(otto.person, garage))] == [park.id]
