"""The report of a company: page one is the answer, then the plan, the answers and the measurements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import weerbaar
from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.assessments.selectors import AssessmentView, assessment_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.target_selectors import latest_results, targets_of
from weerbaar.portal.web.components.moments import day
from weerbaar.portal.web.entrepreneur.basisscan_view import mark_of_level, principle_views
from weerbaar.portal.web.entrepreneur.overview_view import OverviewView, overview_view
from weerbaar.portal.web.entrepreneur.plan_view import Line
from weerbaar.portal.web.papers.report_answers import answer_chapters
from weerbaar.portal.web.papers.report_plan import effort, plan_groups
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.facts.codec import encode
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.compose import compose
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.vocabulary.language import Language

# More lines of it would push page one over; the measurements name them all.
MOST_WORSE = 2


def render_company_report(view: OrganisationView, language: Language, now: datetime) -> bytes:
    """The whole file, in the language of the page."""
    return typeset("company_report.typ", report_data(view, language, now), now)


def report_data(view: OrganisationView, language: Language, now: datetime) -> dict[str, Any]:
    """What the template prints, already in the reader's words."""
    company = clean(view.name, 120)
    overview, assessment = overview_view(view), assessment_of(view)
    reports = [compose(result, language) for _target, _run, result in latest_results(view)]
    measured = {target.id for target, _run, _result in latest_results(view)}
    fine = _fine(reports)
    return {
        "language": language.value,
        "title": _("Report of %(company)s") % {"company": company},
        "company": company,
        "sentence": " ".join(overview.sentences),
        "made": _("Made on %(day)s.") % {"day": day(now)},
        "basis": _basis(overview, len(reports)),
        "worse": _worse(overview),
        "first": [_first(line) for line in overview.first],
        "more": _more(overview.more),
        "parts": _parts(assessment),
        "held": _held(assessment),
        "fine": fine,
        "fine_more": [_more_fine(len(fine) - shown) for shown in range(len(fine))],
        "how": _how(assessment),
        "plan": plan_groups(plan_of(view, language)),
        "answers": answer_chapters(assessment, now),
        "domains": [_domain(report) for report in reports],
        "unmeasured": [clean(target.domain.display, 80) for target in targets_of(view) if target.id not in measured],
        "foot": f"Weerbaar {weerbaar.__version__}",
        "words": _words(company),
    }


def _basis(overview: OverviewView, domains: int) -> str:
    answered = _("%(answered)s of %(questions)s questions answered, of which %(measured)s by measuring.") % {
        "answered": overview.answered,
        "questions": overview.questions,
        "measured": overview.measured,
    }
    looked = ngettext("%(number)s domain measured.", "%(number)s domains measured.", domains) % {"number": domains}
    return f"{answered} {looked}"


def _worse(overview: OverviewView) -> list[str]:
    """What got worse, the newest first: a heading that says so does not leave the reader guessing."""
    return [
        clean(_("Got worse at %(domain)s: %(point)s") % {"domain": item.domain.display, "point": title}, 110)
        for item, title in overview.worse[:MOST_WORSE]
    ]


def _first(line: Line) -> dict[str, str]:
    text = line.item.text
    return {
        "title": clean(text.title, 100),
        "why": clean(text.why or text.what, 150),
        "effort": effort(line.item),
        "mark": line.mark,
        "word": line.word,
    }


def _more(number: int) -> str:
    return (
        ngettext("And %(number)s more task in the plan.", "And %(number)s more tasks in the plan.", number)
        % {"number": number}
        if number
        else ""
    )


def _more_fine(number: int) -> str:
    return ngettext(
        "And %(number)s more point, see the measurements.", "And %(number)s more points, see the measurements.", number
    ) % {"number": number}


def _parts(assessment: AssessmentView) -> list[dict[str, Any]]:
    """A row for each principle and one for all of it. A level never stands without the share that is known."""
    rows = [
        {
            "text": part.text,
            "mark": part.mark,
            "word": part.level or _("Not known yet"),
            "share": f"{part.coverage}%",
            "answered": _("%(answered)s of %(total)s") % {"answered": part.answered, "total": part.total},
            "measured": str(part.measured),
        }
        for part in principle_views(assessment)
    ]
    total = assessment.receipt.total
    labels = {label.id: label.texts[language_of_page()] for label in assessment.bank.labels}
    return [
        *rows,
        {
            "text": _("Altogether"),
            "mark": mark_of_level(total.level),
            "word": labels.get(total.label) or _("Not known yet"),
            "share": f"{round(total.coverage * 100)}%",
            "answered": _("%(answered)s of %(total)s")
            % {"answered": assessment.answered, "total": len(assessment.questions)},
            "measured": str(assessment.measured),
        },
    ]


def _held(assessment: AssessmentView) -> str:
    """Why the level is lower than the answers would give, if so."""
    by = assessment.receipt.total.capped_by
    if by == "coverage":
        return _("Too little is known for a higher level.")
    if by:
        question = assessment.question(by).texts[language_of_page()]
        return _("One answer holds the level down: %(question)s") % {"question": question}
    return ""


def _fine(reports: Sequence[ReportDocument]) -> list[str]:
    """What measurements saw to be in order; with several domains, of which one."""
    if len(reports) == 1:
        return list(reports[0].fine)
    return [f"{report.target}: {text}" for report in reports for text in report.fine]


def _how(assessment: AssessmentView) -> list[str]:
    return [
        _("We measured from outside, on the day that stands with each domain. We logged in nowhere."),
        _("People of the company answered what a measurement cannot see. Each answer says where it comes from."),
        _(
            "Known is the share of the questions that has an answer. What is not known counts as neither good nor wrong."
        ),
        _("The questions are our own, edition %(edition)s. They follow the five basic principles.")
        % {"edition": assessment.bank.version},
    ]


def _domain(report: ReportDocument) -> dict[str, Any]:
    return {
        "name": clean(report.target, 80),
        "measured": report.words["measured"].format(moment=report.measured_on),
        "sentence": report.sentence,
        "counts": encode(report.counts),
        "chapters": encode(report.chapters),
        "missed": list(report.missed),
    }


def _words(company: str) -> dict[str, str]:
    return {
        "confidential": _("Confidential. Only for %(company)s.") % {"company": company},
        "report": _("Report"),
        "stand": _("How you stand"),
        "principle": _("Basic principle"),
        "level": _("Level"),
        "known": _("Known"),
        "answered": _("Answered"),
        "measured": _("Measured"),
        "fine": _("Already fine"),
        "how": _("How this was measured"),
        "plan": _("The plan"),
        "task": _("Task"),
        "state": _("State"),
        "who": _("Who does it"),
        "no_plan": _("There is no plan yet. It follows from measurements and answers."),
        "answers": _("The answers"),
        "question": _("Question"),
        "answer": _("The answer"),
        "source": _("How we know"),
        "domains": _("The measurements"),
        "no_domains": _("No domain was measured yet."),
        "unmeasured": _("Not measured yet"),
        "missed": _("Could not be measured"),
        "point": _("Point"),
        "seen": _("What we saw"),
        "judgement": _("Judgement"),
        "page": _("Page {page} of {pages}"),
    }
