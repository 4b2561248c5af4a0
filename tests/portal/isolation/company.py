"""A company of the generated world: its people, results, answers, plan, links, devices and card, a mark in every free text."""

import io
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.utils import timezone
from PIL import Image

from tests.portal.action_plans.company import ended, with_dmarc
from tests.portal.isolation.marks import Field, Marks
from tests.portal.isolation.people import Link
from tests.portal.runs import done
from tests.scanner.devices import device, report_of
from weerbaar.portal.accounts.models import User
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.answer_handover import Supplier, ask_company
from weerbaar.portal.action_plans.services.answer_supplier import answer_supplier
from weerbaar.portal.action_plans.services.confirm_action import confirm_action
from weerbaar.portal.action_plans.services.decide_action import decline_action, take_action
from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, hand_over, withdraw_handover
from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.action_plans.services.report_action import report_action
from weerbaar.portal.assessments.services.attach_document import Dates, Upload, attach_document
from weerbaar.portal.assessments.services.note_document import note_document
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.assessments.services.store_receipt import finish_assessment
from weerbaar.portal.core.actors import LinkHolder, Person
from weerbaar.portal.organisations.card_selectors import CardContacts
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.services.invite_colleague import invite_colleague
from weerbaar.portal.organisations.services.write_card import write_card
from weerbaar.portal.organisations.words import OrganisationKind, Role, SizeBand
from weerbaar.portal.scans.models import CloudConnection, DomainProof
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.manage_device import add_device
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.portal.scans.services.prove_by_mail import mail_proof
from weerbaar.portal.scans.services.take_device_report import take_device_report
from weerbaar.scanner.facts.device import Extent
from weerbaar.scanner.report.device_report import document
from weerbaar.scanner.vocabulary.domain_name import DomainName

HANDOVER_ROUTES = ("handover", "handover-password", "handover-pdf", "handover-task")
VISIT_ROUTES = ("measurement", "report-pdf", "result-json", "repeat", "delete", "keep")


@dataclass
class Company:
    """What was made, and the ids that addresses need."""

    key: str
    id: uuid.UUID
    people: dict[Role, User]
    ids: dict[str, list[uuid.UUID]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)

    @property
    def owner(self) -> Person:
        """The owner as an actor."""
        return Person(self.people[Role.OWNER].id)

    def note(self, name: str, value: uuid.UUID) -> uuid.UUID:
        """Remember an id under the name that addresses have for it."""
        self.ids.setdefault(name, []).append(value)
        return value


def new_user(marks: Marks, company: str, name: str) -> User:
    """A person with a name and an address of their own."""
    from allauth.account.models import EmailAddress

    email, called = (marks.new(Field.PERSON, company, name) for _ in range(2))
    user = User.objects.create_user(f"{email}@mail.example", name=f"{name} {called}")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def new_organisation(marks: Marks, key: str, kind: OrganisationKind = OrganisationKind.COMPANY) -> Company:
    """An organisation with an owner, a colleague and a reader."""
    people = {role: new_user(marks, key, f"{key} {role.value}") for role in Role}
    details = OrganisationDetails(
        f"Firma {marks.new(Field.NAME, key)}",
        size=SizeBand.TO_NINE,
        place=marks.new(Field.ABOUT, key),
        park=marks.new(Field.ABOUT, key),
    )
    made = Company(key, found_organisation(details, actor=Person(people[Role.OWNER].id), kind=kind), people)
    marks.note(str(made.id), Field.ID, key)
    for role in (Role.MEMBER, Role.READER):
        Membership.objects.create(organisation_id=made.id, user=people[role], role=role.value)
    made.ids["user_id"] = [user.id for user in people.values()]
    return made


def fill(made: Company, marks: Marks, chance: Random) -> None:
    """Everything that a company can have."""
    _domains(made, marks, chance)
    _answers(made, marks, chance)
    refresh_plan(made.id)
    _plan(made, marks, chance)
    _evidence(made, marks, chance)
    _links(made, marks)
    made.ids["action_id"] = list(Action.objects.filter(organisation_id=made.id).values_list("id", flat=True))


def _domains(made: Company, marks: Marks, chance: Random) -> None:
    for _ in range(chance.choice((1, 2))):
        name = f"{marks.new(Field.DOMAIN, made.key)}.example"
        made.domains.append(name)
        target = made.note("target_id", add_target(made.id, DomainName(name), actor=made.owner))
        run = measure_target(target, actor=made.owner, purpose=Purpose.ASKED)
        ended(run, with_dmarc(chance.choice((None, "v=DMARC1; p=none")), name))
    DomainProof.objects.update_or_create(target_id=made.ids["target_id"][0])


def _answers(made: Company, marks: Marks, chance: Random) -> None:
    start_assessment(made.id, actor=made.owner)
    record_answer(made.id, "BP1-01", "na", actor=made.owner, reason=marks.new(Field.ANSWER, made.key))
    for question in ("BP5-02", "BP4-01", *chance.sample(("BP1-02", "BP2-02", "BP2-03", "BP5-04"), 2)):
        record_answer(made.id, question, "no", actor=made.owner)
    note_document(made.id, "BP1-04", "yes", document=marks.new(Field.ANSWER, made.key), actor=made.owner)
    if chance.random() < 0.7:
        finish_assessment(made.id, actor=made.owner)


