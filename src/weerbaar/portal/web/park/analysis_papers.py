"""The papers of a trajectory that the analysis fills: the safety analysis, and the comparison with the first one."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.analyses.compare import Compared, compare
from weerbaar.portal.analyses.evidence import Direction, Fact, Part
from weerbaar.portal.analyses.selectors import EditionView
from weerbaar.portal.analyses.sentences import about, trends_of, worst_of
from weerbaar.portal.analyses.sources.source import day_of
from weerbaar.portal.analyses.texts import load_texts
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.web.park.analysis_words import refs_of

_MOST_CHARACTERS = 3800  # of one field of a paper; it holds 4,000
_MOST_SENTENCES = 2  # about one subject; the analysis itself has all


def analysis_fields(view: EditionView, language: str) -> dict[str, str]:
    """Sources, findings, main problems, missing sources and trend."""
    texts, aspects = load_texts(), load_safety().aspects
    findings = []
    for one in view.aspects:
        told = [*one.part(Part.SEEN, language)[:_MOST_SENTENCES], *one.part(Part.COMPANIES, language)[:_MOST_SENTENCES]]
        findings.append(f"{aspects[one.aspect].name[language]}. {' '.join(told) or _('Not known yet.')}")
    heard = {ref["source"] for ref in view.refs}
    asked = {source for named in texts.sources_of.values() for source in named}
    silent = [texts.sources[source].silent[language] for source in texts.sources if source in asked - heard]
    found = {
        "sources_used": _lines(f"{name} ({dated})" for name, _, dated, _ in refs_of(view.refs, language)),
        "findings_per_aspect": _lines(findings),
        "top_problems": _lines(about(fact, texts, language) for fact in worst_of(view.facts)),
        "missing_sources_reason": _lines(silent) or _("Every source said something."),
        "trend": _trend(view.facts),
    }
    return {name: text for name, text in found.items() if text}


def comparison_fields(then: EditionView, now: EditionView, language: str) -> dict[str, str]:
    """The same figures then and now; empty when there are none."""
    both = compare(then.facts, now.facts)
    if not both:
        return {}
    return {
        "indicators_then": _lines(_figure(one.then, language) for one in both),
        "indicators_now": _lines(_figure(one.now, language) for one in both),
        "explanation": _lines([*_summary(both), _period(then, language), _period(now, language)]),
    }


def _figure(fact: Fact, language: str) -> str:
    alone = Fact(fact.key, fact.aspect, fact.source, fact.part, fact.name, fact.value, fact.unit, fact.when)
    return about(alone, load_texts(), language)


def _summary(both: Sequence[Compared]) -> list[str]:
    better, worse = (sum(1 for one in both if one.is_better is wanted) for wanted in (True, False))
    return [
        ngettext("%(number)s figure got better.", "%(number)s figures got better.", better) % {"number": better},
        ngettext("%(number)s figure got worse.", "%(number)s figures got worse.", worse) % {"number": worse},
    ]


def _period(view: EditionView, language: str) -> str:
    return _("Edition %(number)s is about %(since)s to %(until)s.") % {
        "number": view.card.number,
        "since": day_of(view.card.since, language),
        "until": day_of(view.card.until, language),
    }


def _trend(facts: Sequence[Fact]) -> str:
    trends = trends_of(facts)
    more, less, same = (len(trends[direction]) for direction in (Direction.MORE, Direction.LESS, Direction.SAME))
    if not more + less + same:
        return ""
    return _("Of the figures that can be compared, %(more)s rose, %(less)s fell and %(same)s stayed the same.") % {
        "more": more,
        "less": less,
        "same": same,
    }


def _lines(lines: Iterable[str]) -> str:
    """As many lines as a field holds, and how many do not fit."""
    every = list(lines)
    kept: list[str] = []
    for line in every:
        if sum(len(one) + 1 for one in kept) + len(line) > _MOST_CHARACTERS:
            left = len(every) - len(kept)
            kept.append(ngettext("And %(number)s more.", "And %(number)s more.", left) % {"number": left})
            break
        kept.append(line)
    return "\n".join(kept)
