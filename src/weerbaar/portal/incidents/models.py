"""The tables of incidents, of water and fire per plot, and of whom an area calls. None has a place for who did it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.incidents.words import Chance, Damage, FactKind, FactState, IncidentState
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.parks.models import Establishment, Park


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


def _person() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")


class ParkIncident(BaseModel):
    """Something that happened on an area, as a company reported it. `kind` is a key of the routing. `says_who` is whether the
    company lets who runs the area see its name. `taken_up_by` is the party that works on it.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="incidents")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="incidents")
    kind = models.CharField(max_length=20)
    happened_on = models.DateField()
    street = models.CharField(max_length=80)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    damage = models.CharField(max_length=10)
    police_told = models.BooleanField()
    lesson = models.CharField(max_length=200, blank=True)
    photo = models.BinaryField(null=True)
    photo_kind = models.CharField(max_length=4, blank=True)
    says_who = models.BooleanField(default=False)
    reported_at = models.DateTimeField(db_index=True)
    reported_by = _person()
    state = models.CharField(max_length=10, default=IncidentState.NEW.value)
    taken_up_by = models.CharField(max_length=20, blank=True)
    taken_up_at = models.DateTimeField(null=True)
    done = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(damage__in=_known(Damage)), name="incident_known_damage"),
            models.CheckConstraint(condition=Q(state__in=_known(IncidentState)), name="incident_known_state"),
            models.CheckConstraint(
                condition=~Q(state=IncidentState.CLOSED.value) | ~Q(done=""), name="incident_closed_says_what_was_done"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class SecurityIncident(BaseModel):
    """A digital incident of a company, which it keeps for itself. It has no area: nobody else can find it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="security_incidents")
    kind = models.CharField(max_length=20)
    happened_on = models.DateField()
    damage = models.CharField(max_length=10)
    police_told = models.BooleanField()
    lesson = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = _person()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(damage__in=_known(Damage)), name="security_incident_known_damage"),
        )

    def __str__(self) -> str:
        return str(self.id)


class AreaContact(BaseModel):
    """Whom companies of an area call: a contact of the routing whose number the area filled in. `checked_on` is the day on which
    somebody called it.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="contacts")
    contact = models.CharField(max_length=24)
    phone = models.CharField(max_length=24)
    checked_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = _person()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("park", "contact"), name="area_contact_once"),)

    def __str__(self) -> str:
        return f"{self.contact} of {self.park_id}"


class DepthImport(BaseModel):
    """A file with depths of water. Until it is taken nobody but who runs the area sees what it says; undone, nobody does."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="depth_imports")
    source = models.CharField(max_length=120)
    dated_on = models.DateField()
    file_name = models.CharField(max_length=100, blank=True)
    read_at = models.DateTimeField()
    read_by = _person()
    taken_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class PlotDepth(BaseModel):
    """How deep the water can come at one establishment, with a chance. Centimetres; 0 is dry."""

    batch = models.ForeignKey(DepthImport, on_delete=models.CASCADE, related_name="depths")
    establishment = models.ForeignKey(Establishment, on_delete=models.CASCADE, related_name="depths")
    chance = models.CharField(max_length=6)
    depth_cm = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "establishment", "chance"), name="depth_once_per_import"),
            models.CheckConstraint(condition=Q(chance__in=_known(Chance)), name="depth_known_chance"),
        )

    def __str__(self) -> str:
        return f"{self.chance} of {self.establishment_id}"


class FireFact(BaseModel):
    """A way in for emergency services, a hydrant or a place to gather, and how it was found on a day."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="fire_facts")
    kind = models.CharField(max_length=10)
    place = models.CharField(max_length=120)
    state = models.CharField(max_length=10)
    checked_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = _person()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=_known(FactKind)), name="fire_fact_known_kind"),
            models.CheckConstraint(condition=Q(state__in=_known(FactState)), name="fire_fact_known_state"),
        )

    def __str__(self) -> str:
        return str(self.id)


class PlotAnswer(BaseModel):
    """What a company last said of a question about its plot; `question` is a key of the plot pack."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="plot_answers")
    question = models.CharField(max_length=12)
    answer = models.CharField(max_length=12)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "question"), name="plot_answer_once"),)

    def __str__(self) -> str:
        return f"{self.question} of {self.organisation_id}"


class HazardousGood(BaseModel):
    """A line of a company's list for the fire brigade. `un_number` has four digits, or is empty."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="hazardous_goods")
    substance = models.CharField(max_length=80)
    un_number = models.CharField(max_length=4, blank=True)
    quantity = models.CharField(max_length=40)
    place = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
