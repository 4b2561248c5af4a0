"""A park with a manager, some companies on it, and two providers that can mend their mail: all fictional."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from tests.portal.people import Somebody, company, organisation, somebody
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.joint_purchases.models import JointPurchase
from weerbaar.portal.joint_purchases.prices import Step
from weerbaar.portal.joint_purchases.services.answer_purchase import answer_purchase
from weerbaar.portal.joint_purchases.services.move_purchases import close_purchases, count_sign_ups
from weerbaar.portal.joint_purchases.services.open_purchase import PurchaseOrder, open_purchase
from weerbaar.portal.joint_purchases.services.submit_offer import OfferForm, submit_offer
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_of
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.parks.services.found_park import ParkDetails, found_park
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.providers.models import Package, Provider, ProviderArea
from weerbaar.portal.providers.words import ProviderState

CAUSE, QUESTION = "ACT-OFFLINE", "BP5-02"
NONE_YET = uuid.UUID(int=0)
STEPS = (Step(1, 40_000), Step(5, 30_000), Step(10, 25_000))


@dataclass
class Firm:
    """A company on the park and its owner."""

    id: uuid.UUID
    owner: Somebody

    def view(self) -> OrganisationView:
        """As its owner sees it."""
        return organisation_of(self.owner.person, self.id)


@dataclass
class Park:
    """The park. Chaima manages it."""

    id: uuid.UUID
    chaima: Somebody
    firms: list[Firm] = field(default_factory=list)
    purchase_id: uuid.UUID = NONE_YET

    def purchase(self) -> JointPurchase:
        """The row as it stands now."""
        return JointPurchase.objects.get(id=self.purchase_id)

    def join(self, *firms: Firm, shows_name: bool = False, now: datetime | None = None) -> None:
        """These companies join."""
        for firm in firms:
            answer_purchase(
                firm.id, self.purchase_id, joins=True, shows_name=shows_name, actor=firm.owner.person, now=now
            )

    def count(self, days: int = 1) -> None:
        """The morning so many days from now has come."""
        count_sign_ups(timezone.localtime(timezone.now() + timedelta(days=days)).replace(hour=7))

    def close(self) -> None:
        """The closing day has passed."""
        JointPurchase.objects.filter(id=self.purchase_id).update(closes_at=timezone.now() - timedelta(seconds=1))
        close_purchases()


def a_park(firms: int = 6, *, municipality: str = "utrecht") -> Park:
    """A park of an association, with so many companies on it, none of which has answered anything."""
    chaima = somebody("chaima")
    association = organisation(chaima, "Ondernemersvereniging Meeuwenwaard", OrganisationKind.ASSOCIATION)
    park_id = found_park(ParkDetails("Meeuwenwaard", municipality=municipality), association, actor=chaima.person)
    park = Park(park_id, chaima)
    for number in range(firms):
        park.firms.append(a_firm(park, number))
    return park


def a_firm(park: Park, number: int) -> Firm:
    """One more company on the park."""
    owner = somebody(f"owner{number}")
    firm = Firm(company(owner, f"Firma {number:02}", sector="retail"), owner)
    join_park(firm.id, park.id, actor=owner.person)
    return firm


def with_purchase(park: Park, *, percent: int = 0, cap_cents: int | None = None) -> Park:
    """The manager opens a purchase that closes in a month."""
    order = PurchaseOrder(CAUSE, "Samen goedkoper", timezone.localdate() + timedelta(days=30), percent, cap_cents)
    park.purchase_id = open_purchase(park.id, order, actor=park.chaima.person)
    return park


def give_gap(*firms: Firm) -> None:
    """These companies have the action in their plan, through the Basisscan."""
    for firm in firms:
        start_assessment(firm.id, actor=firm.owner.person)
        record_answer(firm.id, QUESTION, "no", actor=firm.owner.person)
        refresh_plan(firm.id)
        assert Action.objects.filter(organisation_id=firm.id, cause=CAUSE, state=State.OPEN).exists()


def a_provider(
    name: str = "dirk", *, cause: str = CAUSE, municipality: str = "utrecht"
) -> tuple[Provider, ProviderPerson, Somebody]:
    """A listed provider with a package for the action, serving one municipality; and who works for it."""
    person = somebody(name)
    organisation_id = organisation(person, f"{name.capitalize()} IT", OrganisationKind.PROVIDER)
    row = Provider.objects.create(
        organisation_id=organisation_id,
        state=ProviderState.LISTED.value,
        email=f"{name}@it.example",
        municipality=municipality,
        listed_at=timezone.now(),
    )
    ProviderArea.objects.create(provider=row, municipality=municipality)
    Package.objects.create(
        provider=row, cause=cause, included="Alles", price_from_cents=1, price_to_cents=2, lead_days=5
    )
    return row, ProviderPerson(person.user.id, organisation_id), person


def an_offer(park: Park, by: ProviderPerson, steps: tuple[Step, ...] = STEPS) -> uuid.UUID:
    """What the provider offers."""
    return submit_offer(park.purchase_id, OfferForm("Kopie op afstand", steps, 14), actor=by)