def _plan(made: Company, marks: Marks, chance: Random) -> None:
    """Tasks at a supplier with and without a password, at one whose link ended, reported and confirmed, and declined."""
    causes = {action.cause: action.id for action in Action.objects.filter(organisation_id=made.id)}
    mail, offline, by_hand = (causes.pop(cause) for cause in ("ACT-MAILAUTH", "ACT-OFFLINE", "ACT-MFA"))
    rest = sorted(causes.values(), key=str)
    chance.shuffle(rest)
    _hand_over(made, marks, "open", (mail,))
    _hand_over(made, marks, "locked", (offline,), password="een-lang-wachtwoord")
    withdraw_handover(made.id, _hand_over(made, marks, "ended", (rest[0],)), actor=made.owner)
    take_action(made.id, rest[2], made.people[Role.MEMBER].id, actor=made.owner)
    decline_action(made.id, rest[1], marks.new(Field.DECISION, made.key), actor=made.owner)
    if not report_action(made.id, by_hand, actor=made.owner, text=marks.new(Field.DECISION, made.key)).measurable:
        confirm_action(made.id, by_hand, marks.new(Field.DECISION, made.key), timezone.localdate(), actor=made.owner)


def _hand_over(made: Company, marks: Marks, name: str, actions: tuple[uuid.UUID, ...], password: str = "") -> uuid.UUID:
    label = f"{made.key} {name}"
    new = {key: marks.new(Field.HANDOVER, made.key, label) for key in ("supplier", "email", "message")}
    order = HandoverOrder(actions, new["supplier"], f"{new['email']}@mail.example", new["message"], password=password)
    receipt = hand_over(made.id, order, actor=made.owner)
    marks.note(receipt.token, Field.TOKEN, made.key, label)
    made.note("handover_id", receipt.id)
    supplier = Supplier(LinkHolder(receipt.token), knows_password=True)
    for action in actions:
        ask_company(supplier, action, marks.new(Field.MESSAGE, made.key, label))
        answer_supplier(made.id, action, marks.new(Field.MESSAGE, made.key, label), actor=made.owner)
    if name == "ended":
        made.links.append(Link(label, HANDOVER_ROUTES, receipt.token, tasks=actions, dead=True))
        return receipt.id
    sees = marks.among([made.key], Field.HANDOVER, Field.MESSAGE, Field.TOKEN, of=label)
    # The supplier reads for whom it is, who asks, and what was measured at the domains that the tasks are about.
    sees |= marks.among([made.key], Field.NAME) | marks.among([made.key], Field.PERSON, of=f"{made.key} owner")
    sees |= marks.among([made.key], Field.DOMAIN) if name == "open" else set()
    session = {"opened-handovers": [str(receipt.id)]} if password else {}
    made.links.append(Link(label, HANDOVER_ROUTES, receipt.token, frozenset(sees), actions, session))
    return receipt.id


def _evidence(made: Company, marks: Marks, chance: Random) -> None:
    new = add_device(made.id, marks.new(Field.DEVICE, made.key), actor=made.owner)
    made.note("device_id", new.device_id)
    if chance.random() < 0.8:
        said = report_of(device(disk_encryption=chance.choice((Extent.NONE, Extent.ALL))), timezone.now())
        take_device_report(document(said).encode(), actor=LinkHolder(new.code))
    marks.note(new.code, Field.TOKEN, made.key, "device")
    CloudConnection.objects.create(
        organisation_id=made.id,
        vendor=chance.choice(("microsoft", "google")),
        connected_by_id=made.owner.user_id,
        connected_at=timezone.now() - timedelta(days=3),
    )
    card = {
        name: marks.new(Field.CARD, made.key)
        for name in ("decider_name", "deputy_name", "it_name", "it_number", "policy_number", "backup_place")
    }
    _document(made, marks)
    write_card(made.id, CardContacts(**card), actor=made.owner)


def _links(made: Company, marks: Marks) -> None:
    """An invitation, a mailed proof, and the result of a visitor who typed the name of the company's domain."""
    email = f"{marks.new(Field.SEAT, made.key)}@mail.example"
    seat = invite_colleague(made.id, email, Role.MEMBER, actor=made.owner)
    made.note("invitation_id", seat.invitation_id)
    marks.note(seat.token, Field.TOKEN, made.key, "invitation")
    sees = marks.among([made.key], Field.NAME, Field.SEAT) | marks.among([made.key], Field.TOKEN, of="invitation")
    made.links.append(Link(f"{made.key} invitation", ("invitation",), seat.token, frozenset(sees)))

    letter = mail_proof(made.ids["target_id"][0], "info", actor=made.owner)
    marks.note(letter.token, Field.TOKEN, made.key, "proof")
    sees = marks.among([made.key], Field.TOKEN, of="proof")
    made.links.append(Link(f"{made.key} proof", ("proof-link",), letter.token, frozenset(sees)))

    name = f"{marks.new(Field.DOMAIN, '', f'visit {made.key}')}.example"
    _run, holder = done(name)
    marks.note(holder.token, Field.TOKEN, "", f"visit {made.key}")
    sees = marks.among([""], Field.DOMAIN, Field.TOKEN, of=f"visit {made.key}")
    made.links.append(Link(f"visit {made.key}", VISIT_ROUTES, holder.token, frozenset(sees)))


def _document(made: Company, marks: Marks) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    name = f"{marks.new(Field.ANSWER, made.key)}.png"
    upload = Upload(name, picture.getvalue(), len(picture.getvalue()))
    dated = Dates(timezone.localdate() - timedelta(days=9))
    made.note("document_id", attach_document(made.id, "BP4-01", "partly", upload, dated, actor=made.owner))
