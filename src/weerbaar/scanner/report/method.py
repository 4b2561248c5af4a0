"""How the measurement was done, and what it could not see: the last page of every report."""

from collections.abc import Sequence

from weerbaar.scanner.advice.explain import reason_sentence
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.report.points import Weighed
from weerbaar.scanner.report.words import Words
from weerbaar.scanner.scan.result import Interruption, ScanResult

# The details name every point; here a few show what it is about.
_NAMED = 6
# Then no point was looked at, and lists of points say nothing.
_NOTHING_TO_SEE = frozenset({Interruption.NO_SUCH_DOMAIN, Interruption.RESOLVER_SILENT})


def nothing_to_see(result: ScanResult) -> bool:
    """Whether the scan ended before it looked: the name does not exist, or no resolver answers."""
    return not _NOTHING_TO_SEE.isdisjoint(result.interruptions)


def how(result: ScanResult, found: Sequence[Weighed], domain: str, words: Words) -> tuple[str, ...]:
    """Sentences on the way of measuring, what went wrong first."""
    effort = {
        "connections": words.counted("connections", result.connections),
        "queries": words.counted("queries", result.queries),
        "seconds": words.counted("seconds", max(1, round(result.duration_s))),
    }
    sentences = [words.get("how", word.value) for word in result.interruptions]
    if not sentences and not any(item.mark in (Mark.FIRST, Mark.BETTER, Mark.FINE) for item in found):
        reasons = dict.fromkeys(_reason(item) for item in found if item.mark is Mark.NONE)
        sentences.extend(reason_sentence(reason, words.language) for reason in reasons)
        sentences.append(words.get("how", "nothing"))
    sentences.append(words.get("how", "looked", moment=words.moment(result.started_at), domain=domain))
    sentences.append(words.get("how", "public"))
    sentences.append(words.get("how", "effort", **effort))
    if not nothing_to_see(result):
        sentences.extend(_unseen(found, words))
    sentences.append(words.get("how", "inside"))
    if result.score.value is not None:
        sentences.append(words.get("how", "policy", policy=result.score.policy))
    return tuple(sentences)


def _unseen(found: Sequence[Weighed], words: Words) -> list[str]:
    number = sum(item.mark is Mark.NONE for item in found)
    if not number:
        return []
    return [words.get("how", "missed_one" if number == 1 else "missed_many", number=number)]


def missed(result: ScanResult, found: Sequence[Weighed], words: Words) -> tuple[str, ...]:
    """What could not be measured, together for each reason."""
    if nothing_to_see(result):
        return ()
    by_reason: dict[str, list[str]] = {}
    for item in found:
        if item.mark is Mark.NONE:
            by_reason.setdefault(_reason(item), []).append(item.advice.title)
    return tuple(_missed_for(reason, titles, words) for reason, titles in by_reason.items())


def _reason(item: Weighed) -> str:
    return str(item.finding.evidence.get("reason", ""))


def _missed_for(reason: str, titles: list[str], words: Words) -> str:
    sentence = reason_sentence(reason, words.language)
    known = sentence != reason
    named = ", ".join(titles[:_NAMED])
    if len(titles) > _NAMED:
        named = words.get("missed", "more", titles=named, points=words.counted("points", len(titles) - _NAMED))
    text = words.get("missed", "one" if known else "other", reason=sentence, titles=named)
    return clean(text)
