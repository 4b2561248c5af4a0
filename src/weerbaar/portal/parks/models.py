"""The tables of areas: who works for them, who is invited to, where they lie, which companies lie there, and what they share."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.parks.words import FacilityKind, ListChangeKind, ParkKind, ParkRole, PartnerKind


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class Park(BaseModel):
    """An area. `boundary` is a GeoJSON geometry (Polygon or MultiPolygon, WGS 84), or empty: that of the newest `Boundary`
    which was not taken back. `municipality` is a key of the list of municipalities.
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

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("park", "establishment_number"),
                condition=~Q(establishment_number=""),
                name="establishment_number_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Boundary(BaseModel):
    """One outline of an area, as it was drawn or taken from a file. `source` says what the file said of itself. The newest that
    was not taken back holds; older ones stay, so that taking back leads somewhere.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="boundaries")
    geometry = models.JSONField()
    area_ha = models.FloatField()
    number = models.PositiveIntegerField()
    source = models.JSONField(default=dict)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("park", "number"), name="boundary_number_once"),)

    def __str__(self) -> str:
        return f"{self.id} of {self.park_id}"


class ListChange(BaseModel):
    """A change of the list of establishments that can be taken back. `before` has for each row that was touched its id and its
    fields as they were, or nothing when it was not there. Whose company it is does not stand in it.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="list_changes")
    kind = models.CharField(max_length=10)
    before = models.JSONField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=_known(ListChangeKind)), name="list_change_known_kind"),
            models.UniqueConstraint(fields=("park", "number"), name="list_change_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} in {self.park_id}"


class ListFile(BaseModel):
    """The cells of a file that somebody is about to take in, until that happened or a day passed. One for each person."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="list_files")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    cells = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("park", "by"), name="list_file_once"),)

    def __str__(self) -> str:
        return f"{self.id} of {self.park_id}"


class CollectiveFacility(BaseModel):
    """Something that an area has together: where it is, who keeps it, and whom to ask, as a function and never a person. What a
    camera sees is never kept here.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="facilities")
    kind = models.CharField(max_length=16)
    place = models.CharField(max_length=160)
    keeper = models.CharField(max_length=120, blank=True)
    contact_function = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(kind__in=_known(FacilityKind)), name="facility_known_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.park_id}"
