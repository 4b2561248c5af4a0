"""The areas of the generated world: one for each company, with a manager, a purchase that firms quoted for, and a seat kept."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from tests.portal.isolation.company import Company, new_user
from tests.portal.isolation.kvo_area import make_area_lists
from tests.portal.isolation.kvo_audit import audit
from tests.portal.isolation.kvo_biz import run_zone
from tests.portal.isolation.kvo_figures import analyse, count_calls
from tests.portal.isolation.kvo_incident import happen
from tests.portal.isolation.kvo_inspection import walk_around
from tests.portal.isolation.kvo_meeting import agree, meet
from tests.portal.isolation.kvo_survey import ask_around
from tests.portal.isolation.marks import Field, Mark, Marks
from tests.portal.isolation.people import Link, Persona
from weerbaar.portal.core.actors import Person, ProviderPerson
from weerbaar.portal.joint_purchases.models import CommonCause, JointReply
from weerbaar.portal.joint_purchases.prices import Step
from weerbaar.portal.joint_purchases.services.answer_purchase import answer_purchase
from weerbaar.portal.joint_purchases.services.open_purchase import PurchaseOrder, open_purchase
from weerbaar.portal.joint_purchases.services.submit_offer import OfferForm, submit_offer
from weerbaar.portal.joint_purchases.words import TieAnswer, TieKind
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.parks.services.found_park import ParkDetails, enter_park
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.parks.services.offer_seat import offer_seat
from weerbaar.portal.parks.words import ParkRole
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure
from weerbaar.portal.trajectories.services.write_paper import write_paper

CAUSE = "ACT-OFFLINE"


@dataclass
class Areas:
    """The areas as the crawl asks for them (an area has ids as a company has), and who manages each."""

    all: list[Company] = field(default_factory=list)
    managers: list[Persona] = field(default_factory=list)


def make_areas(companies: tuple[Company, ...], firms: tuple[Company, ...], marks: Marks) -> Areas:
    """An area for each company, of which it is the only one that takes part."""
    areas = Areas()
    for company in companies:
        key = f"area of {company.key}"
        user = new_user(marks, key, "manager")
        area = Company(key, enter_park(ParkDetails("Meeuwenwaard"), manager=Person(user.id)), {Role.OWNER: user})
        area.ids = {"park_id": [area.id], "user_id": [user.id]}
        _seat(area, marks)
        _trajectory(area, marks)
        make_area_lists(area, marks)
        walk_around(area, marks)
        count_calls(area, marks)
        analyse(area, marks)
        run_zone(area, marks)
        meet(area, marks)
        agree(area, marks)
        _purchase(area, company, firms, marks)
        happen(area, company, marks)
        ask_around(area, marks)
        audit(area, marks)
        # One common cause that the company can answer.
        card = CommonCause.objects.create(
            organisation_id=company.id,
            kind=TieKind.MAIL.value,
            key=f"{marks.new(Field.PURCHASE, company.key)}.example",
            cause=CAUSE,
            found_at=timezone.now(),
            answer=TieAnswer.NONE.value,
        )
        company.note("common_id", card.id)
        areas.all.append(area)
        sees = {*marks.among([key]), *marks.among([company.key], Field.NAME, Field.REPORT), *_offered(marks, key)}
        sees |= marks.among([firm.key for firm in firms], Field.NAME)
        sees = {mark for mark in sees if mark.where is not Field.TOKEN}
        areas.managers.append(Persona(f"manager of {key}", user, {key: Role.OWNER}, frozenset(sees)))
    return areas


def seen_of_area(marks: Marks, company_key: str) -> set[Mark]:
    """What a company reads of its area: the message of a purchase, every offer, for which survey it got a letter, and
    what was done with a report."""
    key = f"area of {company_key}"
    return marks.among([key], Field.PURCHASE, Field.SURVEY, Field.PLOT) | _offered(marks, key)


def seen_by_firm(marks: Marks, firm_key: str) -> set[Mark]:
    """What a provider reads of all areas that it can make an offer in: messages, and its own offers."""
    messages = {
        mark for mark in marks.known.values() if mark.where is Field.PURCHASE and mark.company.startswith("area")
    }
    return messages | marks.among([firm_key], Field.PURCHASE)


def _offered(marks: Marks, key: str) -> set[Mark]:
    return {mark for mark in marks.known.values() if mark.where is Field.PURCHASE and mark.of == key}


def _seat(area: Company, marks: Marks) -> None:
    email = f"{marks.new(Field.SEAT, area.key)}@mail.example"
    seat = offer_seat(area.id, email, ParkRole.PROCESS_FACILITATOR, actor=area.owner)
    area.note("invitation_id", seat.invitation_id)
    marks.note(seat.token, Field.TOKEN, area.key, "seat")
    sees = marks.among([area.key], Field.SEAT) | marks.among([area.key], Field.TOKEN, of="seat")
    area.links.append(Link(f"{area.key} seat", ("park-seat",), seat.token, frozenset(sees)))


def _trajectory(area: Company, marks: Marks) -> None:
    trajectory = begin_trajectory(area.id, "kvo-own", actor=area.owner)
    write_paper(trajectory, "agreement", {"goal": marks.new(Field.KVO, area.key)}, actor=area.owner)
    text = MeasureText("crime", problem=marks.new(Field.KVO, area.key), what=marks.new(Field.KVO, area.key))
    area.note("measure_id", add_measure(trajectory, text, actor=area.owner))


def _purchase(area: Company, company: Company, firms: tuple[Company, ...], marks: Marks) -> None:
    """The company has joined, and said that its name stays hidden; both firms made an offer."""
    join_park(company.id, area.id, actor=company.owner)
    order = PurchaseOrder(CAUSE, marks.new(Field.PURCHASE, area.key), timezone.localdate() + timedelta(days=30), 50)
    purchase_id = open_purchase(area.id, order, actor=area.owner)
    answer_purchase(company.id, purchase_id, joins=True, actor=company.owner)
    JointReply.objects.filter(purchase_id=purchase_id).update(asked_at=timezone.now())
    company.note("park_id", area.id)
    for one in (area, company, *firms):
        one.note("purchase_id", purchase_id)
    for firm in firms:
        form = OfferForm(marks.new(Field.PURCHASE, firm.key, area.key), (Step(1, 40_000), Step(5, 30_000)), 10)
        company.note("offer_id", submit_offer(purchase_id, form, actor=ProviderPerson(firm.owner.user_id, firm.id)))
