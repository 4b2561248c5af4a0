"""Months 10 to 45: the levy, work that is done and checked by others, points repaired, water and fire, and yearly looks back."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from weerbaar.portal.biz.levy import Band
from weerbaar.portal.biz.selectors import zone_of
from weerbaar.portal.biz.services.hold_ballot import count_ballot, note_returns, open_ballot
from weerbaar.portal.biz.services.keep_money import Bill, close_year, set_line, spend
from weerbaar.portal.biz.services.plan_zone import ZonePlan, plan_zone
from weerbaar.portal.incidents.services.handle_incident import close_incident, take_incident
from weerbaar.portal.incidents.services.report_incident import IncidentForm, note_security_incident, report_incident
from weerbaar.portal.incidents.words import Damage
from weerbaar.portal.inspections.models import Point
from weerbaar.portal.inspections.point_states import UNSOLVED, PointVerb
from weerbaar.portal.inspections.services.move_point import move_point
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.meetings.words import DecisionKind
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.chapters.measuring import walk
from weerbaar.portal.serve.story.meetings import meet
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.services.keep_measure import move_measure
from weerbaar.portal.trajectories.words import MeasureState

_ENDED = (MeasureState.DONE.value, MeasureState.CHECKED.value)
_WHY_DROPPED = "Na meting bleek de kruising veilig."


def the_levy(cast: Cast) -> None:
    """The zone is planned, and the ballot opens."""
    first = cast.today.replace(year=cast.today.year + 1, month=1, day=1)
    plan = ZonePlan(
        cast.park.biz_name,
        "Verlichting, toezicht en samen oefenen",
        "users",
        first,
        first.replace(year=first.year + 4, month=12, day=31),
        (Band(0, cast.park.levy_euro * 100, len(cast.park.companies)),),
    )
    plan_zone(cast.park_id, plan, actor=cast.manager)
    opens = cast.in_days(7)
    open_ballot(cast.park_id, opens, opens + timedelta(days=14), len(cast.park.companies), actor=cast.manager)
    cast.wait(20)
    note_returns(cast.park_id, 44, actor=cast.manager)


def the_count(cast: Cast) -> None:
    """46 of 60 voted, 34 in favour: it comes. Each year gets a budget."""
    count_ballot(cast.park_id, 34, 11, 1, actor=cast.manager)
    zone = zone_of(cast.manager, cast.park_id)
    if zone is None:
        raise LookupError("the zone that was planned is gone")
    for year in zone.years[:3]:
        set_line(
            cast.park_id, year, "Verlichting achterpaden", 450000, actor=cast.manager, measure_id=_of(cast, "M-PUB-01")
        )
        set_line(
            cast.park_id, year, "Toezicht in de nacht", 700000, actor=cast.manager, measure_id=_of(cast, "M-CRI-01")
        )
        set_line(cast.park_id, year, "Oefening en scholing", 200000, actor=cast.manager)


def money_goes_out(cast: Cast) -> None:
    """Two bills of the year; the account of the year before is closed when there is one."""
    zone = zone_of(cast.manager, cast.park_id)
    if zone is None or cast.today < zone.starts_on:
        return
    year = cast.today.year
    light = set_line(
        cast.park_id, year, "Verlichting achterpaden", 450000, actor=cast.manager, measure_id=_of(cast, "M-PUB-01")
    )
    night = set_line(
        cast.park_id, year, "Toezicht in de nacht", 700000, actor=cast.manager, measure_id=_of(cast, "M-CRI-01")
    )
    spend(cast.park_id, Bill(light, cast.today, 187550, "Zes lampen Kielkade", f"F{year}-11"), actor=cast.manager)
    spend(cast.park_id, Bill(night, cast.today, 310000, "Rondes, eerste deel", f"F{year}-14"), actor=cast.manager)
    if year - 1 >= zone.starts_on.year:
        close_year(cast.park_id, year - 1, actor=cast.manager)


def work_begins(cast: Cast) -> None:
    """Everything that is further than agreed in year two is taken up now."""
    for source, measure in _states(cast):
        if measure not in {MeasureState.AGREED, MeasureState.DROPPED}:
            move_measure(cast.trajectory_id, _of(cast, source), MeasureVerb.START, actor=cast.guide)


def some_work_is_done(cast: Cast) -> None:
    """A progress meeting takes up to four measures as done, with proof; another party than the owner checks those of before."""

    def decide(meeting: uuid.UUID) -> None:
        ready = [
            source
            for source, state in _states(cast)
            if state.value in _ENDED and _row(cast, source).state == MeasureState.IN_PROGRESS.value
        ]
        for source in ready[:4]:
            proof = f"Foto en verslag van {cast.today.isoformat()}, nagelopen op het terrein"
            form = DecisionForm(DecisionKind.DONE, proof, measure_id=_of(cast, source))
            record_decision(meeting, form, actor=cast.guide)
        late = next(
            iter(Measure.objects.filter(id__in=cast.measures.values(), due_on__lt=cast.today, state="in_progress")),
            None,
        )
        if late is not None:
            form = DecisionForm(
                DecisionKind.REDATE, "Wacht op geld en personeel.", late.id, cast.in_days(180), late.owner
            )
            record_decision(meeting, form, actor=cast.guide)

    what_was_done_is_checked(cast)
    meet(cast, "MEET-PROGRESS", decide)


def one_measure_stops(cast: Cast) -> None:
    """A meeting stops what proved not to be needed, with the reason."""

    def decide(meeting: uuid.UUID) -> None:
        for source, state in _states(cast):
            if state is MeasureState.DROPPED and _row(cast, source).state != MeasureState.DROPPED.value:
                form = DecisionForm(DecisionKind.STOP, _WHY_DROPPED, measure_id=_of(cast, source))
                record_decision(meeting, form, actor=cast.guide)

    meet(cast, "MEET-PROGRESS", decide)


def points_repaired(cast: Cast) -> None:
    """Owners repair all points but a few of the municipality; somebody else looks."""
    rows = Point.objects.filter(inspection__park_id=cast.park_id, state__in=UNSOLVED).order_by("due_on", "id")
    for number, point in enumerate(rows):
        if point.owner == PartnerKind.MUNICIPALITY.value and number % 4 == 3:
            continue  # the municipality repairs slowly after a change of staff
        owner = cast.partners.get(PartnerKind(point.owner)) if point.owner in set(PartnerKind) else None
        move_point(cast.park_id, point.id, PointVerb.SOLVE, "Hersteld", actor=owner or cast.manager)
        # Where the manager answers for a company, the guide did not repair it either: the association looks.
        other = cast.partners[PartnerKind.ASSOCIATION]
        move_point(cast.park_id, point.id, PointVerb.VERIFY, "Gezien", actor=other)


def day_round(cast: Cast) -> None:
    """A round in daylight with fewer points than before."""
    walk(cast, Light.DAY, ("PT-LITTER", "PT-GREEN", "PT-FIRELOAD"), 11)


def dark_round(cast: Cast) -> None:
    """A round in the dark with fewer lamps out."""
    walk(cast, Light.DARK, ("PT-LAMP", "PT-DARKSPOT"), 6)


def false_invoice(cast: Cast) -> None:
    """A printing firm pays a false invoice. It keeps that for itself: the area is told nothing."""
    firm = cast.firms[3]
    form = IncidentForm(
        cast.in_days(-2), Damage.TO_5000, police_told=True, lesson="Bel terug op het nummer dat je kent."
    )
    note_security_incident(firm.id, "INC-INVOICE", form, actor=firm.owner)


def high_water(cast: Cast) -> None:
    """High water: boards in time, no damage."""
    _happened(cast, "INC-WATER", 5, Damage.NONE, "Schotten op tijd geplaatst", PartnerKind.WATER_BOARD)


def small_fire(cast: Cast) -> None:
    """A small fire at pallets. The route was clear."""
    _happened(cast, "INC-FIRE", 7, Damage.TO_5000, "Pallets staan nu tien meter van de gevel", PartnerKind.FIRE_BRIGADE)


def _happened(cast: Cast, kind: str, number: int, damage: Damage, done: str, party: PartnerKind) -> None:
    firm = cast.firms[number]
    form = IncidentForm(cast.today, damage, police_told=False, street=firm.known.address)
    incident = report_incident(firm.id, cast.park_id, kind, form, actor=firm.owner)
    who = cast.partners.get(party, cast.manager)
    take_incident(cast.park_id, incident, actor=who)
    cast.wait(3)
    close_incident(cast.park_id, incident, done, actor=who)


def what_was_done_is_checked(cast: Cast) -> None:
    """Another party than the owner looks at what was done."""
    for source, state in _states(cast):
        row = _row(cast, source)
        if state is MeasureState.CHECKED and row.state == MeasureState.DONE.value:
            other = PartnerKind.MUNICIPALITY if row.owner != PartnerKind.MUNICIPALITY.value else PartnerKind.ASSOCIATION
            move_measure(cast.trajectory_id, row.id, MeasureVerb.CHECK, actor=cast.partners[other])


def _states(cast: Cast) -> Iterable[tuple[str, MeasureState]]:
    return [(measure.source, measure.state) for measure in cast.park.measures]


def _of(cast: Cast, source: str) -> uuid.UUID:
    return cast.measures[source]


def _row(cast: Cast, source: str) -> Measure:
    return Measure.objects.get(id=cast.measures[source])
