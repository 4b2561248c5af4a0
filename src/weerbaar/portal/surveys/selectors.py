"""What reads surveys. Replies are numbers of a day; results are what was counted once, for everybody with a seat."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.selectors import park_of, participants_of
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.find import wave_by_link, wave_for
from weerbaar.portal.surveys.models import AskedCompany, Wave, WaveFigures
from weerbaar.portal.surveys.words import WaveState
from weerbaar.questionnaires.survey_count import QuestionFigures


@dataclass(frozen=True, slots=True)
class WaveView:
    """A survey as somebody with a seat sees it. `meter` counts replies on the morning of `meter_on`."""

    id: uuid.UUID
    title: str
    state: WaveState
    opens_on: date
    closes_on: date
    link_token: str
    open_link: bool
    meter: int
    meter_on: date | None


@dataclass(frozen=True, slots=True)
class MeterView:
    """Replies beside whom they could come from. `asked` companies got a letter, `reminded` of them a second one."""

    replies: int
    on: date | None
    establishments: int
    participants: int
    asked: int
    reminded: int

    @property
    def percent(self) -> int | None:
        """Replies of a hundred establishments; None when the list of the area is empty."""
        return round(100 * self.replies / self.establishments) if self.establishments else None

    @property
    def too_many(self) -> bool:
        """More replies than places to reply from: somebody answered more than once."""
        return bool(self.establishments) and self.replies > self.establishments


@dataclass(frozen=True, slots=True)
class WaveResults:
    """What was counted when a survey ended. `replies` is rounded down to fives. `figures` is by question, and has only questions
    that enough people answered; `headlines` is the percent (or mean mark) by indicator.
    """

    wave_id: uuid.UUID
    title: str
    opens_on: date
    closes_on: date
    counted_on: date
    replies: int
    enough: bool
    figures: Mapping[str, QuestionFigures]

    @property
    def headlines(self) -> dict[str, float]:
        """The figure of each indicator that the survey measures, of the first question that has one."""
        found: dict[str, float] = {}
        for question in the_survey().questions:
            item = self.figures.get(question.id)
            value = None if item is None else item.mean if question.shows_mean else item.headline
            if question.indicator and value is not None:
                found.setdefault(question.indicator, value)
        return found


def waves_of(person: Person, park_id: uuid.UUID) -> list[WaveView]:
    """The surveys of an area, newest first.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    return [_view(row) for row in Wave.objects.filter(park_id=park_id).order_by("-opens_on", "title", "id")]


def wave_of(person: Person, park_id: uuid.UUID, wave_id: uuid.UUID) -> WaveView:
    """One survey of an area.

    Raises:
        NoSuchWave: there is none for this person.
    """
    return _view(wave_for(person, park_id, wave_id)[0])


def wave_with_link(link_token: str) -> tuple[WaveView, str]:
    """The survey behind a link, and the name of its area.

    Raises:
        NoSuchWave: the link opens nothing.
    """
    row = wave_by_link(link_token)
    return _view(row), row.park.name


def meter_of(park_id: uuid.UUID, view: WaveView) -> MeterView:
    """How many replied, for who runs the area."""
    asked = AskedCompany.objects.filter(wave_id=view.id)
    return MeterView(
        replies=view.meter,
        on=view.meter_on,
        establishments=Establishment.objects.filter(park_id=park_id, is_vacant=False).count(),
        participants=len(participants_of(park_id)),
        asked=asked.count(),
        reminded=asked.filter(was_reminded=True).count(),
    )


def results_of(park_id: uuid.UUID, wave_id: uuid.UUID) -> WaveResults | None:
    """What was counted; None while the survey has not ended. Whoever calls has looked at who asks."""
    row = WaveFigures.objects.filter(wave_id=wave_id, wave__park_id=park_id).select_related("wave").first()
    return _results(row) if row else None


def all_results_of(park_id: uuid.UUID) -> Sequence[WaveResults]:
    """Of all ended surveys of an area with enough replies, oldest first: the first one is what later ones are compared with."""
    rows = WaveFigures.objects.filter(wave__park_id=park_id, enough=True).select_related("wave")
    return [_results(row) for row in rows.order_by("counted_on", "wave__opens_on", "id")]


def exported_surveys(view: OrganisationView) -> list[dict[str, str | bool]]:
    """For which surveys a company got a letter. Whether it answered is known to nobody."""
    rows = AskedCompany.objects.filter(organisation_id=view.id).select_related("wave__park")
    return [
        {
            "park": row.wave.park.name,
            "survey": row.wave.title,
            "from": row.wave.opens_on.isoformat(),
            "until": row.wave.closes_on.isoformat(),
            "was_reminded": row.was_reminded,
        }
        for row in rows.order_by("wave__opens_on", "id")
    ]


def _view(row: Wave) -> WaveView:
    return WaveView(
        id=row.id,
        title=row.title,
        state=WaveState(row.state),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        link_token=row.link_token,
        open_link=row.open_link,
        meter=row.meter,
        meter_on=row.meter_on,
    )


def _results(row: WaveFigures) -> WaveResults:
    figures = {}
    for question in the_survey().questions:
        item = row.figures.get(question.id)
        if item:
            # A database may keep the keys in an order of its own.
            order = dict.fromkeys(choice.band or choice.id for choice in question.choices)
            shares = {key: item["shares"][key] for key in order if key in item["shares"]}
            figures[question.id] = QuestionFigures(question.id, shares, item["headline"], item["mean"])
    wave = row.wave
    return WaveResults(
        wave.id, wave.title, wave.opens_on, wave.closes_on, row.counted_on, row.replies, row.enough, figures
    )
