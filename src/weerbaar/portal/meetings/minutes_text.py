"""The text of minutes as it is approved and audited: the same meeting always gives the same text."""

from collections.abc import Iterator

from django.utils import timezone

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.meetings.models import AgendaItem, Decision, Meeting
from weerbaar.portal.meetings.patterns.read_patterns import load_patterns
from weerbaar.portal.meetings.words import DecisionKind

# In Dutch, as the papers of a trajectory: it is the language in which the file is audited.
_KINDS = {
    DecisionKind.DONE: "Klaar",
    DecisionKind.REDATE: "Nieuwe datum",
    DecisionKind.STOP: "Gestopt",
    DecisionKind.AGREE: "Afgesproken",
    DecisionKind.TASK: "Nieuwe taak",
    DecisionKind.OTHER: "Besluit",
    DecisionKind.MINUTES: "Verslag goedgekeurd",
}


def minutes_text(meeting: Meeting, correction: str) -> str:
    """Heading, who was there for which party, agenda, decisions by number, and what was corrected. Line ends are LF."""
    pattern = load_patterns().get(meeting.pattern)
    begin, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    lines = [
        f"Verslag: {pattern.title['nl'] if pattern else meeting.pattern}",
        f"Gebied: {meeting.trajectory.park.name}",
        f"Wanneer: {begin:%Y-%m-%d %H:%M} tot {end:%H:%M}",
        f"Waar: {', '.join(part for part in (meeting.place, meeting.link) if part)}",
        "",
        "Aanwezig:",
        *(f"- {row.name} ({party(row.party)})" for row in meeting.invitees.filter(present=True).order_by("name", "id")),
        "",
        "Agenda:",
        *(f"- {row.title['nl']}" for row in AgendaItem.objects.filter(meeting=meeting, is_off=False)),
        "",
        "Besluiten:",
        *(line for row in meeting.decisions.all() for line in _decision(row)),
    ]
    if correction:
        lines += ["", "Correctie:", *correction.splitlines()]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def party(word: str) -> str:
    """What a party is called in Dutch."""
    texts = load_safety().parties.get(word)
    return texts["nl"] if texts else word.replace("_", " ")


def _decision(row: Decision) -> Iterator[str]:
    yield f"{row.number}. {_KINDS[DecisionKind(row.kind)]}" + (f": {row.about}" if row.about else "")
    if row.owner:
        yield f"   Eigenaar: {party(row.owner)}"
    if row.due_on:
        yield f"   Klaar op: {row.due_on:%Y-%m-%d}"
    if row.text:
        yield f"   {' '.join(row.text.split())}"
