"""The order on paper says what was agreed, to the cent, and the same to both sides."""

import uuid

import pytest
from django.test import Client
from django.utils import translation

from tests.portal.people import somebody
from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider
from tests.portal.web.papers.pdfs import reader_of, tags_of, text_of
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.quotes.agreed_selectors import agreed_by_company, agreed_by_provider
from weerbaar.portal.quotes.models import WorkOrder
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.submit_quote import submit_quote
from weerbaar.portal.web.papers.work_order import render_agreed
from weerbaar.scanner.vocabulary.language import Language

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Asked:
    return asked()


def _order(there: Asked, **fields: object) -> uuid.UUID:
    lines = (
        there.line(MAIL, price_cents=42_050, yearly_cents=30_000),
        there.line(BACKUP, price_cents=150, vat_percent=9, ready_in_days=20),
    )
    form = there.form(*lines, **{"conditions": "Betalen binnen 14 dagen.", **fields})
    quote_id = submit_quote(there.invitation.id, form, actor=there.by_dirk)
    chosen = [there.requested(cause).id for cause in (MAIL, BACKUP)]
    return accept_quote(there.here.id, quote_id, chosen, actor=there.here.anna.person)


def _paper(there: Asked, order_id: uuid.UUID, language: Language = Language.NL) -> bytes:
    with translation.override(language.value):
        return render_agreed(agreed_by_company(there.here.view(), order_id), language)


def test_it_says_who_what_when_and_how_much(there: Asked) -> None:
    order_id = _order(there)
    number = WorkOrder.objects.get(id=order_id).number
    text = text_of(_paper(there, order_id)).replace("\xa0", " ")
    for told in (
        number,
        "Bakkerij Deegrol",
        "Noorderzon ICT",
        f"Taak {MAIL}",
        "Regel zetten en nakijken",
        "€ 420,50",
        "€ 88,31 (21%)",  # 420,50 at 21 per cent is 88,305: half a cent goes up
        "€ 508,81",
        "€ 0,14 (9%)",
        "€ 422",
        "€ 88,45",
        "€ 510,45",
        "€ 300",
        "Betalen binnen 14 dagen.",
        "Weerbaar is geen partij",
    ):
        assert told in text, told


def test_both_sides_get_the_same_paper(there: Asked) -> None:
    order_id = _order(there)
    with translation.override("nl"):
        theirs = render_agreed(agreed_by_provider(there.by_dirk, order_id), Language.NL)
    assert theirs == _paper(there, order_id)
    for client, door in (
        (there.here.bram.client(), f"/bedrijf/{there.here.id}/hulp/"),
        (there.fleur.client(), f"/dienstverlener/{there.provider.organisation_id}/"),
    ):
        answer = client.get(f"{door}opdrachten/{order_id}/opdracht.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert "Deegrol" not in answer["Content-Disposition"]
        assert answer.content == theirs


def test_it_can_be_read_aloud_and_names_its_language(there: Asked) -> None:
    paper = _paper(there, _order(there), Language.EN)
    assert reader_of(paper).trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    tags = tags_of(paper)
    assert tags["/H1"] == 1
    assert tags["/TH"] >= 5
    assert "Conditions of the provider" in text_of(paper)


def test_what_somebody_wrote_is_never_markup(there: Asked) -> None:
    wild = '#panic("x") *vet* $x^2$ @bron <label> \\ ' + "W" * 90
    text = text_of(_paper(there, _order(there, conditions=wild)))
    assert '#panic("x") *vet* $x^2$ @bron <label>' in text


def test_nobody_else_gets_it(there: Asked) -> None:
    order_id, mark = _order(there), somebody("mark")
    other = a_provider(mark, "Elders")
    company = f"/bedrijf/{there.here.id}/hulp/opdrachten/{order_id}/opdracht.pdf"
    provider = f"/dienstverlener/{there.provider.organisation_id}/opdrachten/{order_id}/opdracht.pdf"
    for path in (company, provider):
        assert Client().get(path).status_code == 302
        assert there.here.otto.client().get(path).status_code == 404
    assert there.here.otto.client().get(company.replace(str(there.here.id), str(there.here.otto_id))).status_code == 404
    elsewhere = provider.replace(str(there.provider.organisation_id), str(other.organisation_id))
    assert mark.client().get(elsewhere).status_code == 404
    assert there.eva.client().get(provider).status_code == 404


def test_a_company_that_leaves_takes_no_agreement_along(there: Asked) -> None:
    order_id = _order(there)
    with translation.override("nl"):
        before = render_agreed(agreed_by_provider(there.by_dirk, order_id), Language.NL)
        delete_organisation(there.here.id, actor=there.here.anna.person)
        assert not Organisation.objects.filter(id=there.here.id).exists()
        assert render_agreed(agreed_by_provider(there.by_dirk, order_id), Language.NL) == before
