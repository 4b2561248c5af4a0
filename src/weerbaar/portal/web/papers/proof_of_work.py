"""Proof of ordered work on paper: what a measurement saw before, when it was reported done, and what a later one saw."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

import weerbaar
from weerbaar.portal.action_plans.trace_selectors import last_seen_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.quotes.agreed_selectors import Agreed
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.order_views import WorkLine, WorkOrderView
from weerbaar.portal.quotes.words import LineState
from weerbaar.portal.web.components.moments import day, day_and_clock, plain_day
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language


def render_proof(
    order: WorkOrderView, agreed: Agreed, view: OrganisationView, language: Language, made_at: datetime | None = None
) -> bytes:
    """The proof as a PDF in the language of the page. Work that is not proven yet says so."""
    made_at = made_at or timezone.now()
    data = {
        "language": language.value,
        "title": _("Proof of work of order %(number)s") % {"number": order.number},
        "lead": _("Ordered by %(company)s from %(provider)s on %(day)s.")
        % {
            "company": clean(agreed.company.name, 200),
            "provider": clean(agreed.provider.name, 200),
            "day": day(order.ordered_at),
        },
        "lines": [_line(line, order, view, language) for line in order.lines],
        "add": [
            _("The invoice of the provider, with the number of this order."),
            _("Proof that you paid it, such as a line of your bank account."),
        ],
        "foot": f"Weerbaar {weerbaar.__version__}",
        "words": _words(plain_day(timezone.localdate(made_at))),
    }
    return typeset("proof_of_work.typ", data, made_at)


def _line(line: WorkLine, order: WorkOrderView, view: OrganisationView, language: Language) -> dict[str, Any]:
    return {
        "title": clean(action_title(line.cause, language.value), 200),
        "before": _before(line, order, view, language),
        "delivered": [_("Reported done on %(moment)s.") % {"moment": day_and_clock(line.delivered_at)}]
        if line.delivered_at
        else [_("Not reported done.")],
        "after": _after(line),
        "is_proven": line.state in {LineState.VERIFIED, LineState.CONFIRMED} and line.reopened_at is None,
    }


def _before(line: WorkLine, order: WorkOrderView, view: OrganisationView, language: Language) -> list[str]:
    looks = last_seen_of(view, line.action_id) if line.action_id else ()
    found = [
        _("%(domain)s, measured on %(moment)s: %(points)s.")
        % {
            "domain": look.run.domain.display,
            "moment": day_and_clock(look.run.at),
            "points": ", ".join(texts_of(check, language).title for check in look.checks),
        }
        for look in looks
        # A look after the delivery tells of what came back, not of what was ordered.
        if line.delivered_at is None or look.run.at <= line.delivered_at
    ]
    return found or [_("No measurement of before is kept. The company said so itself, or it was erased.")]


def _after(line: WorkLine) -> list[str]:
    told = [
        _("%(domain)s, measured on %(moment)s: it is not found any more.")
        % {"domain": run.domain.display, "moment": day_and_clock(run.at)}
        for step in line.steps
        if step.verb == LineVerb.VERIFY
        for run in step.runs
    ]
    if line.state is LineState.CONFIRMED and line.evidence:
        told.append(_("The company confirmed it with: %(evidence)s") % {"evidence": clean(line.evidence, 400)})
    if line.state is LineState.VERIFIED and line.solved_at and not told:
        told.append(_("A measurement saw on %(day)s that it is fixed.") % {"day": day(line.solved_at)})
    if line.reopened_at:
        told.append(_("It came back: on %(day)s two measurements saw it again.") % {"day": day(line.reopened_at)})
    return told or [_("Not proven yet.")]


def _words(made_on: str) -> dict[str, str]:
    return {
        "before": _("Before"),
        "delivered": _("Delivered"),
        "after": _("After"),
        "proven": _("Proven"),
        "unproven": _("Not proven yet"),
        "add": _("What you add yourself"),
        "how": _("How this is known"),
        "how_text": _(
            "Weerbaar measured from outside, with the same checks before and after. Neither the provider nor the company can"
            " change what was measured."
        ),
        "made": _("Made on %(day)s") % {"day": made_on},
        "page": _("Page {page} of {pages}"),
    }
