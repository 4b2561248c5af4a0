"""The measures matrix: all measures, a new one, and one with what can be done to it."""

import csv
import uuid
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.errors import MeasureFault, MeasureNotNow, MeasureRefused
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.selectors import MeasureView, measures_of
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, change_measure, move_measure
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import (
    decided_words,
    measure_fault,
    measure_mark,
    parties_for_choice,
    party_name,
    verb_words,
)
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page


@dataclass(frozen=True)
class MeasureForm:
    """What was filled in, as text, and what it means."""

    text: dict[str, str]
    partners: tuple[str, ...]
    errors: dict[str, list[str]] = field(default_factory=dict)

    def read(self) -> MeasureText:
        """What it means.

        Raises:
            MeasureRefused: a day or amount that is none.
        """
        due, cost = self.text["due_on"], self.text["cost_euro"]
        try:
            due_on = date.fromisoformat(due) if due else None
        except ValueError as error:
            raise MeasureRefused(MeasureFault.NO_DAY) from error
        return MeasureText(
            aspect=self.text["aspect"],
            problem=self.text["problem"],
            what=self.text["what"],
            source=self.text["source"],
            owner=self.text["owner"],
            partners=self.partners,
            indicator=self.text["indicator"],
            cost_euro=int(cost) if cost.isdecimal() and len(cost) < 10 else None,
            funding=self.text["funding"],
            due_on=due_on,
        )


_FIELDS = ("aspect", "problem", "what", "source", "owner", "indicator", "cost_euro", "funding", "due_on")


