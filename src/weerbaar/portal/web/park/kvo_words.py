"""A trajectory as people read it: what is missing, states, verbs, and what is refused."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.errors import MeasureFault, PaperFault, SignatureFault
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.schemes.evaluate import Missing
from weerbaar.portal.trajectories.schemes.rules import (
    Count,
    Each,
    Facts,
    HasReason,
    HasState,
    Leaf,
    SignedBy,
    Within,
)
from weerbaar.portal.trajectories.schemes.scheme import Scheme
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.selectors import MeasureView, PaperView
from weerbaar.portal.trajectories.words import DecidedBy, MeasureState


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that the present phase still lacks. `kind` is the paper that it is about, or empty. `who` carries it."""

    text: str
    who: str
    kind: str


def tasks_of(lacking: list[Missing], scheme: Scheme, facts: Facts, language: str) -> list[Task]:
    """What has to be done, in the order of the scheme."""
    return [_task(entry, scheme, facts, language) for entry in lacking]


def party_name(party: str, language: str) -> str:
    """What a party is called."""
    texts = load_safety().parties.get(party)
    return texts[language] if texts else party.replace("_", " ")


def parties_for_choice(language: str) -> list[tuple[str, str]]:
    """Every party with its name, by name."""
    return sorted(
        ((party, texts[language]) for party, texts in load_safety().parties.items()), key=lambda pair: pair[1]
    )


def paper_mark(paper: PaperView) -> tuple[str, str]:
    """Shape and word of a paper."""
    if paper.state is None:
        return ("better", _("Explained")) if paper.reason else ("none", _("Not begun"))
    return {
        ArtefactState.DRAFT: ("busy", _("Draft")),
        ArtefactState.REVIEW: ("busy", _("To be signed or adopted")),
        ArtefactState.ADOPTED: ("fine", _("Adopted")),
        ArtefactState.SIGNED: ("fine", _("Signed")),
        ArtefactState.SUPERSEDED: ("none", _("Replaced")),
    }[paper.state]


def measure_mark(measure: MeasureView) -> tuple[str, str]:
    """Shape and word of a measure; green only after a second pair of eyes."""
    if measure.days_late:
        late = ngettext("%(days)s day late", "%(days)s days late", measure.days_late)
        return "first", late % {"days": measure.days_late}
    return {
        MeasureState.IDEA: ("none", _("Idea")),
        MeasureState.AGREED: ("none", _("Agreed")),
        MeasureState.IN_PROGRESS: ("busy", _("In progress")),
        MeasureState.DONE: ("busy", _("Reported done")),
        MeasureState.CHECKED: ("fine", _("Checked")),
        MeasureState.DROPPED: ("none", _("Dropped")),
    }[measure.state]


def decided_words() -> dict[DecidedBy, str]:
    """By what a measure became a task."""
    return {
        DecidedBy.MEETING: _("Decided in a meeting"),
        DecidedBy.PLAN: _("Adopted with the plan"),
        DecidedBy.STATED: _("Agreed outside a meeting"),
    }


def verb_words() -> dict[MeasureVerb, tuple[str, str]]:
    """For each verb its button, and what has to be written with it (empty: nothing)."""
    return {
        MeasureVerb.AGREE: (_("Agree on this measure"), ""),
        MeasureVerb.START: (_("We have started"), ""),
        MeasureVerb.FINISH: (_("It is done"), _("What shows that it is done?")),
        MeasureVerb.CHECK: (_("I have seen the evidence"), ""),
        MeasureVerb.DROP: (_("Stop with this measure"), _("Why do you stop?")),
        MeasureVerb.REOPEN: (_("Take it up again"), _("Why do you take it up again?")),
    }


def measure_fault(fault: MeasureFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        MeasureFault.UNKNOWN_ASPECT: ("aspect", _("Choose a subject.")),
        MeasureFault.UNKNOWN_SOURCE: ("source", _("Choose a measure from the list.")),
        MeasureFault.UNKNOWN_PARTY: ("owner", _("Choose who carries the measure.")),
        MeasureFault.NO_TEXT: ("what", _("Write down the problem and what you will do.")),
        MeasureFault.NO_OWNER: ("owner", _("Choose who carries the measure.")),
        MeasureFault.NO_DAY: ("due_on", _("Fill in when it has to be done.")),
        MeasureFault.NO_INDICATOR: ("indicator", _("Choose how you see that it helps.")),
        MeasureFault.NO_EVIDENCE: ("text", _("Write down what shows that it is done.")),
        MeasureFault.NO_REASON: ("text", _("Write down why.")),
        MeasureFault.OWN_CHECK: ("text", _("Somebody else than the owner has to look at the evidence.")),
    }[fault]


