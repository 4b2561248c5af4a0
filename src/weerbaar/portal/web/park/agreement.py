"""Agreements from model texts: choose one, fill it in for the area, and make it a paper."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.parks.selectors import seats_of
from weerbaar.portal.trajectories.agreements.fill_template import clauses_for, fields_for, known_values, paper_for
from weerbaar.portal.trajectories.agreements.read_templates import PLACEHOLDER, Template, load_templates
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.trajectories.selectors import TrajectoryView, paper_of
from weerbaar.portal.trajectories.services.write_paper import write_paper
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import paper_fault, paper_mark, party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

LONGEST = 1000  # characters of one clause or value


@dataclass(frozen=True)
class Draft:
    """A model text while it is filled in: its values, and the clauses as they read now."""

    values: dict[str, str]
    clauses: list[str]
    errors: dict[str, list[str]] = field(default_factory=dict)


@require_safe
@park_page
def agreement_list(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The model texts, and how far the paper of each is."""
    view, language, templates = view_of_park(member), language_of_page().value, load_templates()
    rows = []
    for template in templates.all.values():
        kind = paper_for(view.scheme, template)
        paper = paper_of(view, kind.id) if kind else None
        title = _title(template, view, language)
        rows.append((template.id, title, kind.id if kind else "", paper_mark(paper) if paper else ("", "")))
    context = {"view": view, "rows": rows, "note": templates.legal_note[language]}
    return render(request, "park/agreement_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def agreement_template(request: HttpRequest, member: ParkMember, template_id: str) -> HttpResponse:
    """The text with what is known of the area. Every clause can be changed or left out; then it becomes a draft of its paper."""
    view, language = view_of_park(member), language_of_page().value
    template = load_templates().all.get(template_id)
    if template is None:
        raise Http404
    kind = paper_for(view.scheme, template)
    if request.method != "POST":
        return _show(request, view, template, _filled(request, view, template, language))
    draft = _posted(request, template)
    if kind is None:
        raise Http404
    try:
        write_paper(view.id, kind.id, fields_for(template, kind, draft.clauses, draft.values), actor=member.person)
    except PaperRefused as refused:
        errors = {"clause-0": [paper_fault(refused.fault)]}
        return _show(request, view, template, Draft(draft.values, draft.clauses, errors), 422)
    return redirect("kvo-paper", park_id=member.park.id, kind=kind.id)


def _filled(request: HttpRequest, view: TrajectoryView, template: Template, language: str) -> Draft:
    """From the address where somebody filled something in, else from what is known."""
    known = known_values(view, language, timezone.localdate())
    values = {word: request.GET.get(word, known.get(word, ""))[:LONGEST] for word in template.uses}
    seated = ["park_manager", *(seat.party.value for seat in seats_of(view.park.id) if seat.party)]
    return Draft(values, clauses_for(template, values, seated, language))


def _posted(request: HttpRequest, template: Template) -> Draft:
    values = {word: request.POST.get(word, "")[:LONGEST] for word in template.uses}
    clauses = [request.POST.get(f"clause-{at}", "")[:LONGEST] for at in range(len(template.clauses))]
    return Draft(values, clauses)


def _show(
    request: HttpRequest, view: TrajectoryView, template: Template, draft: Draft, status: int = 200
) -> HttpResponse:
    language, templates = language_of_page().value, load_templates()
    kind = paper_for(view.scheme, template)
    context = {
        "view": view,
        "title": _title(template, view, language),
        "note": templates.legal_note[language],
        "values": [(word, templates.placeholders[word][language], draft.values[word]) for word in template.uses],
        "clauses": [(f"clause-{at}", text) for at, text in enumerate(draft.clauses)],
        "plain": "\n".join(text for text in draft.clauses if text),
        "paper": kind.name[language] if kind else "",
        "signers": ", ".join(party_name(party, language) for party in template.signatures),
        "errors": draft.errors,
    }
    return render(request, "park/agreement_template.html", context, status=status)


def _title(template: Template, view: TrajectoryView, language: str) -> str:
    return PLACEHOLDER.sub(lambda _found: view.park.name, template.title[language])
