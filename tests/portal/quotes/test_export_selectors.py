"""What is taken elsewhere: a company its requests and what was offered, a provider what it offered and not to whom."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from tests.portal.quotes.asked import asked
from tests.portal.quotes.orders import BACKUP, ordered
from weerbaar.portal.organisations.selectors import organisation_of
from weerbaar.portal.quotes.export_selectors import (
    exported_lifts,
    exported_orders,
    exported_own_quotes,
    exported_requests,
)
from weerbaar.portal.quotes.models import ConflictLift, RequestAttachment
from weerbaar.portal.quotes.services.answer_request import ask_question, decline
from weerbaar.portal.quotes.services.submit_quote import submit_quote

pytestmark = pytest.mark.django_db


def test_a_company_takes_its_requests_with_questions_quotes_and_files() -> None:
    here = asked()
    ask_question(here.invitation.id, "Welke mailserver?", actor=here.by_dirk)
    submit_quote(here.invitation.id, here.form(here.line(BACKUP), conditions="Vooraf"), actor=here.by_dirk)
    decline(here.other_invitation.id, "Geen tijd", actor=here.by_eva)
    RequestAttachment.objects.create(
        request=here.request, name="bijlage-1.png", media_type="image/png", content=b"PNG", added_at=timezone.now()
    )
    packed = here.here.anna.client().get(f"/bedrijf/{here.here.id}/data/alles.zip")
    files = zipfile.ZipFile(io.BytesIO(packed.content))
    assert files.read(f"requests/{here.request.id}/bijlage-1.png") == b"PNG"
    document = json.loads(files.read("weerbaar.json"))
    (request,) = document["requests"]
    assert request["message"] == "Graag voor de zomer."
    assert [question["text"] for question in request["questions"]] == ["Welke mailserver?"]
    by_name = {row["provider"]: row for row in request["invitations"]}
    assert by_name["Bitwacht"]["reason"] == "Geen tijd"
    (quote,) = by_name["Noorderzon ICT"]["quotes"]
    assert (quote["conditions"], quote["lines"][0]["price_cents"]) == ("Vooraf", 42_000)
    # Neither who asked a question nor who of the firm did something.
    assert here.dirk.user.email not in json.dumps(document)
    assert here.dirk.user.name not in json.dumps(document)


def test_a_provider_takes_its_quotes_and_not_who_asked() -> None:
    here = asked()
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    submit_quote(here.other_invitation.id, here.form(here.line(price_cents=1)), actor=here.by_eva)
    view = organisation_of(here.dirk.person, here.provider.organisation_id)
    (quote,) = exported_own_quotes(view)
    assert (quote["region"], quote["lines"][0]["price_cents"]) == ("zwolle", 42_000)
    assert exported_requests(view) == []
    assert "eegrol" not in json.dumps(exported_own_quotes(view))


def test_both_sides_take_an_order_with_what_became_of_it() -> None:
    world = ordered()
    company = exported_orders(world.here.view())
    provider = exported_orders(organisation_of(world.dirk.person, world.provider.organisation_id))
    assert company == provider
    assert (company[0]["number"], company[0]["lines"][0]["state"]) == (world.order.number, "ordered")
    assert exported_orders(organisation_of(world.here.otto.person, world.here.otto_id)) == []


def test_a_lifted_conflict_is_in_the_export() -> None:
    here = asked()
    ConflictLift.objects.create(
        organisation_id=here.here.id, provider=here.provider, reason="Toch", by=here.here.anna.user, at=timezone.now()
    )
    (lift,) = exported_lifts(here.here.view())
    assert (lift["provider"], lift["reason"]) == ("Noorderzon ICT", "Toch")
