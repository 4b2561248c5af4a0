"""What a scheme says: phases, what each asks for, and the rule for its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.trajectories.schemes.rules import Rule
from weerbaar.questionnaires.bank import Texts


class SchemeStatus(StrEnum):
    """EXAMPLE models older practice and is not for an audit; TEMPLATE is for copying; CONFIRMED by the certification body."""

    EXAMPLE = "example"
    TEMPLATE = "template"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or list of parties that rules refer to. `verified` says whether it was read at `source`."""

    id: str
    value: int | tuple[str, ...]
    verified: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the certificate, lowest first."""

    id: str
    order: int
    stars: int
    name: Texts
    verified: bool


@dataclass(frozen=True, slots=True)
class ArtefactKind:
    """A paper that the trajectory asks for: which fields it must and may have, and which party makes it."""

    id: str
    name: Texts
    help: Texts
    required: tuple[str, ...]
    optional: tuple[str, ...]
    made_by: str
    template: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One step. It is over when `exit` is met."""

    id: str
    order: int
    name: Texts
    goal: Texts
    lead: str
    artefacts: tuple[str, ...]
    exit: Rule


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is told what, when. `when` holds plain values, such as `{"months_before_expiry": 9}`."""

    id: str
    when: Mapping[str, object]
    to: tuple[str, ...]
    text: Texts


@dataclass(frozen=True)
class Scheme:
    """All of it. A running trajectory keeps the version that it began with. `dossier` is the order of the papers in the file for
    the audit, `leave_out` what stays out of that file, `cover` what stands on its first page.
    """

    id: str
    version: int
    status: SchemeStatus
    title: Texts
    disclaimer: Texts
    kinds: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    levels: tuple[Level, ...]
    artefacts: Mapping[str, ArtefactKind]
    phases: tuple[Phase, ...]
    reminders: tuple[Reminder, ...]
    dossier: tuple[str, ...]
    leave_out: Texts
    cover: Texts

    def phase(self, phase_id: str) -> Phase:
        """By its id.

        Raises:
            KeyError: there is none.
        """
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    def after(self, phase_id: str) -> Phase | None:
        """The phase that follows; None after the last."""
        order = self.phase(phase_id).order
        return self.phases[order] if order < len(self.phases) else None

    def number(self, parameter: str) -> int:
        """The value of a parameter that is a number.

        Raises:
            KeyError, TypeError: there is none, or it is a list of parties.
        """
        value = self.parameters[parameter].value
        if not isinstance(value, int):
            raise TypeError(parameter)
        return value

    def parties(self, parameter: str) -> Sequence[str]:
        """The value of a parameter that is a list of parties.

        Raises:
            KeyError, TypeError: there is none, or it is a number.
        """
        value = self.parameters[parameter].value
        if isinstance(value, int):
            raise TypeError(parameter)
        return value
