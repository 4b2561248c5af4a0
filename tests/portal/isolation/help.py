"""What lies between the companies of the generated world and two service providers: a request, quotes, and an order at one."""

from datetime import timedelta

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from tests.portal.isolation.people import Link
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, hand_over
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.api_access.services.keep_endpoint import add_endpoint
from weerbaar.portal.api_access.services.make_token import make_token
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.models import Grant
from weerbaar.portal.organisations.words import GrantScope
from weerbaar.portal.providers.models import Package, Provider
from weerbaar.portal.providers.profile import MarkClaim
from weerbaar.portal.providers.services.claim_mark import claim_mark
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.models import OrderLine, Quote, QuoteRequest, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.outbox import OutboxWord
from weerbaar.portal.quotes.services.dispute_line import answer_dispute, open_dispute, propose_end
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.words import InvitationState, QuoteState

SUPPLIER_ROUTES = (
    "supplier-request",
    "supplier-request-ask",
    "supplier-request-decline",
    "supplier-request-file",
    "supplier-quote",
    "supplier-quote-withdraw",
)


def list_provider(firm: Company, marks: Marks) -> Provider:
    """The organisation is listed, with a package."""
    row = Provider.objects.create(
        organisation_id=firm.id,
        state=ProviderState.LISTED.value,
        about=marks.new(Field.PROFILE, firm.key),
        municipality="zwolle",
        everywhere=True,
        languages=["nl"],
        listed_at=timezone.now(),
    )
    included = marks.new(Field.PROFILE, firm.key)
    package = Package.objects.create(
        provider=row, cause="ACT-OFFLINE", included=included, price_from_cents=100, price_to_cents=200, lead_days=3
    )
    firm.note("provider_id", row.id)
    firm.note("package_id", package.id)
    claim = MarkClaim("MK-CVNL", marks.new(Field.PROFILE, firm.key), "", "", None, "")
    firm.note("mark_id", claim_mark(firm.id, claim, actor=firm.owner))
    today = timezone.localdate()
    name = marks.new(Field.ACCESS, firm.key)
    firm.note("token_id", make_token(firm.id, name, list(Scope), today + timedelta(days=30), actor=firm.owner).id)
    url = f"https://{marks.new(Field.ACCESS, firm.key)}.example/"
    firm.note("endpoint_id", add_endpoint(firm.id, url, list(OutboxWord), actor=firm.owner).endpoint_id)
    return row


def ask_for_help(company: Company, firm: Company, other: Company, marks: Marks) -> None:
    """The company asks both firms, without its name; it lets the first know who it is, and orders the work there."""
    now = timezone.now()
    action = Action.objects.filter(organisation_id=company.id, state=State.OPEN.value).order_by("cause").first()
    assert action is not None
    request = QuoteRequest.objects.create(
        organisation_id=company.id,
        message=marks.new(Field.REQUEST, company.key),
        region="zwolle",
        language="nl",
        made_by_id=company.owner.user_id,
        made_at=now,
        deadline=now + timedelta(days=7),
    )
    asked = request.actions.create(action=action, cause=action.cause, title="Taak", detail={})
    quotes = {}
    for one in (firm, other):
        invitation = RequestInvitation.objects.create(
            request=request,
            provider=Provider.objects.get(organisation_id=one.id),
            state=InvitationState.QUOTED.value,
            contact_at=now if one is firm else None,
        )
        request.questions.create(
            invitation=invitation,
            text=marks.new(Field.REQUEST, company.key),
            asked_at=now,
            answer=marks.new(Field.REQUEST, company.key),
            answered_at=now,
        )
        quote = Quote.objects.create(
            invitation=invitation,
            state=QuoteState.SUBMITTED.value,
            conditions=marks.new(Field.QUOTE, company.key, one.key),
            submitted_at=now,
            valid_until=timezone.localdate() + timedelta(days=30),
        )
        scope = marks.new(Field.QUOTE, company.key, one.key)
        quote.lines.create(requested=asked, scope=scope, price_cents=42_000, ready_in_days=10)
        one.note("invitation_id", invitation.id)
        one.note("quote_id", quote.id)
        company.note("quote_id", quote.id)
        company.note("requested_id", asked.id)
        quotes[one.key] = quote
    file = request.attachments.create(
        name="bijlage-1.png",
        media_type="image/png",
        content=f"beeld {marks.new(Field.REQUEST, company.key)}".encode(),
        added_at=now,
    )
    for one in (company, firm, other):
        one.note("attachment_id", file.id)
    company.note("request_id", request.id)
    _ask_supplier(company, request, marks)
    company.note("provider_id", firm.ids["provider_id"][0])
    _order(company, firm, quotes[firm.key], action, marks)


def _ask_supplier(company: Company, request: QuoteRequest, marks: Marks) -> None:
    """The same request to a supplier without an account, who does not know who asks either."""
    label, token = f"{company.key} supplier", new_token()
    marks.note(token, Field.TOKEN, company.key, label)
    invitation = RequestInvitation.objects.create(
        request=request,
        token_hash=fingerprint(token),
        supplier=marks.new(Field.QUOTE, company.key, label),
        email=f"{marks.new(Field.QUOTE, company.key, label)}@mail.example",
    )
    quote = Quote.objects.create(
        invitation=invitation,
        conditions=marks.new(Field.QUOTE, company.key, label),
        submitted_at=timezone.now(),
        valid_until=timezone.localdate() + timedelta(days=30),
    )
    sees = marks.among([company.key], Field.REQUEST) | marks.among([company.key], Field.QUOTE, Field.TOKEN, of=label)
    ids = {"quote_id": quote.id}
    company.links.append(Link(label, SUPPLIER_ROUTES, token, frozenset(sees), ids=ids))


def _order(company: Company, firm: Company, quote: Quote, action: Action, marks: Marks) -> None:
    now = timezone.now()
    Quote.objects.filter(id=quote.id).update(state=QuoteState.ACCEPTED.value)
    link = hand_over(company.id, HandoverOrder((action.id,), "Dienstverlener"), actor=company.owner)
    grant = Grant.objects.create(
        organisation_id=company.id,
        receiver_id=firm.id,
        scope=GrantScope.WORK.value,
        purpose="werk",
        given_at=now,
        until=now + timedelta(days=90),
    )
    order = WorkOrder.objects.create(
        number=f"W-{company.key}",
        organisation_id=company.id,
        provider_id=firm.ids["provider_id"][0],
        quote=quote,
        handover_id=link.id,
        grant=grant,
        terms={"total_cents": 42_000},
        ordered_at=now,
        ordered_by_id=company.owner.user_id,
    )
    line = OrderLine.objects.create(
        order=order,
        action=action,
        cause=action.cause,
        price_cents=42_000,
        vat_percent=21,
        due_on=timezone.localdate() + timedelta(days=10),
    )
    for one in (company, firm):
        one.note("order_id", order.id)
        one.note("line_id", line.id)
    by_firm = ProviderPerson(firm.owner.user_id, firm.id)
    start_line(line.id, actor=by_firm)
    open_dispute(line.id, marks.new(Field.ORDER, company.key), actor=company.owner)
    answer_dispute(line.id, marks.new(Field.ORDER, company.key), actor=by_firm)
    propose_end(line.id, marks.new(Field.ORDER, company.key), actor=company.owner)
