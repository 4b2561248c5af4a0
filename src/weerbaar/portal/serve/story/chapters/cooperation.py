"""Months 0 to 1: burglaries, an area on paper, and a table with everybody at it."""

from datetime import date

from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.models import ParkIncident
from weerbaar.portal.incidents.services.handle_incident import close_incident, take_incident
from weerbaar.portal.incidents.services.report_incident import IncidentForm, report_incident
from weerbaar.portal.incidents.words import Damage
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.parks.services.found_park import ParkDetails, enter_park
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.parks.services.keep_establishment import add_establishment
from weerbaar.portal.parks.services.keep_facility import FacilityForm, add_facility
from weerbaar.portal.parks.services.set_boundary import set_boundary
from weerbaar.portal.parks.words import FacilityKind, ParkRole, PartnerKind
from weerbaar.portal.serve.story.cast import Cast, Firm
from weerbaar.portal.serve.story.meetings import meet
from weerbaar.portal.serve.story.moved_clock import MovedClock
from weerbaar.portal.serve.story.papers import adopt, next_phase, sign
from weerbaar.portal.serve.story.read_park import StoryCompany, story_park
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory

MANAGER, GUIDE = "terrein@meeuwenwaard.example", "begeleider@meeuwenwaard.example"

# What the area has together, who keeps it, and where (longitude, latitude).
_SHARED = (
    (FacilityKind.CAMERAS, "Inrit Ankerweg", "Ondernemersvereniging", 5.1815, 52.5411),
    (FacilityKind.GATE, "Nachthek Roerpad", "Ondernemersvereniging", 5.1935, 52.5463),
    (FacilityKind.AED, "Kantine De Loods, Kielkade 3", "Ondernemersvereniging", 5.1818, 52.5437),
    (FacilityKind.WATER_POINT, "Hoek Mastlaan", "Gemeente", 5.1955, 52.5452),
)


def everybody(start: date, clock: MovedClock, password: str | None) -> Cast:
    """The area with its manager, and the first companies that join."""
    park = story_park()
    manager = Person(find_or_make_person(MANAGER, name="Parkmanager (fictief)", password=password))
    guide = Person(find_or_make_person(GUIDE, name="Procesbegeleider (fictief)", password=password))
    park_id = enter_park(ParkDetails(park.name, municipality=park.municipality), manager=manager)
    ParkSeat.objects.create(park_id=park_id, user_id=guide.user_id, role=ParkRole.PROCESS_FACILITATOR.value)
    cast = Cast(park, start, clock, password, manager, guide, park_id)
    for number, known in enumerate([company for company in park.companies if company.scanned][:12]):
        # One owner can sign in: a password takes long to scramble, and one is enough to look.
        cast.firms.append(_firm(cast, known, password if number == 0 else None))
    return cast


def twelve_more(cast: Cast) -> None:
    """Twelve more companies make an account and join."""
    there = {firm.known.name for firm in cast.firms}
    waiting = [company for company in cast.park.companies if company.scanned and company.name not in there]
    for known in waiting[:12]:
        cast.firms.append(_firm(cast, known))


def burglaries(cast: Cast) -> None:
    """Three companies report a burglary in one week."""
    for firm, days in zip(cast.firms[:3], (6, 4, 1), strict=True):
        form = IncidentForm(cast.in_days(-days), Damage.TO_5000, police_told=True, street=firm.known.address)
        report_incident(firm.id, cast.park_id, "INC-BURGLARY", form, actor=firm.owner)


def burglaries_taken_up(cast: Cast) -> None:
    """The police take the reports up, and say what was done."""
    for row in ParkIncident.objects.filter(park_id=cast.park_id, kind="INC-BURGLARY"):
        take_incident(cast.park_id, row.id, actor=cast.partners[PartnerKind.POLICE])
        close_incident(cast.park_id, row.id, "Sporen onderzocht, extra rondes", actor=cast.partners[PartnerKind.POLICE])


