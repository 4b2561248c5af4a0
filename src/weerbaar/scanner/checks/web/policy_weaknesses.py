"""Where a Content-Security-Policy is weak. Several policies bind together: a way is open when each of them leaves it open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from weerbaar.scanner.parsers import csp_sources
from weerbaar.scanner.parsers.csp import Policy


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: the directive that should close it, and which of its words leave it open."""

    outcome: str
    directive: str
    open_words: Callable[[tuple[str, ...]], tuple[str, ...]]


# The worst first.
_WAYS = (
    Way("scripts-open", "script-src-elem", csp_sources.allowing_inline),
    Way("scripts-open", "script-src-attr", csp_sources.allowing_inline),
    Way("scripts-open", "script-src-elem", csp_sources.letting_any_script_in),
    Way("eval-allowed", "script-src", csp_sources.allowing_eval),
    Way("gaps", "object-src", csp_sources.letting_everybody_in),
    Way("gaps", "base-uri", csp_sources.letting_everybody_in),
)
# What a report calls a directive that is not there: the usual name.
_USUAL_NAMES = {"script-src-elem": "script-src", "script-src-attr": "script-src"}


def weaknesses(policies: Sequence[Policy]) -> tuple[str, list[str]]:
    """The worst outcome of `web.csp-quality`, and each weak directive with its weak words; `-` where it is missing."""
    outcome, weak = "strong", dict[str, dict[str, None]]()
    for way in _WAYS:
        left_open = [_left_open(way, policy) for policy in policies]
        if any(found is None for found in left_open):
            continue
        outcome = way.outcome if outcome == "strong" else outcome
        directive, words = next(found for found in left_open if found is not None)
        weak.setdefault(directive, {}).update(dict.fromkeys(words or ("-",)))
    return outcome, [f"{directive}: {' '.join(words)}" for directive, words in weak.items()]


def _left_open(way: Way, policy: Policy) -> tuple[str, tuple[str, ...]] | None:
    """The directive that leaves a way open and its weak words; None when the policy closes it."""
    if _sandbox_closes(way, policy):
        return None
    directive = csp_sources.governing(policy, way.directive)
    if directive is None:
        return _USUAL_NAMES.get(way.directive, way.directive), ()
    words = way.open_words(policy.directives[directive])
    return (directive, words) if words else None


def _sandbox_closes(way: Way, policy: Policy) -> bool:
    """A sandbox runs no plug-ins, and scripts only when it says so (CSP Level 3, section 6.3.2)."""
    allowed = policy.directives.get("sandbox")
    if allowed is None or way.directive == "base-uri":
        return False
    return way.directive == "object-src" or "allow-scripts" not in map(str.lower, allowed)
