"""Who belongs to a company, and who decides on it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.people import Bakery, bakery, somebody
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import (
    InvitationFault,
    MembershipFault,
    MembershipRefused,
    NoSuchInvitation,
    NoSuchOrganisation,
    NotAllowed,
)
from weerbaar.portal.organisations.models import Invitation
from weerbaar.portal.organisations.selectors import (
    assert_may_manage,
    assert_may_work,
    colleagues_of,
    invitations_of,
    organisation_of,
    organisations_of,
)
from weerbaar.portal.organisations.services.answer_invitation import (
    accept_invitation,
    read_invitation,
    withdraw_invitation,
)
from weerbaar.portal.organisations.services.change_people import change_role, leave_organisation, remove_colleague
from weerbaar.portal.organisations.services.invite_colleague import KEPT_FOR, MOST_A_DAY, invite_colleague
from weerbaar.portal.organisations.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


def refused(fault: MembershipFault) -> pytest.RaisesExc[MembershipRefused]:
    return pytest.RaisesExc(MembershipRefused, check=lambda error: error.fault is fault)


def test_nobody_sees_a_company_that_is_not_theirs(here: Bakery) -> None:
    with pytest.raises(NoSuchOrganisation):
        organisation_of(here.otto.person, here.id)
    assert [view.name for view in organisations_of(here.otto.person)] == ["Ottos Garage"]


def test_a_person_who_is_switched_off_sees_nothing(here: Bakery) -> None:
    here.anna.user.is_active = False
    here.anna.user.save()
    with pytest.raises(NoSuchOrganisation):
        organisation_of(here.anna.person, here.id)


def test_a_reader_reads_a_colleague_works_an_owner_decides(here: Bakery) -> None:
    assert organisation_of(here.bram.person, here.id).role is Role.READER
    with pytest.raises(NotAllowed):
        assert_may_work(here.bram.person, here.id)
    assert assert_may_work(here.carla.person, here.id).can_work
    with pytest.raises(NotAllowed):
        assert_may_manage(here.carla.person, here.id)
    assert assert_may_manage(here.anna.person, here.id).can_manage


def test_people_stand_in_the_order_of_what_they_may_do(here: Bakery) -> None:
    assert [person.name for person in colleagues_of(here.view())] == ["Anna", "Carla", "Bram"]


def test_an_invitation_gives_a_seat_to_the_person_it_was_mailed_to(here: Bakery) -> None:
    dirk, eva = somebody("dirk"), somebody("eva")
    seat = invite_colleague(here.id, "  Dirk@Mail.example ", Role.MEMBER, actor=here.anna.person)
    assert read_invitation(seat.token).organisation_name == "Bakkerij Deegrol"
    with pytest.raises(NoSuchInvitation) as forwarded:
        accept_invitation(seat.token, actor=eva.person)
    assert forwarded.value.fault is InvitationFault.OTHER_ADDRESS
    assert accept_invitation(seat.token, actor=dirk.person) == here.id
    assert organisation_of(dirk.person, here.id).role is Role.MEMBER
    with pytest.raises(NoSuchInvitation) as again:
        accept_invitation(seat.token, actor=dirk.person)
    assert again.value.fault is InvitationFault.USED


def test_the_secret_of_an_invitation_is_not_kept(here: Bakery) -> None:
    seat = invite_colleague(here.id, "dirk@mail.example", Role.MEMBER, actor=here.anna.person)
    assert seat.token not in repr(Invitation.objects.values().get())


def test_an_invitation_expires_and_can_be_withdrawn(here: Bakery) -> None:
    seat = invite_colleague(here.id, "dirk@mail.example", Role.READER, actor=here.anna.person)
    with pytest.raises(NoSuchInvitation) as late:
        read_invitation(seat.token, timezone.now() + KEPT_FOR + timedelta(seconds=1))
    assert late.value.fault is InvitationFault.EXPIRED
    withdraw_invitation(here.id, seat.invitation_id, actor=here.anna.person)
    withdraw_invitation(here.id, seat.invitation_id, actor=here.anna.person)
    with pytest.raises(NoSuchInvitation) as gone:
        read_invitation(seat.token)
    assert gone.value.fault is InvitationFault.WITHDRAWN
    assert list(invitations_of(here.view(), timezone.now())) == []
    assert Event.objects.filter(word="person:invitation:withdraw").count() == 1


def test_nobody_withdraws_an_invitation_of_another_company(here: Bakery) -> None:
    seat = invite_colleague(here.id, "dirk@mail.example", Role.READER, actor=here.anna.person)
    withdraw_invitation(here.otto_id, seat.invitation_id, actor=here.otto.person)
    assert read_invitation(seat.token).role is Role.READER


def test_one_invitation_a_person_and_not_for_who_is_in_already(here: Bakery) -> None:
    invite_colleague(here.id, "dirk@mail.example", Role.READER, actor=here.anna.person)
    with refused(MembershipFault.ALREADY_INVITED):
        invite_colleague(here.id, "DIRK@mail.example", Role.OWNER, actor=here.anna.person)
    with refused(MembershipFault.ALREADY_MEMBER):
        invite_colleague(here.id, here.bram.user.email, Role.OWNER, actor=here.anna.person)


def test_invitations_cannot_be_used_to_bother_strangers(here: Bakery) -> None:
    for number in range(MOST_A_DAY):
        invite_colleague(here.id, f"vreemde{number}@mail.example", Role.READER, actor=here.anna.person)
    with refused(MembershipFault.TOO_MANY_INVITATIONS):
        invite_colleague(here.id, "nog-een@mail.example", Role.READER, actor=here.anna.person)


def test_a_company_always_keeps_an_owner(here: Bakery) -> None:
    for change in (
        lambda: leave_organisation(here.id, actor=here.anna.person),
        lambda: remove_colleague(here.id, here.anna.user.id, actor=here.anna.person),
        lambda: change_role(here.id, here.anna.user.id, Role.MEMBER, actor=here.anna.person),
    ):
        with refused(MembershipFault.LAST_OWNER):
            change()
    assert organisation_of(here.anna.person, here.id).role is Role.OWNER


def test_a_company_is_handed_over_by_making_another_one_owner(here: Bakery) -> None:
    change_role(here.id, here.carla.user.id, Role.OWNER, actor=here.anna.person)
    leave_organisation(here.id, actor=here.anna.person)
    assert organisation_of(here.carla.person, here.id).role is Role.OWNER
    with pytest.raises(NoSuchOrganisation):
        organisation_of(here.anna.person, here.id)


def test_who_is_removed_sees_nothing_any_more(here: Bakery) -> None:
    remove_colleague(here.id, here.bram.user.id, actor=here.anna.person)
    with pytest.raises(NoSuchOrganisation):
        organisation_of(here.bram.person, here.id)
    with refused(MembershipFault.NO_SUCH_MEMBER):
        remove_colleague(here.id, here.bram.user.id, actor=here.anna.person)


def test_only_an_owner_decides_on_people(here: Bakery) -> None:
    for who in (here.carla, here.bram):
        with pytest.raises(NotAllowed):
            invite_colleague(here.id, "dirk@mail.example", Role.OWNER, actor=who.person)
        with pytest.raises(NotAllowed):
            change_role(here.id, who.user.id, Role.OWNER, actor=who.person)
    with pytest.raises(NoSuchOrganisation):
        remove_colleague(here.id, here.bram.user.id, actor=here.otto.person)


def test_every_change_of_people_is_in_the_log_of_the_company(here: Bakery) -> None:
    change_role(here.id, here.bram.user.id, Role.MEMBER, actor=here.anna.person)
    event = Event.objects.get(word="person:role:change")
    assert (event.organisation_id, event.actor_id, event.details) == (here.id, here.anna.user.id, {"role": "member"})
