"""What a company reads of its own reports, and whom it calls. Every reading starts from an organisation view."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from weerbaar.portal.incidents.errors import NoSuchIncident
from weerbaar.portal.incidents.find import WITHDRAWN_WITHIN
from weerbaar.portal.incidents.models import AreaContact, HazardousGood, ParkIncident, PlotAnswer, SecurityIncident
from weerbaar.portal.incidents.read_routing import ContactSource, IncidentKind, RoutingContact, load_routing
from weerbaar.portal.incidents.words import Damage, IncidentState
from weerbaar.portal.organisations.card_selectors import CardContacts, card_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.parks.models import ParkMembership, ParkSeat
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.questionnaires.bank import Texts


@dataclass(frozen=True, slots=True)
class OwnIncident:
    """A report that the company made. `can_withdraw` says whether its hour is not over yet."""

    id: uuid.UUID
    kind: str
    park_id: uuid.UUID
    park_name: str
    happened_on: date
    street: str
    damage: Damage
    police_told: bool
    lesson: str
    says_who: bool
    has_photo: bool
    reported_at: datetime
    withdraw_before: datetime
    state: IncidentState
    taken_up_by: str
    done: str
    can_withdraw: bool

    @property
    def can_correct(self) -> bool:
        """Whether what was told can still be replaced."""
        return self.state is not IncidentState.CLOSED


@dataclass(frozen=True, slots=True)
class OwnSecurityIncident:
    """A digital incident that the company keeps for itself."""

    id: uuid.UUID
    kind: str
    happened_on: date
    damage: Damage
    police_told: bool
    lesson: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class CallNow:
    """Somebody to call. `phone` and `url` are empty for who is known by name only; `checked_on` says since when it is right."""

    id: str
    name: Texts
    use: Texts
    phone: str
    url: str = ""
    own_name: str = ""
    source: ContactSource = ContactSource.EVERYBODY
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class KindToCall:
    """A kind of incident and whom this company calls: `first` always, `then` as far as a number is known."""

    kind: IncidentKind
    first: CallNow
    then: tuple[CallNow, ...]


def whom_to_call(view: OrganisationView) -> list[KindToCall]:
    """Every kind with its numbers, in the order of the file. Reading this leaves no trace of the kind: it is one answer."""
    card = card_of(view).contacts
    parks = ParkMembership.objects.filter(organisation_id=view.id, left_at=None).order_by("joined_at", "id")
    of_area: dict[str, AreaContact] = {}
    for row in AreaContact.objects.filter(park_id__in=parks.values("park_id")).order_by("-checked_on", "id"):
        of_area.setdefault(row.contact, row)
    calls = {key: _call(contact, card, of_area) for key, contact in load_routing().contacts.items()}
    return [
        KindToCall(kind, calls[kind.first], tuple(calls[key] for key in kind.then if _can_be_shown(calls[key])))
        for kind in load_routing().kinds.values()
    ]


def outline_of(view: OrganisationView, park_id: uuid.UUID) -> dict[str, object] | None:
    """The outline of an area that the company takes part in, to choose a place on; None when there is none."""
    rows = ParkMembership.objects.filter(organisation_id=view.id, park_id=park_id, left_at=None)
    outline: dict[str, object] | None = rows.values_list("park__boundary", flat=True).first()
    return outline


def parties_at(park_id: uuid.UUID) -> frozenset[PartnerKind]:
    """The parties with somebody at the table, for telling beforehand who will read a report."""
    rows = ParkSeat.objects.filter(park_id=park_id, user__is_active=True).exclude(party="")
    return frozenset(PartnerKind(party) for party in rows.values_list("party", flat=True))


def own_incidents(view: OrganisationView, now: datetime) -> Sequence[OwnIncident]:
    """The reports of the company, newest first."""
    rows = ParkIncident.objects.filter(organisation_id=view.id).select_related("park").defer("photo")
    return [_own(row, now) for row in rows.order_by("-reported_at", "id")]


def own_incident(view: OrganisationView, incident_id: uuid.UUID, now: datetime) -> OwnIncident:
    """One of them.

    Raises:
        NoSuchIncident: the company made no such report.
    """
    row = ParkIncident.objects.filter(organisation_id=view.id, id=incident_id).select_related("park").first()
    if row is None:
        raise NoSuchIncident
    return _own(row, now)


def own_photo(view: OrganisationView, incident_id: uuid.UUID) -> tuple[bytes, str] | None:
    """The picture of one's own report and its ending; None when there is none."""
    row = ParkIncident.objects.filter(organisation_id=view.id, id=incident_id).first()
    return (bytes(row.photo), row.photo_kind) if row and row.photo else None


