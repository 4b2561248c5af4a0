"""The tables of surveys. None holds an answer sheet, and none says who answered.

What a database reader finds of answers is one sealed box for each open survey, with one number for each answer in it; after the
end the shares that everybody with a seat may read. There is no row for each reply, so there is nothing to join, and no order.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.parks.models import Park
from weerbaar.portal.surveys.errors import CountedOnce
from weerbaar.portal.surveys.words import Sender, WaveState


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class Wave(BaseModel):
    """One survey of an area, from a day up to and including another. `link_token` is the secret part of its address, the same for
    everybody; with `open_link` it is enough to answer. `meter` is the number of replies on the morning of `meter_on`.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="waves")
    title = models.CharField(max_length=120)
    bank = models.CharField(max_length=40)
    bank_version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, default=WaveState.DRAFT.value)
    opens_on = models.DateField()
    closes_on = models.DateField()
    link_token = models.CharField(max_length=32, unique=True)
    open_link = models.BooleanField(default=True)
    meter = models.PositiveIntegerField(default=0)
    meter_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(WaveState)), name="wave_known_state"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="wave_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=("park",), condition=Q(state=WaveState.OPEN.value), name="wave_one_open_per_park"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class BallotBox(BaseModel):
    """The numbers of an open survey, sealed with the key of the installation; gone when it ends. `cells` names what is counted,
    in the order of the numbers.
    """

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="box")
    cells = models.JSONField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"box of {self.wave_id}"


class SpentCode(BaseModel):
    """A personal code that was used, by its hash alone. Codes are known here only once used, and until the survey ends."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="spent")
    code_hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wave", "code_hash"), name="code_spent_once"),)

    def __str__(self) -> str:
        return f"spent for {self.wave_id}"


class AskedCompany(BaseModel):
    """A company that got a letter about a survey. Which code stood in it is known to the letter alone."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="surveys_asked")
    was_reminded = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wave", "organisation"), name="asked_once"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} for {self.wave_id}"


class WaveFigures(BaseModel):
    """What was counted when a survey ended: once, and never again. `replies` is rounded down to fives. `figures` has for each
    question its shares in percent, steps of five; nothing where too few answered.
    """

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="counted")
    counted_on = models.DateField()
    replies = models.PositiveIntegerField()
    enough = models.BooleanField()
    figures = models.JSONField()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise CountedOnce
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"figures of {self.wave_id}"


class AskedQuestions(BaseModel):
    """How many questions one kind of sender put to a company in a quarter, such as `2026-Q4`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="questions_asked")
    quarter = models.CharField(max_length=7)
    sender = models.CharField(max_length=20)
    questions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "quarter", "sender"), name="asked_questions_once"),
            models.CheckConstraint(condition=Q(sender__in=_known(Sender)), name="asked_questions_known_sender"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.quarter}"
