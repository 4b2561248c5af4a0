"""What a survey said, per subject and question, beside an earlier one and the national figures; a table; and into the paper."""

import csv
import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.selectors import WaveResults, all_results_of, meter_of, results_of
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.trajectories.selectors import paper_of, trajectory_of, trajectory_of_park
from weerbaar.portal.trajectories.services.write_paper import write_paper
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.survey_wave import wave_or_404
from weerbaar.portal.web.park.survey_words import figure_words
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.survey_bank import AnswerKind, SurveyBank, SurveyChoice, SurveyQuestion

PAPER = "survey_report"
_ONE_ANSWER = "yes"
# Each figure is rounded, and a single company more or less moves it as much: a step is no change.
_SAME_PERCENT, _SAME_MARK = 5, 0.5


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One answer: its share now and in the survey beside it, and the national figure, in percent; None: not known."""

    key: str
    name: str
    percent: int
    before: int | None
    national: int | None
    year: int | None

    @property
    def change(self) -> str:
        """Points of percent since the survey beside it, with a sign."""
        if self.before is None:
            return ""
        return f"{self.percent - self.before:+d}".replace("-", "\u2212") if self.percent != self.before else "0"


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """One question with its figures. `rows` is empty when too few answered it; `mean` is a mark. `of_all` says that the shares
    are of all companies, also of those that the question did not go to.
    """

    id: str
    text: str
    rows: list[FigureRow]
    mean: float | None
    mean_before: float | None
    of_all: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def survey_results(request: HttpRequest, member: ParkMember, wave_id: uuid.UUID) -> HttpResponse:
    """The results; with a press of the button, into the paper of the trajectory as a draft."""
    results = _results_or_404(member, wave_id)
    if request.method == "POST":
        return _into_paper(request, member, results)
    return _show(request, member, results, {})


@require_safe
@park_page
def survey_results_csv(request: HttpRequest, member: ParkMember, wave_id: uuid.UUID) -> HttpResponse:
    """The same figures as a table for a spreadsheet."""
    results, language = _results_or_404(member, wave_id), language_of_page().value
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="uitkomst-enquete.csv"'
    table = csv.writer(response)
    table.writerow(
        ["aspect", "question", "text", "answer", "percent", "national_percent", "national_year", "mean_mark"]
    )
    for aspect, items in tables_of(results, None, language):
        for item in items:
            for row in item.rows:
                mean = "" if item.mean is None else item.mean
                table.writerow(
                    [aspect, item.id, item.text, row.name, row.percent, row.national or "", row.year or "", mean]
                )
    return response


def tables_of(results: WaveResults, beside: WaveResults | None, language: str) -> list[tuple[str, list[QuestionTable]]]:
    """The questions by subject, in the order of the subjects."""
    bank = the_survey()
    return [
        (
            aspect.name[language],
            [
                _table(bank, question, results, beside, language)
                for question in bank.questions
                if question.aspect == key
            ],
        )
        for key, aspect in load_safety().aspects.items()
        if any(question.aspect == key for question in bank.questions)
    ]


def _table(
    bank: SurveyBank, question: SurveyQuestion, results: WaveResults, beside: WaveResults | None, language: str
) -> QuestionTable:
    now = results.figures.get(question.id)
    before = beside.figures.get(question.id) if beside else None
    rows = []
    for key, percent in now.shares.items() if now else ():
        choice = next((choice for choice in question.choices if choice.id == key), None)
        national = bank.benchmarks.get(_benchmark_key(question, choice))
        rows.append(
            FigureRow(
                key=key,
                name=figure_words(bank, question, key, language),
                percent=percent,
                before=before.shares.get(key) if before else None,
                national=national.percent if national else None,
                year=national.year if national else None,
            )
        )
    return QuestionTable(
        id=question.id,
        text=question.texts[language],
        rows=rows,
        mean=now.mean if now else None,
        mean_before=before.mean if before else None,
        of_all=question.route is not None and question.kind is AnswerKind.ANY,
    )


def _benchmark_key(question: SurveyQuestion, choice: SurveyChoice | None) -> str:
    """The national figure of a question stands beside the answer that its headline counts."""
    if choice is None:
        return ""
    return choice.benchmark or (question.benchmark if choice.id in question.headline else "")


def _results_or_404(member: ParkMember, wave_id: uuid.UUID) -> WaveResults:
    wave_or_404(member, wave_id)
    results = results_of(member.park.id, wave_id)
    if results is None:
        raise Http404
    return results


def _beside(request: HttpRequest, others: list[WaveResults]) -> WaveResults | None:
    """The survey that was asked for; else the first one, with which the area began."""
    wanted = request.GET.get("naast")
    if wanted == "geen" or not others:
        return None
    return next((other for other in others if str(other.wave_id) == wanted), others[0])


def _show(
    request: HttpRequest, member: ParkMember, results: WaveResults, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language = language_of_page().value
    others = [other for other in all_results_of(member.park.id) if other.wave_id != results.wave_id]
    beside = _beside(request, others) if results.enough else None
    indicators = load_safety().indicators
    before = beside.headlines if beside else {}
    context = {
        "results": results,
        "beside": beside,
        "others": others,
        "headlines": [
            (indicators[key].name[language], *_shown_headline(key, value, before.get(key)))
            for key, value in results.headlines.items()
        ],
        "tables": [
            (aspect, items, [item.text for item in items if not item.rows])
            for aspect, items in (tables_of(results, beside, language) if results.enough else [])
        ],
        "benchmark_note": the_survey().benchmark_note[language],
        "fewest": the_survey().min_group,
        "has_paper": member.park.can_run and results.enough and _trajectory_with_paper(member) is not None,
        "errors": errors,
    }
    return render(request, "park/survey_results.html", context, status=status)


def _shown_headline(indicator: str, value: float, before: float | None) -> tuple[str, str, str, str]:
    """The figure, the earlier one, and whether that is better or worse, as a mark and a word."""
    lower, is_mark = load_safety().indicators[indicator].lower, _is_mark(indicator)

    def said(number: float) -> str:
        return number_format(number, 1) if is_mark else f"{number:.0f}%"

    if before is None:
        return said(value), "", "", ""
    if abs(value - before) <= (_SAME_MARK if is_mark else _SAME_PERCENT):
        return said(value), said(before), "none", _("About the same")
    is_better = (value < before) is lower
    return said(value), said(before), "fine" if is_better else "better", _("Better") if is_better else _("Worse")


def _is_mark(indicator: str) -> bool:
    return load_safety().indicators[indicator].unit == "mark_1_10"


def _trajectory_with_paper(member: ParkMember) -> uuid.UUID | None:
    """The trajectory of the area, when its scheme has the paper of a survey."""
    trajectory_id = trajectory_of_park(member.person, member.park.id)
    if trajectory_id is None or paper_of(trajectory_of(member.person, trajectory_id), PAPER) is None:
        return None
    return trajectory_id


def _into_paper(request: HttpRequest, member: ParkMember, results: WaveResults) -> HttpResponse:
    trajectory_id = _trajectory_with_paper(member)
    if trajectory_id is None or not results.enough:
        raise Http404
    try:
        write_paper(trajectory_id, PAPER, paper_fields(member, results), actor=member.person)
    except PaperRefused:
        said = _("The paper could not be written. Fill it in by hand.")
        return _show(request, member, results, {"paper": [said]}, 409)
    return redirect("kvo-paper", park_id=member.park.id, kind=PAPER)


def paper_fields(member: ParkMember, results: WaveResults) -> dict[str, str]:
    """The fields of the paper: totals and response, without names. A person reads it before it is fixed."""
    language, indicators, bank = language_of_page().value, load_safety().indicators, the_survey()
    lines = [
        f"{indicators[key].name[language]}: {_shown_headline(key, value, None)[0]}"
        for key, value in results.headlines.items()
    ]
    national = [
        _said_nationally(item, row)
        for _aspect, items in tables_of(results, None, language)
        for item in items
        for row in item.rows
        if row.national is not None
    ]
    return {
        "wave": results.title,
        "invited": _invited(member, results.wave_id),
        "answered": _("%(number)d or more (rounded down to fives)") % {"number": results.replies},
        "period": _("%(first)s until %(last)s")
        % {"first": plain_day(results.opens_on), "last": plain_day(results.closes_on)},
        "results": "\n".join(lines),
        "benchmark": "\n".join([*national, bank.benchmark_note[language]]) if national else "",
    }


def _said_nationally(item: QuestionTable, row: FigureRow) -> str:
    return _("%(question)s: here %(here)d%%, in %(year)d nationally %(national)d%%") % {
        "question": item.text if row.key == _ONE_ANSWER else row.name,
        "here": row.percent,
        "year": row.year or 0,
        "national": row.national or 0,
    }


def _invited(member: ParkMember, wave_id: uuid.UUID) -> str:
    meter = meter_of(member.park.id, wave_or_404(member, wave_id))
    return _("%(asked)d companies by mail; %(all)d establishments on the list") % {
        "asked": meter.asked,
        "all": meter.establishments,
    }
