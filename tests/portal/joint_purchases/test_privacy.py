"""What the manager, the providers and the other companies read is the same whoever has the gap and whoever was asked."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.portal.joint_purchases.park import Firm, Park, a_park, a_provider, an_offer, give_gap, with_purchase
from tests.portal.people import Somebody
from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.services.ask_companies import take_questions
from weerbaar.portal.web.letters.joint_purchases import send_purchase_letters

pytestmark = pytest.mark.django_db
_TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def pages_of_manager(park: Park) -> dict[str, bytes]:
    """Every page of the area, as its manager reads it."""
    rooms = ("", "mensen/", "samen/", "samen/nieuw/", f"samen/{park.purchase_id}/")
    return _read(park.chaima, [f"/terrein/{park.id}/{room}" for room in rooms])


def _read(who: Somebody, paths: list[str]) -> dict[str, bytes]:
    client, found = who.client(), {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        found[path] = _TOKENS.sub("", response.content.decode()).encode()
    return found


def prepared() -> tuple[Park, Somebody, uuid.UUID]:
    """A park with a purchase and an offer."""
    park = with_purchase(a_park(7))
    provider, by, dirk = a_provider()
    an_offer(park, by)
    return park, dirk, provider.organisation_id


@pytest.mark.parametrize("joined", [0, 3, 6])
def test_the_managers_pages_are_the_same_bytes_whoever_has_the_gap(joined: int) -> None:
    park, dirk, provider_id = prepared()
    rooms = [f"/dienstverlener/{provider_id}/samen/", f"/dienstverlener/{provider_id}/samen/{park.purchase_id}/"]
    park.join(*park.firms[:joined])
    park.count()
    before, before_provider = pages_of_manager(park), _read(dirk, rooms)
    sizes = set()
    for gaps in (park.firms[:1], park.firms[:4], park.firms):
        give_gap(*gaps)
        send_purchase_letters()
        sizes.add(JointReply.objects.exclude(asked_at=None).count())
        assert pages_of_manager(park) == before
        assert _read(dirk, rooms) == before_provider
    assert len(sizes) > 1 or joined == 6
    assert all(park.chaima.user.email not in letter.to for letter in mail.outbox)


def test_another_company_reads_the_same_whoever_has_the_gap() -> None:
    park, _dirk, _provider_id = prepared()
    onlooker = park.firms[6]
    rooms = [f"/bedrijf/{onlooker.id}/samen/", f"/bedrijf/{onlooker.id}/samen/{park.purchase_id}/"]
    before = _read(onlooker.owner, rooms)
    give_gap(*park.firms[:6])
    send_purchase_letters()
    park.join(*park.firms[:6])
    assert _read(onlooker.owner, rooms) == before


def test_joining_and_changing_ones_mind_within_a_day_is_never_seen() -> None:
    park, dirk, provider_id = prepared()
    rooms = [f"/dienstverlener/{provider_id}/samen/{park.purchase_id}/"]
    park.join(*park.firms[:6])
    park.count()
    before, before_provider = pages_of_manager(park), _read(dirk, rooms)
    park.join(park.firms[6], shows_name=True)
    JointReply.objects.filter(organisation_id=park.firms[0].id).update(answer="declined")
    assert pages_of_manager(park) == before
    assert _read(dirk, rooms) == before_provider


def test_the_number_is_shown_from_five_on_and_moves_in_the_morning_only() -> None:
    park, _dirk, _provider_id = prepared()
    path = f"/terrein/{park.id}/samen/{park.purchase_id}/"
    park.join(*park.firms[:4])
    park.count()
    assert "Minder dan vijf bedrijven" in park.chaima.client().get(path).content.decode()
    park.join(park.firms[4])
    assert "Minder dan vijf bedrijven" in park.chaima.client().get(path).content.decode()
    park.count(days=2)
    assert "5 bedrijven" in park.chaima.client().get(path).content.decode()


def test_after_closing_a_number_below_five_is_still_not_told() -> None:
    park, _dirk, _provider_id = prepared()
    park.join(*park.firms[:2])
    park.close()
    assert (
        "Minder dan vijf bedrijven" in pages_of_manager(park)[f"/terrein/{park.id}/samen/{park.purchase_id}/"].decode()
    )


def test_who_was_asked_and_who_joined_make_no_line_of_anybody_elses_log() -> None:
    from weerbaar.portal.audit.models import Event

    park, _dirk, _provider_id = prepared()
    give_gap(park.firms[0])
    send_purchase_letters()
    park.join(park.firms[0], park.firms[1])
    told = Event.objects.filter(subject_id=park.purchase_id).exclude(organisation_id=None)
    for event in told.exclude(word__startswith="provider:"):
        assert event.organisation_id in {park.firms[0].id, park.firms[1].id}


def test_companies_with_the_gap_are_asked_once_and_newcomers_later() -> None:
    park, _dirk, _provider_id = prepared()
    give_gap(*park.firms[:2])
    assert {question.organisation_id for question in take_questions()} == {firm.id for firm in park.firms[:2]}
    assert list(take_questions()) == []
    give_gap(park.firms[2])
    assert [question.organisation_id for question in take_questions()] == [park.firms[2].id]


def test_letters_go_to_the_company_alone_and_name_nobody_else() -> None:
    park, _dirk, _provider_id = prepared()
    give_gap(*park.firms[:3])
    send_purchase_letters()
    JointPurchase.objects.update(closes_at=timezone.now() + timedelta(days=2))
    send_purchase_letters()
    park.join(*park.firms[:2])
    park.close()
    send_purchase_letters()
    send_purchase_letters()
    assert [(len(letter.to), letter.to[0]) for letter in mail.outbox] == [
        (1, firm.owner.user.email) for firm in _in_order(park)
    ]
    for letter in mail.outbox:
        own = next(firm for firm in park.firms if firm.owner.user.email == letter.to[0])
        others = {firm.view().name for firm in park.firms if firm.id != own.id}
        assert not any(name in str(letter.body) + str(letter.subject) for name in others)


def _in_order(park: Park) -> list[Firm]:
    """Three asked, three reminded, two that choose: in the order in which letters went."""
    by_mail = {firm.owner.user.email: firm for firm in park.firms}
    sent = [by_mail[letter.to[0]] for letter in mail.outbox]
    assert [len({firm.id for firm in part}) for part in (sent[:3], sent[3:6], sent[6:])] == [3, 3, 2]
    return sent


def test_a_name_that_is_taken_back_or_leaves_the_area_is_gone_at_once() -> None:
    from weerbaar.portal.joint_purchases.selectors import purchase_of_park
    from weerbaar.portal.joint_purchases.services.answer_purchase import answer_purchase
    from weerbaar.portal.parks.services.join_park import leave_park

    park, _dirk, _provider_id = prepared()
    park.join(*park.firms[:3], shows_name=True)
    park.count()
    assert purchase_of_park(park.id, park.purchase_id).names == ("Firma 00", "Firma 01", "Firma 02")
    first, second = park.firms[:2]
    answer_purchase(first.id, park.purchase_id, joins=True, shows_name=False, actor=first.owner.person)
    leave_park(second.id, park.id, actor=second.owner.person)
    assert purchase_of_park(park.id, park.purchase_id).names == ("Firma 02",)
