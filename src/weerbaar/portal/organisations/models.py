"""Six tables: organisations, who belongs to them, who is invited, what is shared with whom, and whom to call."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.words import GrantScope, OrganisationKind, Role, Sector, SizeBand


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class Organisation(BaseModel):
    """A company, or another organisation that companies can share with. `park` is the name of the area it lies on.

    `municipality` is a key of the list of municipalities: what providers are found by. `digest_at` is when its people last got
    the letter of the week.
    """

    kind = models.CharField(max_length=16, default=OrganisationKind.COMPANY.value)
    name = models.CharField(max_length=120)
    kvk_number = models.CharField(max_length=8, blank=True)
    sector = models.CharField(max_length=16, blank=True)
    size = models.CharField(max_length=8, default=SizeBand.TO_NINE.value)
    place = models.CharField(max_length=80, blank=True)
    municipality = models.CharField(max_length=40, blank=True)
    park = models.CharField(max_length=120, blank=True)
    founded_at = models.DateTimeField(auto_now_add=True)
    digest_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=_known(OrganisationKind)), name="organisation_known_kind"),
            models.CheckConstraint(condition=Q(size__in=_known(SizeBand)), name="organisation_known_size"),
            models.CheckConstraint(condition=Q(sector__in=["", *_known(Sector)]), name="organisation_known_sector"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Membership(BaseModel):
    """A person in an organisation, in one role."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "user"), name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=_known(Role)), name="membership_known_role"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.organisation_id}"


class Invitation(BaseModel):
    """A seat kept for the holder of a link. The link goes to `email` and is known here by its hash only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=8)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(role__in=_known(Role)), name="invitation_known_role"),)

    def __str__(self) -> str:
        return f"{self.id} {self.role} of {self.organisation_id}"


class Grant(BaseModel):
    """What a company lets one other organisation see, for a purpose, until a day. Withdrawn grants stay, as history."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants")
    receiver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="received_grants")
    scope = models.CharField(max_length=12)
    purpose = models.CharField(max_length=200)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(scope__in=_known(GrantScope)), name="grant_known_scope"),
            models.CheckConstraint(condition=~Q(organisation=models.F("receiver")), name="grant_to_another"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.scope} of {self.organisation_id}"


class EmergencyCard(BaseModel):
    """Whom a company calls after a hack. All fields may be empty; the names are those of `card_selectors.CardContacts`."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="emergency_card")
    decider_name = models.CharField(max_length=40, blank=True)
    decider_phone = models.CharField(max_length=20, blank=True)
    deputy_name = models.CharField(max_length=40, blank=True)
    deputy_phone = models.CharField(max_length=20, blank=True)
    it_name = models.CharField(max_length=40, blank=True)
    it_phone = models.CharField(max_length=20, blank=True)
    it_number = models.CharField(max_length=24, blank=True)
    bank_name = models.CharField(max_length=40, blank=True)
    bank_phone = models.CharField(max_length=20, blank=True)
    insurer_name = models.CharField(max_length=40, blank=True)
    insurer_phone = models.CharField(max_length=20, blank=True)
    policy_number = models.CharField(max_length=24, blank=True)
    backup_place = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"card of {self.organisation_id}"
