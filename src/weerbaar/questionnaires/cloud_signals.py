"""From what a connected cloud tells to signals for the questions. Only counts and settings: no name, no address, no mail."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.prefill import Signal

# An account that nobody used for so long belongs to somebody who left (question BP2-05).
IDLE_DAYS = 90
# More people with all rights than a small company can watch. Microsoft advises fewer than five.
MOST_ADMINISTRATORS = 4
# One forgotten account in ten is an oversight; more is the way it goes.
FEW_IDLE = 0.1
MOSTLY = 0.8
# From fifty people on the Dutch Cybersecurity Act looks at a company in one of its sectors (NIS2, article 2, by size).
MEDIUM_SIZED = 50


class Reach(StrEnum):
    """For whom a setting holds."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class Sharing(StrEnum):
    """With whom files may be shared outside the company."""

    NOBODY = "nobody"
    KNOWN = "known"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class CloudFacts:
    """What one cloud told. None: it did not tell, for want of a licence or a right; that gives no signal.

    `people` are enabled accounts of people, guests left out; `with_second_step` how many of them have one set up.
    `daily_administrators` are administrators that also have a mailbox, so that they are used for daily work.
    `devices_in_order` are managed devices that are encrypted and obey the company's rules, `computers` those of all managed ones
    that are no phones or tablets.
    """

    people: int | None = None
    with_second_step: int | None = None
    second_step_required: Reach | None = None
    administrators: int | None = None
    daily_administrators: int | None = None
    old_sign_in_blocked: Reach | None = None
    idle: int | None = None
    sharing: Sharing | None = None
    forwarding_blocked: bool | None = None
    audit_log: bool | None = None
    devices: int | None = None
    devices_in_order: int | None = None
    computers: int | None = None

    def to_json(self) -> dict[str, int | str | None]:
        """Plain values; words and numbers alone."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, int | str | bool | None]) -> "CloudFacts":
        """What `to_json` wrote."""
        made = {field.name: data.get(field.name) for field in fields(cls)}
        for name, words in (("second_step_required", Reach), ("old_sign_in_blocked", Reach), ("sharing", Sharing)):
            if made[name] is not None:
                made[name] = words(str(made[name]))
        return cls(**made)  # type: ignore[arg-type]


# Every signal and its values, the best first: where two clouds are connected, the worse of the two speaks.
VALUES: Mapping[str, tuple[str, ...]] = {
    "cloud.mfa_coverage": ("all", "most", "some", "none"),
    "cloud.mfa_enforced": ("all", "some", "none"),
    "cloud.admins": ("few-separate", "few-daily", "many"),
    "cloud.legacy_auth": ("blocked", "partly", "allowed"),
    "cloud.stale_users": ("none", "few", "many"),
    "cloud.ext_sharing": ("closed", "limited", "open"),
    "cloud.audit_log": ("on", "empty"),
    "cloud.devices": ("managed", "partly", "none"),
    "cloud.people": ("fewer-than-fifty", "fifty-or-more"),
}


def cloud_signal_values() -> Mapping[str, frozenset[str]]:
    """Every signal about clouds and the values it can have."""
    return {name: frozenset(values) for name, values in VALUES.items()}


def cloud_signals(readings: Iterable[tuple[CloudFacts, datetime]]) -> list[Signal]:
    """At most one signal of each name, CONNECTED. `readings` holds for each cloud what it told, and when."""
    found: dict[str, Signal] = {}
    for facts, at in readings:
        for name, value in _values(facts):
            other = found.get(name)
            if other is None:
                found[name] = Signal(name, value, Provenance.CONNECTED, at)
                continue
            worse = max(value, other.value, key=VALUES[name].index)
            found[name] = Signal(name, worse, Provenance.CONNECTED, min(at, other.at))
    return list(found.values())


def _values(facts: CloudFacts) -> Iterator[tuple[str, str]]:
    judged = {
        "cloud.mfa_coverage": _coverage(facts),
        "cloud.mfa_enforced": facts.second_step_required.value if facts.second_step_required else None,
        "cloud.admins": _administrators(facts),
        "cloud.legacy_auth": _old_sign_in(facts),
        "cloud.stale_users": _idle(facts),
        "cloud.ext_sharing": _sharing(facts),
        "cloud.audit_log": None if facts.audit_log is None else ("on" if facts.audit_log else "empty"),
        "cloud.devices": _devices(facts),
        "cloud.people": _size(facts),
    }
    for name, value in judged.items():
        if value is not None:
            yield name, value


def _coverage(facts: CloudFacts) -> str | None:
    if facts.with_second_step is None or not facts.people:
        return None
    share = facts.with_second_step / facts.people
    if share >= 1:
        return "all"
    if share >= MOSTLY:
        return "most"
    return "some" if facts.with_second_step else "none"


def _administrators(facts: CloudFacts) -> str | None:
    if facts.administrators is None:
        return None
    if facts.administrators > MOST_ADMINISTRATORS:
        return "many"
    if facts.daily_administrators is None:
        return None
    return "few-daily" if facts.daily_administrators else "few-separate"


def _old_sign_in(facts: CloudFacts) -> str | None:
    if facts.old_sign_in_blocked is None:
        return None
    return {Reach.ALL: "blocked", Reach.SOME: "partly", Reach.NONE: "allowed"}[facts.old_sign_in_blocked]


def _idle(facts: CloudFacts) -> str | None:
    if facts.idle is None or not facts.people:
        return None
    if not facts.idle:
        return "none"
    return "few" if facts.idle / facts.people <= FEW_IDLE else "many"


def _sharing(facts: CloudFacts) -> str | None:
    """Forwarding counts where the cloud tells of it; that one alone says nothing of sharing."""
    if facts.sharing is None:
        return None
    if facts.sharing is Sharing.ANYBODY or facts.forwarding_blocked is False:
        return "open"
    return "closed" if facts.sharing is Sharing.NOBODY else "limited"


def _devices(facts: CloudFacts) -> str | None:
    """`managed` when there is at least a computer for everybody and each device is in order: then the cloud sees them all."""
    if facts.devices is None or facts.devices_in_order is None or facts.computers is None or facts.people is None:
        return None
    if not facts.devices:
        return "none"
    everybody = facts.computers >= facts.people
    return "managed" if everybody and facts.devices_in_order == facts.devices else "partly"


def _size(facts: CloudFacts) -> str | None:
    if facts.people is None:
        return None
    return "fewer-than-fifty" if facts.people < MEDIUM_SIZED else "fifty-or-more"
