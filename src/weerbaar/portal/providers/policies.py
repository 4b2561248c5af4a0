"""Who may decide about a provider. To be read by an auditor in five minutes.

Vetters are people who work for an adviser, and the operators of the installation. They never decide about a provider that
they, or anybody who vets for the same adviser, belong to. About a competitor (a provider of theirs with a category and a
region in common) they decide nothing alone: their approval waits for a second vetter, and refusing, suspending, lifting and
appeals are left to somebody else. An appeal is never looked at by who decided or seconded what it is about, nor by anybody
of the same adviser.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.providers.errors import VettingFault


@dataclass(frozen=True, slots=True)
class Business:
    """A provider, as far as it matters for who competes. `everywhere` is every region."""

    organisation_id: uuid.UUID
    categories: frozenset[str]
    regions: frozenset[str]
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Vetter:
    """Who wants to decide. `adviser_id` is the organisation they do it for; None for an operator.

    `businesses` are all providers that they, or who vets for the same adviser, belong to.
    """

    user_id: uuid.UUID
    adviser_id: uuid.UUID | None
    businesses: tuple[Business, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who decided or seconded before."""

    user_id: uuid.UUID | None
    adviser_id: uuid.UUID | None


class Weight(StrEnum):
    """How much the word of a vetter counts about one provider."""

    NONE = "none"
    HALF = "half"
    WHOLE = "whole"


def competes(one: Business, other: Business) -> bool:
    """Whether both do the same kind of work in the same region."""
    same_work = bool(one.categories & other.categories)
    return same_work and (one.everywhere or other.everywhere or bool(one.regions & other.regions))


def weight_of(vetter: Vetter, about: Business) -> Weight:
    """How much this vetter's word counts about this provider."""
    if any(own.organisation_id == about.organisation_id for own in vetter.businesses):
        return Weight.NONE
    return Weight.HALF if any(competes(own, about) for own in vetter.businesses) else Weight.WHOLE


def is_same_voice(vetter: Vetter, voice: Voice) -> bool:
    """Whether that was this vetter, or somebody of the same adviser."""
    return vetter.user_id == voice.user_id or (vetter.adviser_id is not None and vetter.adviser_id == voice.adviser_id)


def may_approve(vetter: Vetter, about: Business, seconds: Collection[Voice]) -> Weight | VettingFault:
    """WHOLE: it is approved. HALF: somebody else has to look too. `seconds` are those who looked since it was handed in."""
    weight = weight_of(vetter, about)
    if weight is Weight.NONE:
        return VettingFault.OWN
    if weight is Weight.WHOLE:
        return Weight.WHOLE
    if any(not is_same_voice(vetter, voice) for voice in seconds):
        return Weight.WHOLE
    return VettingFault.SAME if seconds else Weight.HALF


def may_decide_alone(vetter: Vetter, about: Business) -> VettingFault | None:
    """Refuse, suspend, lift, take a mark away: never a competitor's to do. None: they may."""
    return {Weight.NONE: VettingFault.OWN, Weight.HALF: VettingFault.COMPETITOR, Weight.WHOLE: None}[
        weight_of(vetter, about)
    ]


def may_judge_appeal(vetter: Vetter, about: Business, decided_by: Collection[Voice]) -> VettingFault | None:
    """None: they may. `decided_by` are who took the decision, and who seconded it."""
    if any(is_same_voice(vetter, voice) for voice in decided_by):
        return VettingFault.SAME
    return may_decide_alone(vetter, about)
