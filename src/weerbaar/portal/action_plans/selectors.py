"""What reads plans. Every reading starts from an organisation view, which only its people can get (or whom it shares with)."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.action_plans.errors import NoSuchAction
from weerbaar.portal.action_plans.facts import Facts, facts_of
from weerbaar.portal.action_plans.measuring import Measuring, measuring_of
from weerbaar.portal.action_plans.message_kinds import MessageKind
from weerbaar.portal.action_plans.models import Action, ActionStep, HandoverMessage
from weerbaar.portal.action_plans.plan.causes import Cause
from weerbaar.portal.action_plans.plan.choose import Chosen, best_set, ordered
from weerbaar.portal.action_plans.plan.describe import ActionText, describe
from weerbaar.portal.action_plans.plan.levels import Expected, expected_level
from weerbaar.portal.action_plans.plan.weigh import Weight, weigh
from weerbaar.portal.action_plans.states import CLOSED, SOLVED, TO_DO, State, Verb, verbs_from
from weerbaar.portal.action_plans.traces import from_rows
from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.vocabulary.language import Language

_NO_WEIGHT = Weight(0.0, 0, 0, 0, "", "none")


@dataclass(frozen=True)
class ActionItem:
    """An action with its words. `assignee` and `supplier` are names, empty where nobody has it.

    `seen_again` says that a solved action's cause is found once more, `is_present` that the cause is found now. `choices` are
    the answers (id and text) to the question that the action consists of, if it does.
    """

    id: uuid.UUID
    cause: str
    state: State
    text: ActionText
    weight: Weight
    assignee_id: uuid.UUID | None
    assignee: str
    supplier: str
    due_on: date | None
    remind_on: date | None
    postponed_until: date | None
    reason: str
    evidence: str
    evidence_on: date | None
    opened_at: datetime
    reported_at: datetime | None
    solved_at: datetime | None
    is_present: bool
    choices: Sequence[tuple[str, str]] = ()

    @property
    def seen_again(self) -> bool:
        """A solved action whose cause is there once more."""
        return self.is_present and self.state in SOLVED

    @property
    def days_late(self) -> int:
        """How many days after its date it still waits to be done."""
        if self.due_on is None or self.state not in TO_DO:
            return 0
        return max(0, (timezone.localdate() - self.due_on).days)


@dataclass(frozen=True)
class Plan:
    """All actions of a company, the best first. `minutes` and `euros` are those of what is still to do."""

    items: Sequence[ActionItem]
    minutes: int
    euros: int
    facts: Facts

    def in_states(self, states: Collection[State]) -> list[ActionItem]:
        """The actions in these states, in order."""
        return [item for item in self.items if item.state in states]

    @property
    def to_do(self) -> list[ActionItem]:
        """What waits to be done, by whomever."""
        return self.in_states(TO_DO)

    def best(self, minutes: int, euros: int) -> Chosen:
        """The best set of what is still to do within so much time and money."""
        weights = {item.cause: item.weight for item in self.to_do}
        return best_set(weights, minutes, euros, self.facts.table.effort)

    def expected(self, causes: Iterable[str] | None = None) -> Expected:
        """The level now, and when these causes (all, when None) are solved."""
        wanted = {item.cause for item in self.items if item.state not in CLOSED} if causes is None else set(causes)
        facts = self.facts
        return expected_level(facts.bank, facts.answers, facts.employees, wanted, timezone.now())

    def share_of(self, causes: Collection[str]) -> float:
        """Which share of the effect of all that is to do lies in these causes, 0 to 1."""
        total = sum(item.weight.effect for item in self.to_do)
        chosen = sum(item.weight.effect for item in self.to_do if item.cause in causes)
        return chosen / total if total else 0.0


@dataclass(frozen=True, slots=True)
class StepView:
    """Something that happened to an action. `who` is a name, a supplier, or empty for a process of ours."""

    at: datetime
    verb: str
    who: str
    text: str
    runs: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class MessageView:
    """Something that was said about an action between supplier and company."""

    at: datetime
    kind: MessageKind
    who: str
    text: str


@dataclass(frozen=True)
class ActionDetail:
    """One action with its history. `verbs` are what a person of the company can do with it now; `expected` says what becomes
    of the level when it is done."""

    item: ActionItem
    steps: Sequence[StepView]
    messages: Sequence[MessageView]
    measuring: Measuring
    verbs: frozenset[Verb]
    expected: Expected

    @property
    def waits_for_answer(self) -> bool:
        """Whether the newest message is a question of the supplier."""
        return bool(self.messages) and self.messages[-1].kind is MessageKind.QUESTION


def plan_of(view: OrganisationView, language: Language) -> Plan:
    """The plan as it stands."""
    facts = facts_of(view)
    rows = list(Action.objects.filter(organisation_id=view.id).select_related("held_by"))
    weights = {row.cause: weight_of(row, facts) for row in rows}
    names = names_of(row.assignee_id for row in rows if row.assignee_id)
    items = {row.cause: item_of(row, facts, weights[row.cause], language, names) for row in rows}
    ranked = [items[key] for key in ordered(weights, facts.table.effort)]
    to_do = [item for item in ranked if item.state in TO_DO]
    minutes = sum(item.weight.own_minutes for item in to_do)
    return Plan(ranked, minutes, sum(item.weight.euros for item in to_do), facts)


def action_of(view: OrganisationView, action_id: uuid.UUID, language: Language) -> ActionDetail:
    """One action of the company.

    Raises:
        NoSuchAction: it has no such action.
    """
    row = Action.objects.filter(organisation_id=view.id, id=action_id).select_related("held_by").first()
    if row is None:
        raise NoSuchAction
    facts = facts_of(view)
    names = names_of([row.assignee_id] if row.assignee_id else [])
    item = item_of(row, facts, weight_of(row, facts), language, names)
    verbs = verbs_from(State(row.state), ActorKind.PERSON) if view.can_work else frozenset()
    return ActionDetail(
        item=item,
        steps=steps_of(row),
        messages=messages_of(row),
        measuring=measuring_of(row, facts),
        verbs=verbs,
        expected=expected_level(facts.bank, facts.answers, facts.employees, {row.cause}, timezone.now()),
    )


def weight_of(row: Action, facts: Facts) -> Weight:
    """What an action weighs now; nothing when its cause is not found."""
    cause = facts.causes.get(row.cause)
    return weigh(cause, facts.table, load_policy()) if cause else _NO_WEIGHT


def item_of(
    row: Action, facts: Facts, weight: Weight, language: Language, names: Mapping[uuid.UUID, str]
) -> ActionItem:
    """A row with its words, for selectors of this app only."""
    cause = facts.causes.get(row.cause)
    traces = from_rows(row.traces) if cause else ()
    results = [(facts.results[trace.target], trace.findings) for trace in traces if trace.target in facts.results]
    return ActionItem(
        id=row.id,
        cause=row.cause,
        state=State(row.state),
        text=describe(row.cause, cause, weight if cause else None, results, facts.bank, facts.table, language),
        weight=weight,
        assignee_id=row.assignee_id,
        assignee=names.get(row.assignee_id, "") if row.assignee_id else "",
        supplier=row.held_by.supplier if row.held_by else "",
        due_on=row.due_on,
        remind_on=row.remind_on,
        postponed_until=row.postponed_until,
        reason=row.reason,
        evidence=row.evidence,
        evidence_on=row.evidence_on,
        opened_at=row.opened_at,
        reported_at=row.reported_at,
        solved_at=row.solved_at,
        is_present=cause is not None,
        choices=_choices(cause, language),
    )


def _choices(cause: Cause | None, language: Language) -> Sequence[tuple[str, str]]:
    if cause is None or cause.question is None or not cause.asks:
        return ()
    return [(choice.id, choice.texts[language.value]) for choice in cause.question.choices if choice.value is not None]


def steps_of(row: Action) -> Sequence[StepView]:
    """The history of an action, oldest first."""
    steps = list(ActionStep.objects.filter(action=row).select_related("handover"))
    names = names_of(step.actor_id for step in steps if step.actor_id)
    return [
        StepView(
            step.at,
            step.verb,
            _who(step, names),
            step.text,
            tuple(uuid.UUID(run) for run in step.runs),
        )
        for step in steps
    ]


def messages_of(row: Action, handover_id: uuid.UUID | None = None) -> Sequence[MessageView]:
    """What was said about an action, oldest first; of one hand-over alone, if one is given."""
    rows = HandoverMessage.objects.filter(action=row).select_related("handover")
    rows = rows.filter(handover_id=handover_id) if handover_id else rows
    names = names_of(message.by_id for message in rows if message.by_id)
    return [
        MessageView(
            message.at,
            MessageKind(message.kind),
            names.get(message.by_id, "") if message.by_id else message.handover.supplier,
            message.text,
        )
        for message in rows
    ]


def _who(step: ActionStep, names: Mapping[uuid.UUID, str]) -> str:
    if step.actor == ActorKind.LINK_HOLDER:
        return step.handover.supplier if step.handover else ""
    return names.get(step.actor_id, "") if step.actor_id else ""


def texts_of(
    view: OrganisationView, action_ids: Collection[uuid.UUID], language: Language
) -> Mapping[uuid.UUID, ActionText]:
    """The words of some actions of the company, by id; for who does the work."""
    rows = list(Action.objects.filter(organisation_id=view.id, id__in=action_ids).select_related("held_by"))
    facts = facts_of(view) if rows else None
    return {row.id: item_of(row, facts, weight_of(row, facts), language, {}).text for row in rows if facts}
