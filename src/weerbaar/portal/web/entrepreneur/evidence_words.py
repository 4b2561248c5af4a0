"""What an answer rests on, under the titles of the scanner's own checks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.status import Status

_MARKS = {Status.PASS: "fine", Status.FAIL: "better"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at: what it was, its mark, and the mark in a word."""

    what: str
    mark: str
    word: str


def seen_words(evidence: tuple[str, ...]) -> tuple[Seen, ...]:
    """A line for each; evidence that is no check of this version keeps its own name."""
    return tuple(_words(name) for name in evidence)


def _words(name: str) -> Seen:
    check_id, _slash, outcome = name.partition("/")
    check = catalogue().get(check_id)
    if check is None or outcome not in check.outcomes:
        return Seen(name, "none", _("Seen"))
    mark = _MARKS.get(check.outcomes[outcome].status, "none")
    word = {"fine": _("Fine"), "better": _("Can be better"), "none": _("Does not apply")}[mark]
    return Seen(texts_of(check_id, language_of_page()).title, mark, word)
