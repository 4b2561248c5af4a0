"""One reading of a cloud: what it told, and of which parts it told nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from weerbaar.portal.scans.connectors.words import CloudFault, CloudPart, CloudRefused, PartSilent, Silence
from weerbaar.questionnaires.cloud_signals import CloudFacts


@dataclass(frozen=True, slots=True)
class Reading:
    """`silent` says of each part that gave nothing why."""

    facts: CloudFacts
    silent: Mapping[CloudPart, Silence]


@dataclass
class Gathering:
    """Collects the parts. One that fails leaves the others as they are."""

    found: dict[str, Any] = field(default_factory=dict)
    silent: dict[CloudPart, Silence] = field(default_factory=dict)

    def take(self, part: CloudPart, read: Callable[[], Mapping[str, Any]]) -> None:
        """Add what `read` gives, or why it gives nothing. An answer of an unknown shape is not understood, never guessed."""
        try:
            self.found.update(read())
        except PartSilent as silence:
            self.silent[part] = silence.why
        except (KeyError, TypeError, ValueError, AttributeError):
            self.silent[part] = Silence.NOT_UNDERSTOOD

    def reading(self) -> Reading:
        """All of it.

        Raises:
            CloudRefused: nothing was told at all; what was read before is better than that.
        """
        if not self.found:
            raise CloudRefused(CloudFault.NOTHING_TOLD)
        return Reading(CloudFacts(**self.found), dict(self.silent))
