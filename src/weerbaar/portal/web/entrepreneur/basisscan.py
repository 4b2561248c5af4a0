"""The pages of the Basisscan: where you are, one question, a whole part, and looking it all over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.action_plans.services.make_plan import answer_and_plan, make_plan
from weerbaar.portal.assessments.errors import AnswerFault, AnswerRefused, NoSuchQuestion
from weerbaar.portal.assessments.selectors import AssessmentView, assessment_of
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.web.entrepreneur.basisscan_view import (
    answer_lines,
    minutes_left,
    neighbours,
    principle_views,
    question_view,
)
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.questionnaires.bank import BasicPrinciple

LONGEST_REASON = 400


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def basisscan(request: HttpRequest, member: Member) -> HttpResponse:
    """Where the company is; with a press of the button, begin."""
    if request.method == "POST":
        start_assessment(member.organisation.id, actor=member.person)
        view = assessment_of(member.organisation)
        if view.open:
            return redirect("question", organisation_id=member.organisation.id, question_id=view.open[0].id)
        return redirect("answers", organisation_id=member.organisation.id)
    view = assessment_of(member.organisation)
    context = {**_progress(view), "parts": principle_views(view), "first": view.open[0].id if view.open else ""}
    return render(request, "entrepreneur/basisscan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def question(request: HttpRequest, member: Member, question_id: str) -> HttpResponse:
    """One question; with an answer, the next one that waits."""
    view = _assessment(member, question_id)
    if request.method != "POST":
        return _question_page(request, view, question_id)
    choice, reason = request.POST.get("answer", ""), _reason(request, "reason")
    try:
        answer_and_plan(
            member.organisation.id,
            question_id,
            choice,
            actor=member.person,
            reason=reason,
            seen=parse_datetime(request.POST.get("seen", "")),
        )
    except AnswerRefused as refused:
        said = _sentence(refused.fault)
        return _question_page(request, view, question_id, typed=choice, reason=reason, error=said, status=422)
    if "stop" in request.POST:
        return redirect("basisscan", organisation_id=member.organisation.id)
    return _onward(member, question_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def part(request: HttpRequest, member: Member, principle: str) -> HttpResponse:
    """All questions of one part on one page; what is filled in is kept, what is left open stays open."""
    if principle not in {word.value for word in BasicPrinciple}:
        raise Http404
    view = assessment_of(member.organisation)
    mine = [item.id for item in view.questions if item.principle.value == principle]
    errors: dict[str, str] = {}
    typed: dict[str, tuple[str, str]] = {}
    if request.method == "POST":
        for question_id in mine:
            choice, reason = request.POST.get(question_id, ""), _reason(request, f"reason-{question_id}")
            if not choice:
                continue
            typed[question_id] = (choice, reason)
            seen = parse_datetime(request.POST.get(f"seen-{question_id}", ""))
            try:
                answer_and_plan(
                    member.organisation.id, question_id, choice, actor=member.person, reason=reason, seen=seen
                )
            except AnswerRefused as refused:
                errors[question_id] = _sentence(refused.fault)
        if not errors:
            return _after_part(member, principle)
        view = assessment_of(member.organisation)
    views = [
        (
            question_view(view, item, typed=typed.get(item, ("", ""))[0], reason=typed.get(item, ("", ""))[1]),
            errors.get(item, ""),
        )
        for item in mine
    ]
    context = {
        **_progress(view),
        "questions": views,
        "part": next(item for item in principle_views(view) if item.id == principle),
        "errors": {f"q-{item}": [said] for item, said in errors.items()},
        "last": principle == list(BasicPrinciple)[-1].value,
    }
    return render(request, "entrepreneur/basisscan_part.html", context, status=422 if errors else 200)


@require_safe
@member_page
def answers(request: HttpRequest, member: Member) -> HttpResponse:
    """Every answer with how we know it and how old it is, before the plan is made."""
    view = assessment_of(member.organisation)
    lines = answer_lines(view, timezone.now())
    contradicted = [line for group in lines.values() for line in group if line.contradicted]
    context = {**_progress(view), "lines": lines, "contradicted": contradicted, "parts": principle_views(view)}
    return render(request, "entrepreneur/answers.html", context)


@require_POST
@member_page
def finish(request: HttpRequest, member: Member) -> HttpResponse:
    """Everything was looked over: on to the plan."""
    make_plan(member.organisation.id, actor=member.person)
    return redirect("plan", organisation_id=member.organisation.id)


def _assessment(member: Member, question_id: str) -> AssessmentView:
    view = assessment_of(member.organisation)
    try:
        view.question(question_id)
    except NoSuchQuestion as error:
        raise Http404 from error
    return view


def _question_page(
    request: HttpRequest,
    view: AssessmentView,
    question_id: str,
    *,
    typed: str = "",
    reason: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    before, after = neighbours(view, question_id)
    context = {
        **_progress(view),
        "item": question_view(view, question_id, typed=typed, reason=reason),
        "before": before,
        "after": after,
        "error": error,
        "errors": {"answer": [error]} if error else {},
    }
    return render(request, "entrepreneur/question.html", context, status=status)


def _progress(view: AssessmentView) -> dict[str, object]:
    return {
        "total": len(view.questions),
        "answered": view.answered,
        "measured": view.measured,
        "said": view.answered - view.measured,
        "left": len(view.open),
        "partly_known": sum(item.id in view.partial for item in view.open),
        "minutes": minutes_left(view),
        "started": view.started,
    }


def _onward(member: Member, question_id: str) -> HttpResponse:
    _before, after = neighbours(assessment_of(member.organisation), question_id)
    if after:
        return redirect("question", organisation_id=member.organisation.id, question_id=after)
    return redirect("answers", organisation_id=member.organisation.id)


def _after_part(member: Member, principle: str) -> HttpResponse:
    order = [word.value for word in BasicPrinciple]
    later = order[order.index(principle) + 1 :]
    if later:
        return redirect("basisscan-part", organisation_id=member.organisation.id, principle=later[0])
    return redirect("answers", organisation_id=member.organisation.id)


def _reason(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())[:LONGEST_REASON]


def _sentence(fault: AnswerFault) -> str:
    return {
        AnswerFault.NO_CHOICE: _("Choose an answer. You may also choose I do not know."),
        AnswerFault.NO_REASON: _("Say in a few words why this does not apply."),
        AnswerFault.CHANGED_MEANWHILE: _("A colleague has just answered this question. Look at both and choose."),
    }[fault]
