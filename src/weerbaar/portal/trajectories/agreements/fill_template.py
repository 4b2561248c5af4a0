"""Fills a model text for an area, and puts its clauses into the fields of a paper."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import translation
from django.utils.dateformat import format as format_date

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.selectors import seats_of
from weerbaar.portal.trajectories.agreements.read_templates import PLACEHOLDER, Template
from weerbaar.portal.trajectories.models import Goal
from weerbaar.portal.trajectories.schemes.evaluate import months_before
from weerbaar.portal.trajectories.schemes.scheme import ArtefactKind, Scheme
from weerbaar.portal.trajectories.selectors import TrajectoryView

# Stands where a value is not known yet, so that whoever reads the draft sees it.
OPEN = "…"


def paper_for(scheme: Scheme, template: Template) -> ArtefactKind | None:
    """The paper of the scheme that this model text is for; None when it becomes no paper."""
    return next((kind for kind in scheme.artefacts.values() if kind.template == template.id), None)


def known_values(view: TrajectoryView, language: str, today: date) -> dict[str, str]:
    """What is known of the area for each placeholder; what is not is empty."""
    parties = load_safety().parties
    seats = seats_of(view.park.id)
    seated = dict.fromkeys(seat.party.value for seat in seats if seat.party)
    months, meetings = (_number(view.scheme, name) for name in ("term_months", "meetings_per_year_min"))
    goals = Goal.objects.filter(trajectory_id=view.id).order_by("id").values_list("text", flat=True)
    return {
        "area": view.park.name,
        "parties": _listed([parties[word][language] for word in seated], language),
        "start_date": _day(today, language),
        "end_date": _day(months_before(today, -months), language) if months else "",
        "contact": seats[0].name if seats else "",
        "goals": "; ".join(text.rstrip(".") for text in goals),
        "scheme": f"{view.scheme.title[language]} ({view.scheme.version})",
        "meetings": str(meetings or ""),
    }


def clauses_for(template: Template, values: Mapping[str, str], seated: Sequence[str], language: str) -> list[str]:
    """Each clause with its values. One that binds a party which does not sit at the table is empty."""
    return [
        PLACEHOLDER.sub(lambda found: values.get(found[1], "").strip() or OPEN, clause.text[language])
        if not clause.role or clause.role in seated
        else ""
        for clause in template.clauses
    ]


def fields_for(
    template: Template, paper: ArtefactKind, clauses: Sequence[str], values: Mapping[str, str]
) -> dict[str, str]:
    """The fields of the paper: values where the model says so, and each clause in the first of its fields that there is. A clause
    that fits no field goes where the most of the text goes, so that nothing of what was agreed is lost.
    """
    known = [name for name in (*paper.required, *paper.optional) if name != "signatures"]
    fields = {name: values.get(word, "") for name, word in template.fill.items() if name in known}
    lines: dict[str, list[str]] = {}
    for clause, text in zip(template.clauses, clauses, strict=True):
        if text.strip():
            main = next((name for name in ("goal", "commitments", "decision_rule") if name in known), known[0])
            lines.setdefault(next((name for name in clause.fields if name in known), main), []).append(text.strip())
    return fields | {name: "\n".join(said) for name, said in lines.items()}


def _number(scheme: Scheme, name: str) -> int:
    found = scheme.parameters.get(name)
    return found.value if found and isinstance(found.value, int) else 0


def _listed(names: Sequence[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {'en' if language == 'nl' else 'and'} {names[-1]}"


def _day(day: date, language: str) -> str:
    with translation.override(language):
        return format_date(day, "j F Y")