def paper_fault(fault: PaperFault) -> str:
    """Why a paper is not taken."""
    return {
        PaperFault.UNKNOWN_KIND: _("This scheme has no such paper."),
        PaperFault.UNKNOWN_FIELD: _("This paper has no such field."),
        PaperFault.FIELD_EMPTY: _("Fill in every field that is needed."),
        PaperFault.TOO_LONG: _("This text is too long. Use at most 4,000 characters."),
        PaperFault.NOT_A_DRAFT: _("This text was fixed already. Write a new edition to change it."),
        PaperFault.NOT_SUBMITTED: _("Fix the text first. Then you can adopt it."),
        PaperFault.NO_REASON: _("Write down why."),
        PaperFault.OUTDATED: _("There is a newer edition."),
    }[fault]


def signature_fault(fault: SignatureFault) -> str:
    """Why somebody cannot sign."""
    return {
        SignatureFault.NO_PARTY: _("You speak for no party here. So you cannot sign."),
        SignatureFault.NOT_SUBMITTED: _("The text is not fixed yet. So nobody can sign it."),
        SignatureFault.OTHER_TEXT: _("The text has changed since you saw it. Read it again."),
        SignatureFault.SIGNED_BEFORE: _("Your party has signed this text already."),
    }[fault]


def _task(entry: Missing, scheme: Scheme, facts: Facts, language: str) -> Task:
    ways = [[_leaf(leaf, scheme, facts, language) for leaf in way] for way in entry.ways]
    either = _(", or: ")
    text = either.join(" ".join(part.text for part in way) for way in ways)
    first = ways[0][0]
    return Task(text, first.who, first.kind)


def _leaf(leaf: Leaf, scheme: Scheme, facts: Facts, language: str) -> Task:
    match leaf:
        case HasState(kind, _state):
            return _about(kind, scheme, language, _("Adopt: %(paper)s."))
        case SignedBy(kind, parties):
            waiting = [party for party in parties if party not in facts.artefact(kind).signed_by]
            names = ", ".join(party_name(party, language) for party in waiting)
            about = _about(kind, scheme, language, _("Have signed: %(paper)s. Still to sign: %(names)s."), names=names)
            return Task(about.text, names, kind)
        case HasReason(kind):
            return _about(kind, scheme, language, _("write down why there is no: %(paper)s."))
        case Within(kind, months):
            return _about(
                kind, scheme, language, _("Make again: %(paper)s. At most %(months)s months old."), months=months
            )
        case Count(entity, _where, least, most):
            return Task(_count(entity, least, most), "", "")
        case Each(entity, _where, has):
            fields = ", ".join(_field_words().get(name, name) for name in has)
            return Task(_("Fill in for each measure: %(fields)s.") % {"fields": fields}, "", "")


def _about(kind: str, scheme: Scheme, language: str, sentence: str, **values: object) -> Task:
    artefact = scheme.artefacts[kind]
    text = sentence % {"paper": artefact.name[language], **values}
    return Task(text, party_name(artefact.made_by, language), kind)


def _count(entity: str, least: int | None, most: int | None) -> str:
    if most is not None:
        return {"audit_remark": _("Solve every major remark of the audit.")}.get(
            entity, _("At most %(number)s: %(things)s.") % {"number": most, "things": entity}
        )
    number = {"number": least or 0}
    return {
        "partner": _("Have at least %(number)s parties at the table.") % number,
        "goal": _("Set at least %(number)s goal with a figure of now.") % number,
        "measure": _("Carry out at least %(number)s measures.") % number,
        "meeting": _("Meet at least %(number)s times a year.") % number,
        "inspection": _("Walk at least %(number)s rounds a year.") % number,
        "audit": _("Have a positive audit."),
    }.get(entity, _("At least %(number)s: %(things)s.") % {**number, "things": entity})


def _field_words() -> dict[str, str]:
    return {"owner": _("who"), "due_date": _("when"), "indicator": _("how you measure it")}