def own_security_incidents(view: OrganisationView) -> Sequence[OwnSecurityIncident]:
    """The digital incidents of the company, newest first."""
    rows = SecurityIncident.objects.filter(organisation_id=view.id).order_by("-noted_at", "id")
    return [
        OwnSecurityIncident(
            row.id, row.kind, row.happened_on, Damage(row.damage), row.police_told, row.lesson, row.noted_at
        )
        for row in rows
    ]


def exported_incidents(view: OrganisationView) -> dict[str, list[dict[str, str | bool]]]:
    """For the company's own export: reports, digital incidents, answers about the plot, hazardous goods."""
    reports = ParkIncident.objects.filter(organisation_id=view.id).select_related("park").defer("photo")
    return {
        "reports": [
            {
                "id": str(row.id),
                "park": row.park.name,
                **_exported(row, row.reported_at),
                "street": row.street,
                "says_who": row.says_who,
                "state": row.state,
                "done": row.done,
            }
            for row in reports.order_by("reported_at", "id")
        ],
        "security_incidents": [
            {"id": str(row.id), **_exported(row, row.noted_at)}
            for row in SecurityIncident.objects.filter(organisation_id=view.id).order_by("noted_at", "id")
        ],
        "plot_answers": [
            {"question": row.question, "answer": row.answer, "at": row.answered_at.isoformat()}
            for row in PlotAnswer.objects.filter(organisation_id=view.id).order_by("question")
        ],
        "hazardous_goods": [
            {
                "substance": row.substance,
                "un_number": row.un_number,
                "quantity": row.quantity,
                "place": row.place,
                "at": row.written_at.isoformat(),
            }
            for row in HazardousGood.objects.filter(organisation_id=view.id).order_by("written_at", "id")
        ],
    }


def exported_photos(view: OrganisationView) -> dict[str, bytes]:
    """The pictures of the company's reports, by the name that they get in the export."""
    rows = ParkIncident.objects.filter(organisation_id=view.id).exclude(photo_kind="")
    return {f"reports/{row.id}.{row.photo_kind}": bytes(row.photo) for row in rows if row.photo}


def _exported(row: ParkIncident | SecurityIncident, at: datetime) -> dict[str, str | bool]:
    return {
        "kind": row.kind,
        "happened_on": row.happened_on.isoformat(),
        "damage": row.damage,
        "police_told": row.police_told,
        "lesson": row.lesson,
        "at": at.isoformat(),
    }


def _own(row: ParkIncident, now: datetime) -> OwnIncident:
    return OwnIncident(
        id=row.id,
        kind=row.kind,
        park_id=row.park_id,
        park_name=row.park.name,
        happened_on=row.happened_on,
        street=row.street,
        damage=Damage(row.damage),
        police_told=row.police_told,
        lesson=row.lesson,
        says_who=row.says_who,
        has_photo=bool(row.photo_kind),
        reported_at=row.reported_at,
        withdraw_before=row.reported_at + WITHDRAWN_WITHIN,
        state=IncidentState(row.state),
        taken_up_by=row.taken_up_by,
        done=row.done,
        can_withdraw=now <= row.reported_at + WITHDRAWN_WITHIN,
    )


def _call(contact: RoutingContact, card: CardContacts, of_area: dict[str, AreaContact]) -> CallNow:
    if contact.public is not None:
        public = contact.public
        return CallNow(contact.id, contact.name, contact.use, public.phone, public.url, checked_on=public.checked_on)
    if contact.source is ContactSource.CARD:
        name, phone = (getattr(card, f"{contact.card}_{part}") for part in ("name", "phone"))
        return CallNow(contact.id, contact.name, contact.use, phone, own_name=name, source=contact.source)
    row = of_area.get(contact.id)
    phone, day = (row.phone, row.checked_on) if row else ("", None)
    return CallNow(contact.id, contact.name, contact.use, phone, source=contact.source, checked_on=day)


def _can_be_shown(call: CallNow) -> bool:
    """A company knows its own bank without us; a number of the area that nobody filled in helps nobody."""
    return bool(call.phone or call.url) or call.source is ContactSource.CARD
