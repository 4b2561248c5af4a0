"""The surveys of an area, and a new one."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.surveys.errors import WaveRefused
from weerbaar.portal.surveys.selectors import WaveView, waves_of
from weerbaar.portal.surveys.services.plan_wave import WaveForm, plan_wave
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.survey_words import wave_fault, wave_mark


@dataclass(frozen=True)
class TypedWave:
    """What was filled in, as text."""

    title: str = ""
    opens_on: str = ""
    closes_on: str = ""
    open_link: bool = True
    errors: dict[str, list[str]] = field(default_factory=dict)

    def read(self) -> WaveForm:
        """What it means. A day that is none counts as not filled in."""
        return WaveForm(self.title, _day(self.opens_on), _day(self.closes_on), self.open_link)

    def with_error(self, refused: WaveRefused) -> "TypedWave":
        """The same, with why it was refused."""
        name, said = wave_fault(refused.fault)
        return TypedWave(self.title, self.opens_on, self.closes_on, self.open_link, {name: [said]})


def typed_wave(request: HttpRequest) -> TypedWave:
    """What was sent."""
    title, opens_on, closes_on = (request.POST.get(name, "").strip() for name in ("title", "opens_on", "closes_on"))
    return TypedWave(title, opens_on, closes_on, request.POST.get("way") != "personal")


def wave_as_typed(wave: WaveView) -> TypedWave:
    """What a survey would have been filled in as."""
    return TypedWave(wave.title, wave.opens_on.isoformat(), wave.closes_on.isoformat(), wave.open_link)


def ways() -> list[tuple[str, str, str]]:
    """Who can answer: the word, the name, and what it means."""
    return [
        (
            "open",
            _("Everybody with the link or the poster"),
            _("Easy. Somebody can answer twice: you see that when there are more replies than companies."),
        ),
        ("personal", _("Only with a personal link"), _("Each link works once. You hand them out, or we mail them.")),
    ]


@require_safe
@park_page
def survey_waves(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All of them."""
    context = {"waves": [(view, *wave_mark(view.state)) for view in waves_of(member.person, member.park.id)]}
    return render(request, "park/survey_waves.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def survey_new(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Write a survey down; it opens later."""
    if request.method != "POST":
        return _form(request, TypedWave())
    typed = typed_wave(request)
    try:
        wave_id = plan_wave(member.park.id, typed.read(), actor=member.person)
    except WaveRefused as refused:
        return _form(request, typed.with_error(refused), 422)
    return redirect("survey-wave", park_id=member.park.id, wave_id=wave_id)


def _form(request: HttpRequest, typed: TypedWave, status: int = 200) -> HttpResponse:
    context = {"form": typed, "errors": typed.errors, "ways": ways(), "wave": None}
    return render(request, "park/survey_form.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
