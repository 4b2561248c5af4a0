"""Months 2 to 9: what companies say, what people see on the street, what police and fire brigade count, and the plan."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from weerbaar.portal.figures.services.set_codes import set_codes
from weerbaar.portal.figures.services.take_in import FigureFile, look_at_figures, take_in_figures
from weerbaar.portal.figures.words import Source
from weerbaar.portal.incidents.depth_files.depth_map import DepthUnit
from weerbaar.portal.incidents.services.import_depths import DepthFile, propose_depths, take_depths
from weerbaar.portal.inspections.point_form import Place, PointForm
from weerbaar.portal.inspections.services.begin_inspection import begin_inspection
from weerbaar.portal.inspections.services.close_inspection import RoundForm, close_inspection
from weerbaar.portal.inspections.services.put_point import Walk, put_point
from weerbaar.portal.inspections.services.report_inspection import report_inspection
from weerbaar.portal.inspections.services.send_points import send_points
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.meetings.words import DecisionKind
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.meetings import meet
from weerbaar.portal.serve.story.papers import FOUR, adopt, adopt_draft, next_phase
from weerbaar.portal.surveys.models import Wave
from weerbaar.portal.surveys.selectors import results_of
from weerbaar.portal.surveys.services.ask_companies import make_links
from weerbaar.portal.surveys.services.cast_reply import cast_reply
from weerbaar.portal.surveys.services.plan_wave import WaveForm, plan_wave
from weerbaar.portal.surveys.services.run_wave import close_wave, open_wave
from weerbaar.portal.trajectories.safety_plans.read_priorities import PriorityForm
from weerbaar.portal.trajectories.services.enter_safety_plan import PlanForm, enter_safety_plan
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, set_goal

_ROUTE = "Ankerweg, Boegstraat, Kielkade, Mastlaan en Roerpad"
# What is seen by day and in the dark, again and again along the streets.
_BY_DAY = ("PT-LITTER", "PT-GREEN", "PT-ROAD", "PT-FIRELOAD", "PT-FENCE", "PT-SIGN", "PT-DUMP")
_IN_THE_DARK = ("PT-LAMP", "PT-LAMP", "PT-DARKSPOT")
# Answers of a company that had trouble, and of one that had not.
_TROUBLED = {
    "KS-03": ["yes"],
    "KS-06": ["yes"],
    "KS-08": ["no"],
    "KS-10": ["sometimes"],
    "KS-17": ["5"],
    "KS-19": ["yes"],
}
_CALM = {"KS-03": ["no"], "KS-06": ["no"], "KS-10": ["never"], "KS-17": ["7"], "KS-19": ["no"], "KS-28": ["yes"]}


def survey_opens(cast: Cast, key: str = "first survey", title: str = "Enquête veilig terrein") -> None:
    """The survey opens, with a code for each company."""
    form = WaveForm(title, cast.today, cast.today + timedelta(days=42), open_link=False)
    wave = plan_wave(cast.park_id, form, actor=cast.guide)
    open_wave(cast.park_id, wave, actor=cast.guide)
    cast.made[key] = wave


def survey_closes(cast: Cast, key: str = "first survey", replies: int = 43, troubled: int = 22) -> None:
    """So many companies reply, of which so many had trouble; then the answers are counted, once."""
    wave = cast.made[key]
    link = Wave.objects.values_list("link_token", flat=True).get(id=wave)
    for number, (_, code) in enumerate(make_links(cast.park_id, wave, replies, actor=cast.guide)):
        cast_reply(link, code, _TROUBLED if number < troubled else _CALM)
    close_wave(cast.park_id, wave, actor=cast.guide)
    adopt(cast, "survey_report", survey_fields(cast, wave))


def survey_fields(cast: Cast, wave: uuid.UUID) -> Mapping[str, str]:
    """What the paper says of a survey."""
    found = results_of(cast.park_id, wave)
    if found is None:
        raise LookupError("the survey has not ended")
    indicators = load_safety().indicators
    lines = [f"{indicators[key].name['nl']}: {value:g}" for key, value in found.headlines.items()]
    return {
        "wave": found.title,
        "invited": str(len(cast.park.companies)),
        "answered": str(found.replies),
        "period": f"{found.opens_on.isoformat()} tot en met {found.closes_on.isoformat()}",
        "results": "\n".join(lines) or "Te weinig antwoorden voor cijfers",
    }


def round_by_day(cast: Cast) -> None:
    """27 points in daylight."""
    walk(cast, Light.DAY, _BY_DAY, 27)


def round_in_the_dark(cast: Cast) -> None:
    """14 lamps and 7 dark spots."""
    walk(cast, Light.DARK, _IN_THE_DARK, 21)


def walk(cast: Cast, light: Light, types: Sequence[str], number: int, *, paper: bool = True) -> uuid.UUID:
    """A round with so many points along the streets; it is closed, sent to the owners, and put into its paper."""
    inspection = begin_inspection(cast.park_id, light, actor=cast.guide)
    on = Walk(inspection, light, cast.now)
    for index in range(number):
        company = cast.park.companies[(index * 7 + cast.today.month) % len(cast.park.companies)]
        longitude, latitude = cast.park.place_of(company.address)
        kind = types[index % len(types)]
        record = {"pole_number": f"{400 + index:04d}"} if kind == "PT-LAMP" else {}
        form = PointForm(
            kind, place=Place(latitude, longitude, 5.0), place_text=company.address, record=record, seen_at=cast.now
        )
        put_point(cast.park_id, uuid.uuid4(), form, on, actor=cast.guide if index % 2 else cast.manager)
    parties = tuple(party.value for party in FOUR)
    close_inspection(cast.park_id, inspection, RoundForm(_ROUTE, ("park_manager", *parties), "Droog"), actor=cast.guide)
    send_points()
    if paper:
        adopt_draft(cast, report_inspection(cast.park_id, inspection, actor=cast.guide))
    return inspection


def figures_come_in(cast: Cast, burglaries: int = 21, fires: int = 2) -> None:
    """Police and fire brigade send what they counted in the last two whole years."""
    years = (cast.today.year - 2, cast.today.year - 1)
    (code,) = set_codes(cast.park_id, " ".join(cast.park.neighbourhoods), actor=cast.guide)
    take_figures(cast, Source.POLICE_YEAR, police_file(code, {years[0]: burglaries + 3, years[1]: burglaries}))
    take_figures(cast, Source.FIRE_BRIGADE, fire_file({years[0]: fires + 1, years[1]: fires}))
    period = f"{years[0]} en {years[1]}"
    adopt(
        cast,
        "police_figures",
        {
            "period": period,
            "area_code": code,
            "offence_kinds": "Diefstal en inbraak bij bedrijven, vernieling",
            "counts": f"Inbraak: {burglaries + 3} en {burglaries}",
            "received_on": cast.today.isoformat(),
        },
    )
    counts = {"period": period, "counts": f"Brand: {fires + 1} en {fires}", "received_on": cast.today.isoformat()}
    adopt(cast, "fire_figures", counts)


def take_figures(cast: Cast, source: Source, data: bytes) -> None:
    """A file is looked at, and then taken in."""
    file = FigureFile(source, f"{source.value}-{cast.today.year}.csv", data, note="Verzonnen cijfers")
    found, reading = look_at_figures(cast.park_id, file, actor=cast.guide)
    if found is None:
        raise ValueError(f"the story's own file is refused: {reading}")
    take_in_figures(cast.park_id, found, replaces=True, actor=cast.guide)


def police_file(code: str, burglaries: Mapping[int, int]) -> bytes:
    """A yearly table as the police give it out."""
    rows = ['"ID";"SoortMisdrijf";"WijkenEnBuurten";"Perioden";"GeregistreerdeMisdrijven_1"']
    for year, number in burglaries.items():
        for kind, count in (("0.0.0 ", number * 3), ("2.2.1 ", number // 3), ("2.5.1 ", number)):
            rows.append(f'{len(rows) - 1};"{kind}";"{code}";"{year}JJ00";{count}')
    return ("\n".join(rows) + "\n").encode()


def fire_file(fires: Mapping[int, int]) -> bytes:
    """A table as the fire brigade fills it in."""
    rows = ["jaar;maand;soort;aantal;opmerking"]
    for year, number in fires.items():
        rows += [f"{year};;gebouwbrand;{number};Verzonnen", f"{year};;loos_alarm;{9 + number};Verzonnen"]
    return ("\n".join(rows) + "\n").encode()


def digital_baseline(cast: Cast) -> None:
    """24 companies take part. Totals are published on fixed days, by the rules for small groups: here stands who took part."""
    adopt(
        cast,
        "cyber_baseline",
        {
            "date": cast.today.isoformat(),
            "companies_count": "24",
            "coverage": "40% van de bedrijven",
            "totals": "Wij tonen totalen op vaste dagen. Van één bedrijf tonen wij niets.",
        },
    )


def the_plan(cast: Cast) -> None:
    """Goals with a figure of now, and a meeting that agrees on 18 measures; then the plan is adopted."""
    goals = (
        ("IND-NUI-SURVEY", "Minder bedrijven met overlast", 52, 40),
        ("IND-CRI-REG", "Minder inbraken", 21, 12),
        ("IND-COO-REACH", "Meer bedrijven bereikt", 30, 80),
    )
    for indicator, text, baseline, target in goals:
        set_goal(
            cast.trajectory_id,
            indicator,
            text,
            baseline=baseline,
            target=target,
            by_day=cast.in_days(720),
            actor=cast.guide,
        )
    for measure in cast.park.measures:
        known = load_safety().measures[measure.source]
        row = MeasureText(
            aspect=known.aspect,
            problem=known.problem["nl"],
            what=known.what["nl"],
            source=known.id,
            owner=measure.owner,
            partners=tuple(party for party in known.partners if party != measure.owner),
            indicator=known.indicator,
            funding=known.funding[0],
            due_on=cast.in_days(load_safety().lead_days[known.lead] + 240),
        )
        cast.measures[measure.source] = add_measure(cast.trajectory_id, row, actor=cast.guide)

    def agree(meeting: uuid.UUID) -> None:
        for measure_id in cast.measures.values():
            record_decision(meeting, DecisionForm(DecisionKind.AGREE, measure_id=measure_id), actor=cast.guide)

    meet(cast, "MEET-ANALYSIS", agree)
    adopt(
        cast,
        "action_plan",
        plan_fields(cast),
    )
    next_phase(cast)


def plan_fields(cast: Cast) -> Mapping[str, str]:
    """What the plan says, in the fields that the scheme asks for."""
    return {
        "goals": "Minder overlast, minder inbraken, meer bedrijven bereikt",
        "measures": f"{len(cast.measures)} maatregelen, zie de lijst",
        "owners": "Bij elke maatregel één partij",
        "due_dates": "Bij elke maatregel een dag",
        "indicators": "Bij elke maatregel een maat",
        "budget": "BIZ, gemeente en bedrijven zelf",
        "adopted_on": cast.today.isoformat(),
    }


def council_plan(cast: Cast) -> None:
    """The municipality's safety plan is entered, with what the council chose."""
    first = cast.today.replace(month=1, day=1)
    plan = PlanForm(
        municipality=cast.park.municipality,
        title="Veiligheidsplan (verzonnen)",
        adopted_on=cast.in_days(-200),
        from_day=first,
        to_day=first.replace(year=first.year + 4),
        document_url="https://gemeente.lindebrug.example/veiligheidsplan.pdf",
        contact_function="Beleidsadviseur veiligheid",
        priorities=(
            PriorityForm("IVP-BUSINESS", "Ondernemers digitaal weerbaar", "Vier jaar"),
            PriorityForm("IVP-PHYSICAL", "Voorbereid op water en brand", "Vier jaar"),
        ),
    )
    enter_safety_plan(cast.park_id, plan, actor=cast.guide)


def depths_come_in(cast: Cast) -> None:
    """How deep the water comes on each plot: shallow with a medium chance, deeper with a small one."""
    half = 0.00012  # degrees: a plot of some 15 metres around the place of each company
    features = []
    for company in cast.park.companies:
        if company.flood_cm is None:
            continue
        x, y = cast.park.place_of(company.address)
        ring = [
            [x - half, y - half],
            [x + half, y - half],
            [x + half, y + half],
            [x - half, y + half],
            [x - half, y - half],
        ]
        depths = {"T100": max(0, company.flood_cm - 60), "T1000": company.flood_cm}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "geometry": geometry, "properties": depths})
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    file = DepthFile("waterdiepte.geojson", data, len(data), "Verzonnen kaart", cast.today, DepthUnit.CENTIMETRES)
    take_depths(cast.park_id, propose_depths(cast.park_id, file, actor=cast.guide), actor=cast.guide)
