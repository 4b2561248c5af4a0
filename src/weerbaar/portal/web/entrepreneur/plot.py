"""Water and fire on one's own plot: how deep, what to do, what to ask, and the list for the fire brigade."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.incidents.errors import GoodsFault, GoodsRefused
from weerbaar.portal.incidents.plot_selectors import (
    choices_of,
    fire_facts_of_company,
    goods_of,
    plot_answers_of,
    plots_of_company,
)
from weerbaar.portal.incidents.read_plot_pack import PlotQuestion, load_plot_pack
from weerbaar.portal.incidents.services.answer_plot import answer_plot
from weerbaar.portal.incidents.services.keep_goods import GoodForm, add_good, remove_good
from weerbaar.portal.incidents.words import PlotAnswerWord, Recency
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.entrepreneur.plot_words import (
    answer_words,
    depth_lines,
    fact_kinds,
    fact_states,
    goods_fault,
    plot_name,
)
from weerbaar.portal.web.public.visitors import language_of_page

_PREFIX = "vraag-"
_FINE = {PlotAnswerWord.YES.value, PlotAnswerWord.NOT_HERE.value, Recency.WITHIN_YEAR.value}
_FIELDS = {
    GoodsFault.NO_SUBSTANCE: "substance",
    GoodsFault.UN_NUMBER: "un_number",
    GoodsFault.NO_QUANTITY: "quantity",
}


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def plot(request: HttpRequest, member: Member) -> HttpResponse:
    """What the map says of the plot, and the questions; answers are kept for the company alone."""
    if request.method == "POST":
        typed = {key.removeprefix(_PREFIX): str(request.POST[key]) for key in request.POST if key.startswith(_PREFIX)}
        answer_plot(member.organisation.id, typed, actor=member.person)
        return redirect("plot", organisation_id=member.organisation.id)
    pack, language = load_plot_pack(), language_of_page().value
    answers = plot_answers_of(member.organisation)
    lines = [_question(question, answers.get(question.id, ""), language) for question in pack.questions.values()]
    context = {
        "plots": [(plot_name(item), depth_lines(item, language)) for item in plots_of_company(member.organisation)],
        "matrix_rule": pack.matrix_rule[language],
        "caution": pack.caution[language],
        "parts": [(part, [line for line in lines if line["part"] == part]) for part in ("flood", "fire")],
        "to_do": [line for line in lines if line["to_do"]],
        "answered": sum(1 for line in lines if line["answer"]),
        "questions": len(lines),
        "facts": [
            (park, fact_kinds()[fact.kind], fact, *fact_states()[fact.state])
            for park, fact in fire_facts_of_company(member.organisation)
        ],
        "lesson_title": pack.lesson_title[language],
        "lesson_facts": [text[language] for text in pack.lesson_facts],
        "lesson_do": [text[language] for text in pack.lesson_do],
        "rules": [text[language] for text in pack.rules],
        "goods": len(goods_of(member.organisation)),
    }
    return render(request, "entrepreneur/plot.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def plot_goods(request: HttpRequest, member: Member) -> HttpResponse:
    """The company's list of hazardous goods, which it can print too."""
    errors: dict[str, list[str]] = {}
    posted = request.POST
    if request.method == "POST":
        try:
            if "weg" in posted:
                remove_good(member.organisation.id, _id(posted["weg"]), actor=member.person)
            else:
                form = GoodForm(
                    posted.get("substance", ""),
                    posted.get("quantity", ""),
                    posted.get("place", ""),
                    posted.get("un_number", ""),
                )
                add_good(member.organisation.id, form, actor=member.person)
            return redirect("plot-goods", organisation_id=member.organisation.id)
        except GoodsRefused as refused:
            errors = {_FIELDS.get(refused.fault, "place"): [goods_fault(refused.fault)]}
    context = {"goods": goods_of(member.organisation), "typed": posted, "errors": errors}
    return render(request, "entrepreneur/plot_goods.html", context, status=422 if errors else 200)


def _question(question: PlotQuestion, answer: str, language: str) -> dict[str, Any]:
    return {
        "id": f"{_PREFIX}{question.id}",
        "part": question.part.value,
        "text": question.question[language],
        "action": question.action[language],
        "is_critical": question.is_critical,
        "answer": answer,
        "choices": [(word, answer_words()[word]) for word in choices_of(question)],
        "to_do": bool(answer) and answer not in _FINE,
    }


def _id(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError as error:
        raise GoodsRefused(GoodsFault.NO_SUCH_LINE) from error
