"""Five tables: areas, who works for them, who is invited to, which companies lie there, and their addresses."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.parks.words import ParkKind, ParkRole, PartnerKind


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class Park(BaseModel):
    """An area. `boundary` is a GeoJSON geometry (Polygon or MultiPolygon, WGS 84), or empty. `municipality` is a key of the
    list of municipalities.
    """

    kind = models.CharField(max_length=12, default=ParkKind.BUSINESS.value)
    name = models.CharField(max_length=120)
    municipality = models.CharField(max_length=40, blank=True)
    association = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="parks")
    boundary = models.JSONField(null=True)
    founded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=_known(ParkKind)), name="park_known_kind"),)

    def __str__(self) -> str:
        return str(self.id)


class ParkSeat(BaseModel):
    """A person who works for an area, in one role; a partner speaks for one party."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="park_seats")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("park", "user"), name="seat_once"),
            models.CheckConstraint(condition=Q(role__in=_known(ParkRole)), name="seat_known_role"),
            models.CheckConstraint(condition=Q(party__in=["", *_known(PartnerKind)]), name="seat_known_party"),
            models.CheckConstraint(
                condition=~Q(role=ParkRole.PARTNER.value) | ~Q(party=""), name="seat_partner_has_party"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.park_id}"


class ParkInvitation(BaseModel):
    """A seat kept for the holder of a link. The link goes to `email` and is known here by its hash only."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=20, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=_known(ParkRole)), name="park_invitation_known_role"),
            models.CheckConstraint(
                condition=~Q(role=ParkRole.PARTNER.value) | ~Q(party=""), name="park_invitation_partner_has_party"
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.role} of {self.park_id}"


class ParkMembership(BaseModel):
    """A company that says it lies on the area and takes part. The company makes and ends it; the area sees its name."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="park_memberships")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("park", "organisation"), condition=Q(left_at=None), name="membership_of_park_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.park_id}"


class Establishment(BaseModel):
    """One address on the area, as its list has it: open data of a business, no result of one. `organisation` is the company
    there, once that company has said so itself.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="establishments")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="establishments")
    name = models.CharField(max_length=120, blank=True)
    establishment_number = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=160, blank=True)
    sector = models.CharField(max_length=16, blank=True)
    association_member = models.BooleanField(default=False)
    is_vacant = models.BooleanField(default=False)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    def __str__(self) -> str:
        return str(self.id)
