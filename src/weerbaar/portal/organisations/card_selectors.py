"""What reads the emergency card of a company. Every reading starts from an organisation view."""

from dataclasses import dataclass, fields
from datetime import datetime

from weerbaar.portal.organisations.models import EmergencyCard
from weerbaar.portal.organisations.selectors import OrganisationView


@dataclass(frozen=True, slots=True)
class CardContacts:
    """Whom the company calls, as it filled in itself; empty where it did not.

    The decider may stop the work, the deputy stands in. `it_number` is the company's number as a customer. `backup_place`
    says where the backup is and who can reach it.
    """

    decider_name: str = ""
    decider_phone: str = ""
    deputy_name: str = ""
    deputy_phone: str = ""
    it_name: str = ""
    it_phone: str = ""
    it_number: str = ""
    bank_name: str = ""
    bank_phone: str = ""
    insurer_name: str = ""
    insurer_phone: str = ""
    policy_number: str = ""
    backup_place: str = ""


FIELDS = tuple(field.name for field in fields(CardContacts))


@dataclass(frozen=True, slots=True)
class CardView:
    """`written_at` is None as long as nobody filled anything in."""

    contacts: CardContacts
    written_at: datetime | None


def card_of(view: OrganisationView) -> CardView:
    """The card of a company, empty when it has none yet."""
    row = EmergencyCard.objects.filter(organisation_id=view.id).first()
    if row is None:
        return CardView(CardContacts(), None)
    return CardView(CardContacts(**{name: getattr(row, name) for name in FIELDS}), row.written_at)
