"""One survey: open it, hand its links out, follow the meter, end it."""

import csv
import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.surveys.errors import BoxStaysShut, NoSuchWave, WaveRefused
from weerbaar.portal.surveys.selectors import WaveView, meter_of, wave_of
from weerbaar.portal.surveys.services.ask_companies import (
    MOST_LINKS,
    invite_companies,
    make_links,
    remind_companies,
)
from weerbaar.portal.surveys.services.plan_wave import change_wave
from weerbaar.portal.surveys.services.run_wave import close_wave, open_wave
from weerbaar.portal.surveys.words import WaveState
from weerbaar.portal.web.letters.survey import send_survey_letters
from weerbaar.portal.web.papers.survey_poster import render_poster
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.survey import TypedWave, typed_wave, wave_as_typed, ways
from weerbaar.portal.web.park.survey_words import wave_fault, wave_mark
from weerbaar.portal.web.public.visitors import language_of_page


def wave_or_404(member: ParkMember, wave_id: uuid.UUID) -> WaveView:
    """The survey of this area.

    Raises:
        Http404: there is none.
    """
    try:
        return wave_of(member.person, member.park.id, wave_id)
    except NoSuchWave as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def survey_wave(request: HttpRequest, member: ParkMember, wave_id: uuid.UUID) -> HttpResponse:
    """The survey, and the next step for who runs the area."""
    wave = wave_or_404(member, wave_id)
    if request.method != "POST":
        return (
            _form(request, wave, wave_as_typed(wave)) if "wijzig" in request.GET else _show(request, member, wave, {})
        )
    deed = request.POST.get("doe", "")
    try:
        _do(deed, request, member, wave_id)
    except WaveRefused as refused:
        if deed == "bewaar":
            return _form(request, wave, typed_wave(request).with_error(refused), 422)
        name, said = wave_fault(refused.fault)
        return _show(request, member, wave, {name: [said]}, 409)
    except BoxStaysShut:
        said = _("The answers cannot be opened: the key of this installation was changed. Ask the operator.")
        return _show(request, member, wave, {"deeds": [said]}, 503)
    return redirect("survey-wave", park_id=member.park.id, wave_id=wave_id)


@require_POST
@park_page
def survey_links(request: HttpRequest, member: ParkMember, wave_id: uuid.UUID) -> HttpResponse:
    """New personal links as a table, this once: we keep none."""
    wave = wave_or_404(member, wave_id)
    text = request.POST.get("number", "")
    try:
        links = make_links(
            member.park.id, wave_id, int(text) if text.isdecimal() and len(text) < 5 else 0, actor=member.person
        )
    except WaveRefused as refused:
        name, said = wave_fault(refused.fault)
        return _show(request, member, wave, {name: [said]}, 422)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="persoonlijke-links.csv"'
    table = csv.writer(response)
    table.writerow(["link"])
    for token, code in links:
        table.writerow([settings.PUBLIC_URL + reverse("survey-personal", kwargs={"token": token, "code": code})])
    return response


@require_safe
@park_page
def survey_poster(request: HttpRequest, member: ParkMember, wave_id: uuid.UUID) -> HttpResponse:
    """A sheet for the wall, with the link as a picture for a phone. There is none where a personal link is needed."""
    wave = wave_or_404(member, wave_id)
    if not wave.open_link:
        raise Http404
    paper = render_poster(wave, member.park.name, open_address(wave), language_of_page(), timezone.now())
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="enquete-{slugify(member.park.name)}.pdf"'
    return response


def open_address(wave: WaveView) -> str:
    """The whole address that everybody may have."""
    return settings.PUBLIC_URL + reverse("survey-open", kwargs={"token": wave.link_token})


def _do(deed: str, request: HttpRequest, member: ParkMember, wave_id: uuid.UUID) -> None:
    park_id, person = member.park.id, member.person
    if deed == "bewaar":
        change_wave(park_id, wave_id, typed_wave(request).read(), actor=person)
    elif deed == "open":
        open_wave(park_id, wave_id, actor=person)
    elif deed == "sluit":
        close_wave(park_id, wave_id, actor=person)
    elif deed == "mail":
        send_survey_letters("survey", member.park.name, invite_companies(park_id, wave_id, actor=person))
    elif deed == "herinner":
        send_survey_letters("survey_reminder", member.park.name, remind_companies(park_id, wave_id, actor=person))


def _show(
    request: HttpRequest, member: ParkMember, wave: WaveView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    runs = member.park.can_run
    meter = meter_of(member.park.id, wave) if runs else None
    context = {
        "wave": wave,
        "mark": wave_mark(wave.state),
        "errors": errors,
        "is_draft": wave.state is WaveState.DRAFT,
        "is_open": wave.state is WaveState.OPEN,
        "is_closed": wave.state is WaveState.CLOSED,
        "can_open": wave.opens_on <= today <= wave.closes_on,
        "address": open_address(wave) if wave.open_link else "",
        "meter": meter,
        "not_asked": meter.participants - meter.asked if meter else 0,
        "not_reminded": meter.asked - meter.reminded if meter else 0,
        "most_links": MOST_LINKS,
        "number": request.POST.get("number", ""),
    }
    return render(request, "park/survey_wave.html", context, status=status)


def _form(request: HttpRequest, wave: WaveView, typed: TypedWave, status: int = 200) -> HttpResponse:
    context = {
        "form": typed,
        "errors": typed.errors,
        "ways": ways(),
        "wave": wave,
        "is_draft": wave.state is WaveState.DRAFT,
    }
    return render(request, "park/survey_form.html", context, status=status)