def area_on_paper(cast: Cast) -> None:
    """Outline, addresses and partners; the trajectory begins, and its first phase ends."""
    set_boundary(cast.park_id, cast.park.outline, actor=cast.manager)
    for company in cast.park.companies:
        longitude, latitude = cast.park.place_of(company.address)
        form = EstablishmentForm(
            name=company.name,
            address=company.address,
            sector=company.sector.value,
            association_member=company.member,
            latitude=latitude,
            longitude=longitude,
        )
        add_establishment(cast.park_id, form, actor=cast.manager)
    empty = EstablishmentForm(address="Kielkade 61", is_vacant=True, latitude=52.5441, longitude=5.1966)
    add_establishment(cast.park_id, empty, actor=cast.manager)
    for kind, place, keeper, longitude, latitude in _SHARED:
        shared = FacilityForm(kind, place, keeper, "Parkmanager", latitude, longitude)
        add_facility(cast.park_id, shared, actor=cast.manager)
    for partner in cast.park.partners:
        person = find_or_make_person(partner.email, name=partner.person, password=cast.password)
        ParkSeat.objects.create(
            park_id=cast.park_id, user_id=person, role=ParkRole.PARTNER.value, party=partner.party.value
        )
        cast.partners[partner.party] = Person(person)
    cast.trajectory_id = begin_trajectory(cast.park_id, "kvo-classic", actor=cast.guide)
    adopt(
        cast,
        "area_sheet",
        {
            "boundary": "Van de Ankerweg tot het Roerpad, zie de kaart.",
            "establishments_count": str(len(cast.park.companies)),
            "sectors": "Vervoer, maakindustrie, winkels en diensten",
            "owners_known_percent": "80",
            "known_issues": "Inbraken, verkeerd geparkeerde vrachtwagens, donkere plekken",
            "vacancy_count": "1",
        },
    )
    for_list = {
        "organisation": "Vereniging, gemeente, politie, brandweer, waterschap en PVO",
        "role": "Zie de lijst met mensen van het terrein",
        "contact_function": "Voorzitter, accountmanager, wijkagent, adviseurs",
        "agreed_on": cast.today.isoformat(),
    }
    adopt(cast, "stakeholder_list", for_list)
    next_phase(cast)


def signatures(cast: Cast) -> None:
    """The first meeting; four partners sign, and the working group has its rules."""
    meet(cast, "MEET-START", lambda _: None)
    parties = "Vereniging, gemeente, politie en brandweer"
    sign(
        cast,
        "letter_of_intent",
        {
            "parties": parties,
            "area": cast.park.name,
            "goal": "Samen minder inbraken, overlast en digitale schade",
            "start_date": cast.today.isoformat(),
        },
    )
    adopt(
        cast,
        "working_group",
        {
            "members": parties + ", waterschap",
            "chair": "Voorzitter van de vereniging",
            "decision_rule": "Samen, en anders bij meerderheid",
            "meeting_rhythm": "Vier keer per jaar",
        },
    )
    sign(
        cast,
        "covenant",
        {
            "parties": parties,
            "commitments": "Elke afspraak heeft een eigenaar, een datum en een bewijs.",
            "term": "Drie jaar",
            "evaluation": "Elk jaar",
        },
    )
    next_phase(cast)


def _firm(cast: Cast, known: StoryCompany, password: str | None = None) -> Firm:
    name = "".join(letter for letter in known.name.lower() if letter.isalnum())
    owner = Person(
        find_or_make_person(f"eigenaar@{name}.example", name=f"Eigenaar van {known.name} (fictief)", password=password)
    )
    details = OrganisationDetails(
        f"{known.name} (fictief)", sector=known.sector.value, size=known.size, municipality=cast.park.municipality
    )
    firm = Firm(found_organisation(details, actor=owner), owner, known)
    join_park(firm.id, cast.park_id, actor=owner)
    return firm