@require_safe
@park_page
def kvo_measures(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All measures, or only those over time or of the reader's own party."""
    view, language = view_of_park(member), language_of_page().value
    every = measures_of(view)
    shown = request.GET.get("toon", "")
    mine = view.signs_for or "park_manager"
    chosen = {
        "late": [measure for measure in every if measure.days_late],
        "van-mij": [measure for measure in every if measure.owner == mine],
    }.get(shown, every)
    aspects = load_safety().aspects
    groups = [
        (aspect.name[language], [_row(measure, language) for measure in chosen if measure.aspect == aspect.id])
        for aspect in aspects.values()
        if any(measure.aspect == aspect.id for measure in chosen)
    ]
    context = {
        "view": view,
        "groups": groups,
        "shown": shown,
        "number": len(every),
        "late": sum(1 for measure in every if measure.days_late),
        "mine": sum(1 for measure in every if measure.owner == mine),
    }
    return render(request, "park/kvo_measures.html", context)


@require_safe
@park_page
def kvo_measures_csv(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The matrix as a table for a spreadsheet."""
    view, language = view_of_park(member), language_of_page().value
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="maatregelen.csv"'
    table = csv.writer(response)
    table.writerow(
        ["aspect", "problem", "measure", "owner", "partners", "indicator", "cost_euro", "due_on", "state", "evidence"]
    )
    for item in measures_of(view):
        cells = [
            item.aspect,
            item.problem,
            item.what,
            party_name(item.owner, language) if item.owner else "",
            ", ".join(party_name(party, language) for party in item.partners),
            item.indicator,
            str(item.cost_euro or ""),
            item.due_on.isoformat() if item.due_on else "",
            item.state.value,
            item.evidence,
        ]
        table.writerow([safe_cell(cell) for cell in cells])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def kvo_measure_new(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """A new measure, from the list or of the area's own."""
    view = view_of_park(member)
    if request.method != "POST":
        return _form(request, _from_list(request.GET.get("uit", ""), language_of_page().value), None)
    form = posted_measure(request)
    try:
        measure_id = add_measure(view.id, form.read(), actor=member.person)
    except MeasureRefused as error:
        name, said = measure_fault(error.fault)
        return _form(request, MeasureForm(form.text, form.partners, {name: [said]}), None, 422)
    return redirect("kvo-measure", park_id=member.park.id, measure_id=measure_id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def kvo_measure(request: HttpRequest, member: ParkMember, measure_id: uuid.UUID) -> HttpResponse:
    """One measure: what it says, and the next step."""
    view = view_of_park(member)
    measure = next((item for item in measures_of(view) if item.id == measure_id), None)
    if measure is None:
        raise Http404
    if request.method != "POST":
        return _form(request, _of(measure), measure) if "wijzig" in request.GET else _one(request, measure, {})
    verb = request.POST.get("verb", "")
    try:
        if verb in {item.value for item in MeasureVerb}:
            move_measure(view.id, measure_id, MeasureVerb(verb), request.POST.get("text", ""), actor=member.person)
        else:
            change_measure(view.id, measure_id, posted_measure(request).read(), actor=member.person)
    except MeasureRefused as error:
        name, said = measure_fault(error.fault)
        if verb:
            return _one(request, measure, {name: [said]}, 422)
        form = posted_measure(request)
        return _form(request, MeasureForm(form.text, form.partners, {name: [said]}), measure, 422)
    except MeasureNotNow:
        return redirect("kvo-measure", park_id=member.park.id, measure_id=measure_id)
    return redirect("kvo-measure", park_id=member.park.id, measure_id=measure_id)


def _row(measure: MeasureView, language: str) -> tuple[MeasureView, str, str, str]:
    return (measure, party_name(measure.owner, language) if measure.owner else "", *measure_mark(measure))


def _one(request: HttpRequest, measure: MeasureView, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    language, safety, words = language_of_page().value, load_safety(), verb_words()
    indicator = safety.indicators.get(measure.indicator)
    context = {
        "measure": measure,
        "aspect": safety.aspects[measure.aspect].name[language],
        "owner": party_name(measure.owner, language) if measure.owner else "",
        "partners": ", ".join(party_name(party, language) for party in measure.partners),
        "indicator": indicator.name[language] if indicator else "",
        "checked_by": party_name(measure.checked_by_party, language) if measure.checked_by_party else "",
        "mark": measure_mark(measure),
        "decided": decided_words()[measure.decided] if measure.decided else "",
        "deeds": [(verb.value, *words[verb]) for verb in measure.verbs],
        "text": request.POST.get("text", ""),
        "chosen": request.POST.get("verb", ""),
        "errors": errors,
    }
    return render(request, "park/kvo_measure.html", context, status=status)


def _form(request: HttpRequest, form: MeasureForm, measure: MeasureView | None, status: int = 200) -> HttpResponse:
    language, safety = language_of_page().value, load_safety()
    context = {
        "form": form,
        "measure": measure,
        "errors": form.errors,
        "aspects": [(aspect.id, aspect.name[language]) for aspect in safety.aspects.values()],
        "parties": parties_for_choice(language),
        "indicators": [(item.id, item.name[language]) for item in safety.indicators.values()],
        "funding": [(key, texts[language]) for key, texts in safety.funding.items()],
        "known": [
            (
                aspect.name[language],
                [(item.id, item.what[language]) for item in safety.measures.values() if item.aspect == key],
            )
            for key, aspect in safety.aspects.items()
        ],
    }
    return render(request, "park/kvo_measure_form.html", context, status=status)


def posted_measure(request: HttpRequest) -> MeasureForm:
    """What was filled in about a measure; empty of what was not."""
    text = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    return MeasureForm(text, tuple(request.POST.getlist("partners")))


def _of(measure: MeasureView) -> MeasureForm:
    text = {name: str(getattr(measure, name) or "") for name in _FIELDS}
    return MeasureForm(text, measure.partners)


def _from_list(source: str, language: str) -> MeasureForm:
    """The form as the list of measures would fill it in; empty when nothing was chosen."""
    known = load_safety().measures.get(source)
    text = dict.fromkeys(_FIELDS, "")
    if known is None:
        return MeasureForm(text, ())
    text |= {
        "source": known.id,
        "aspect": known.aspect,
        "problem": known.problem[language],
        "what": known.what[language],
        "owner": known.responsible,
        "indicator": known.indicator,
        "funding": known.funding[0] if known.funding else "",
    }
    return MeasureForm(text, known.partners)
