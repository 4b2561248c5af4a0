"""A domain is proven by a record, a file or a mailed link; the proof is dated, looked at again, and ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.people import Bakery, bakery
from tests.portal.results import BAKERY
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.scans.errors import ProofRefusal, ProofRefused
from weerbaar.portal.scans.models import DomainProof, Target
from weerbaar.portal.scans.proof_look import Looked
from weerbaar.portal.scans.proof_words import GRACE, LOOKED_AGAIN_AFTER, VALID_FOR, ProofFault, ProofMethod, proof_code
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.agree import agree, authorisation_of, withdraw_agreement
from weerbaar.portal.scans.services.check_proof import note_look, recheck_proofs
from weerbaar.portal.scans.services.prove_by_mail import PAUSE, WORKS_FOR, confirm_by_mail, mail_proof
from weerbaar.portal.scans.target_selectors import proof_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

pytestmark = pytest.mark.django_db
FOUND = Looked(ProofMethod.DNS)
NOTHING = Looked(None, ProofFault.NOTHING)
NOT_REACHED = Looked(None, ProofFault.NOT_REACHED)


@pytest.fixture
def here() -> Bakery:
    return bakery()


@pytest.fixture
def target(here: Bakery) -> Target:
    return Target.objects.get(id=add_target(here.id, DomainName(BAKERY), actor=here.anna.person))


def holds(here: Bakery, target: Target, later: timedelta = timedelta()) -> bool:
    return proof_of(here.view(), target.id, timezone.now() + later).holds


def test_the_code_is_of_this_target_alone_and_the_same_each_time(here: Bakery, target: Target) -> None:
    other = add_target(here.otto_id, DomainName(BAKERY), actor=here.otto.person)
    assert proof_code(target.id) == proof_code(target.id) != proof_code(other)


def test_the_code_at_the_domain_proves_it_for_a_year(here: Bakery, target: Target) -> None:
    note_look(target, FOUND, here.anna.person)
    assert holds(here, target)
    assert not holds(here, target, VALID_FOR + timedelta(minutes=1))
    assert Event.objects.get(word="person:target:prove").details == {"method": "dns"}


def test_a_domain_proven_by_one_company_is_not_proven_for_another(here: Bakery, target: Target) -> None:
    other = Target.objects.get(id=add_target(here.otto_id, DomainName(BAKERY), actor=here.otto.person))
    note_look(target, FOUND, here.anna.person)
    assert not DomainProof.objects.filter(target=other, proven_at__isnull=False).exists()


def test_one_miss_does_not_end_a_proof_a_second_one_a_day_later_does(here: Bakery, target: Target) -> None:
    now = timezone.now()
    note_look(target, FOUND, here.anna.person, now)
    note_look(target, NOTHING, None, now + timedelta(days=30))
    assert holds(here, target)
    note_look(target, NOTHING, None, now + timedelta(days=30) + GRACE)
    assert not holds(here, target)
    assert Event.objects.filter(word="scheduler:target:end-proof").count() == 1


def test_a_miss_that_was_a_mistake_is_forgotten(here: Bakery, target: Target) -> None:
    now = timezone.now()
    note_look(target, FOUND, here.anna.person, now)
    note_look(target, NOTHING, None, now + timedelta(days=30))
    note_look(target, FOUND, None, now + timedelta(days=31))
    note_look(target, NOTHING, None, now + timedelta(days=61))
    assert holds(here, target)


def test_not_being_able_to_look_ends_nothing_and_proves_nothing(here: Bakery, target: Target) -> None:
    note_look(target, NOT_REACHED, here.anna.person)
    assert not holds(here, target)
    note_look(target, FOUND, here.anna.person)
    for days in range(5):
        note_look(target, NOT_REACHED, None, timezone.now() + timedelta(days=days))
    assert holds(here, target)


def test_a_proof_is_looked_at_again_every_month_and_a_day_after_a_miss(here: Bakery, target: Target) -> None:
    now = timezone.now()
    note_look(target, FOUND, here.anna.person, now)
    assert recheck_proofs(now + timedelta(days=1)) == 0
    assert recheck_proofs(now + LOOKED_AGAIN_AFTER) == 1
    assert recheck_proofs(now + LOOKED_AGAIN_AFTER) == 0  # on its way
    DomainProof.objects.update(busy=False)
    note_look(target, NOTHING, None, now + LOOKED_AGAIN_AFTER)
    assert recheck_proofs(now + LOOKED_AGAIN_AFTER + timedelta(hours=1)) == 0
    assert recheck_proofs(now + LOOKED_AGAIN_AFTER + GRACE) == 1


def test_a_mailed_link_proves_once_for_an_owner_of_the_company_that_asked(here: Bakery, target: Target) -> None:
    letter = mail_proof(target.id, "postmaster", actor=here.anna.person)
    assert letter.to == f"postmaster@{BAKERY}"
    assert letter.token not in repr(DomainProof.objects.values().get())
    with pytest.raises(NoSuchOrganisation):
        confirm_by_mail(letter.token, actor=here.otto.person)
    with pytest.raises(NotAllowed):
        confirm_by_mail(letter.token, actor=here.carla.person)
    assert confirm_by_mail(letter.token, actor=here.anna.person) == (here.id, target.id)
    assert holds(here, target)
    with pytest.raises(ProofRefused) as replayed:
        confirm_by_mail(letter.token, actor=here.anna.person)
    assert replayed.value.why is ProofRefusal.UNKNOWN_LINK


def test_a_mailed_link_gets_too_old_and_a_newer_one_ends_it(here: Bakery, target: Target) -> None:
    now = timezone.now()
    first = mail_proof(target.id, "info", actor=here.anna.person, now=now)
    with pytest.raises(ProofRefused) as soon:
        mail_proof(target.id, "info", actor=here.anna.person, now=now + timedelta(seconds=10))
    assert soon.value.why is ProofRefusal.MAILED_TOO_OFTEN
    second = mail_proof(target.id, "info", actor=here.anna.person, now=now + PAUSE)
    with pytest.raises(ProofRefused):
        confirm_by_mail(first.token, actor=here.anna.person, now=now + PAUSE)
    with pytest.raises(ProofRefused) as late:
        confirm_by_mail(second.token, actor=here.anna.person, now=now + PAUSE + WORKS_FOR)
    assert late.value.why is ProofRefusal.LINK_EXPIRED


@pytest.mark.parametrize("address", ["anna", "info@elders.example", "", "postmaster@"])
def test_a_link_is_mailed_to_role_addresses_alone(here: Bakery, target: Target, address: str) -> None:
    with pytest.raises(ProofRefused) as refused:
        mail_proof(target.id, address, actor=here.anna.person)
    assert refused.value.why is ProofRefusal.NOT_A_ROLE_ADDRESS


def test_without_a_proof_nobody_can_agree_to_more(here: Bakery, target: Target) -> None:
    with pytest.raises(ProofRefused) as refused:
        agree(target.id, ("198.18.0.1",), actor=here.anna.person)
    assert refused.value.why is ProofRefusal.NOT_PROVEN
    assert authorisation_of(target.id, timezone.now()) is None


def test_an_agreement_covers_its_addresses_until_it_ends(here: Bakery, target: Target) -> None:
    note_look(target, FOUND, here.anna.person)
    agree(target.id, ("198.18.0.1",), actor=here.anna.person)
    now = timezone.now()
    granted = authorisation_of(target.id, now)
    assert granted is not None
    assert granted.grants(DomainName(BAKERY), now) is Intrusiveness.ACTIVE
    assert granted.covers_address("198.18.0.1", now)
    assert not granted.covers_address("198.18.0.2", now)
    assert authorisation_of(target.id, now + VALID_FOR + timedelta(minutes=1)) is None
    withdraw_agreement(target.id, actor=here.anna.person)
    assert authorisation_of(target.id, timezone.now()) is None


def test_an_agreement_ends_with_the_proof(here: Bakery, target: Target) -> None:
    note_look(target, FOUND, here.anna.person)
    agree(target.id, ("198.18.0.1",), actor=here.anna.person)
    DomainProof.objects.update(proven_at=None, expires_at=None)
    assert authorisation_of(target.id, timezone.now()) is None


def test_only_an_owner_agrees(here: Bakery, target: Target) -> None:
    note_look(target, FOUND, here.anna.person)
    with pytest.raises(NotAllowed):
        agree(target.id, ("198.18.0.1",), actor=here.carla.person)
    with pytest.raises(NoSuchOrganisation):
        agree(target.id, ("198.18.0.1",), actor=here.otto.person)
