"""The answers as the report prints them: each with how we know it, and how old that is."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from weerbaar.portal.assessments.selectors import AssessmentView
from weerbaar.portal.web.components.moments import day
from weerbaar.portal.web.entrepreneur.basisscan_view import source_word
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.answers import Answer, is_stale
from weerbaar.questionnaires.bank import BasicPrinciple, Question
from weerbaar.scanner.report.clean import clean


def answer_chapters(view: AssessmentView, now: datetime) -> list[dict[str, Any]]:
    """The questions of each principle, in the order in which they are asked."""
    return [
        {
            "title": view.bank.principles[principle][language_of_page()],
            "lines": [_line(view, question, now) for question in view.questions if question.principle is principle],
        }
        for principle in BasicPrinciple
    ]


def age(at: datetime, now: datetime) -> str:
    """`vandaag`, `3 dagen oud`, `5 maanden oud`."""
    if now - at < timedelta(days=1):
        return _("today")
    return _("%(age)s old") % {"age": timesince(at, now, depth=1)}


def _line(view: AssessmentView, question: Question, now: datetime) -> dict[str, str]:
    answer = view.answers.get(question.id)
    if answer is None:
        return {
            "question": question.texts[language_of_page()],
            "answer": _("Not answered yet"),
            "reason": "",
            "source": "",
            "age": "",
            "note": "",
        }
    return {
        "question": question.texts[language_of_page()],
        "answer": question.choice(answer.choice).texts[language_of_page()],
        "reason": clean(answer.reason, 400),
        "source": source_word(answer.provenance),
        "age": f"{day(answer.at)}, {age(answer.at, now)}",
        "note": _note(view, answer, now),
    }


def _note(view: AssessmentView, answer: Answer, now: datetime) -> str:
    contradiction = view.contradictions.get(answer.question)
    if contradiction is not None:
        said = view.bank.question(answer.question).choice(contradiction.weaker.choice).texts[language_of_page()]
        source = source_word(contradiction.weaker.provenance)
        return _("Another source says: %(answer)s (%(source)s)") % {"answer": said, "source": source}
    return _("Old: ask it again") if is_stale(answer, view.bank, now) else ""
