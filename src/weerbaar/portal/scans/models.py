"""Eight tables: targets of organisations, their proofs, agreements and regressions, runs, connected clouds, devices, and the
salt of the day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.scans.connectors.words import CloudVendor
from weerbaar.portal.scans.proof_words import ProofMethod
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.states import State
from weerbaar.scanner.vocabulary.language import Language


class Target(BaseModel):
    """A domain name that an organisation calls its own. Whether that is so, is proven apart.

    `domain` is the ASCII form. `suspected_at` is set while something seems to have got worse and we have not looked again.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="targets")
    domain = models.CharField(max_length=253)
    added_at = models.DateTimeField()
    suspected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "domain"), name="target_once"),)

    def __str__(self) -> str:
        return str(self.id)


class DomainProof(BaseModel):
    """That a target really is the company's: how and when it was proven, when we last looked, and until when it holds.

    `fault` is what the last look found instead of the code, `missing_since` the first look that did. `busy` while a look is on
    its way. The link of a mailed proof is known by its hash only.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="proof")
    method = models.CharField(max_length=4, blank=True)
    proven_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    missing_since = models.DateTimeField(null=True)
    fault = models.CharField(max_length=12, blank=True)
    busy = models.BooleanField(default=False)
    mail_token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    mailed_to = models.CharField(max_length=320, blank=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(method__in=["", *(method.value for method in ProofMethod)]), name="proof_known_method"
            ),
            models.CheckConstraint(
                condition=Q(proven_at__isnull=True) | Q(expires_at__isnull=False), name="proof_expires"
            ),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.method}"


class TargetAgreement(BaseModel):
    """What an owner agreed to: that other ports of these addresses are looked at too, until a day. Withdrawn ones stay."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="agreements")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    addresses = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.target_id} until {self.until:%Y-%m-%d}"


class Regression(BaseModel):
    """A check that was fine, and failed at two measurements in a row. `told_at` is when the company was told of it."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="regressions")
    check_id = models.CharField(max_length=64)
    outcome = models.CharField(max_length=64)
    fine_at = models.DateTimeField()
    since = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("target", "check_id", "since"), name="regression_once"),)

    def __str__(self) -> str:
        return f"{self.target_id} {self.check_id}"


class ScanRun(BaseModel):
    """One look at one domain, as asked for by a visitor or for a company. `id` is public; the private link is known by
    its hash only.

    `typed` says what the visitor typed instead of a name (`is-url`, `is-email`), never the text itself.
    `requested_from` is the salted hash of where the request came from, kept for a day, for limits only.
    `result` is the JSON document of the scanner, compressed. `fault` says why a run failed: `lost` or `broken`.
    `lease` counts the claims: who comes back with an old number has lost the run. `beat_at` is the worker's last sign of life.
    `owned_by` is the target of the company that the run belongs to; `purpose` says why it was made.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    target = models.CharField(max_length=253, blank=True)
    language = models.CharField(max_length=2, choices=[(word.value, word.value) for word in Language])
    typed = models.CharField(max_length=16, blank=True)
    state = models.CharField(
        max_length=12, choices=[(word.value, word.value) for word in State], default=State.QUEUED.value
    )
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    progress = models.JSONField(default=dict)
    result = models.BinaryField(null=True)
    fault = models.CharField(max_length=16, blank=True)
    requested_from = models.CharField(max_length=64, blank=True)
    task_id = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    beat_at = models.DateTimeField(null=True)
    owned_by = models.ForeignKey(Target, null=True, on_delete=models.CASCADE, related_name="runs")
    purpose = models.CharField(max_length=12, default=Purpose.VISIT.value)

    class Meta:
        indexes = (
            models.Index(fields=("state", "queued_at")),
            models.Index(fields=("target", "queued_at")),
            models.Index(fields=("requested_from", "queued_at")),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[word.value for word in State]), name="scan_run_known_state"),
            models.CheckConstraint(
                condition=~Q(state=State.DONE.value) | Q(result__isnull=False), name="scan_run_done_has_result"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.EXPIRED.value, State.DELETED.value]) | Q(result__isnull=True, target=""),
                name="scan_run_gone_is_empty",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class CloudConnection(BaseModel):
    """That a company let us read a cloud of its own. Disconnecting erases the row with all that was read.

    `sealed` is the refresh token, sealed; empty once the agreement has ended at the vendor. `facts` and `silent` are what the
    last reading told, and of which parts it told nothing. `fault` says what the last try ran into. `busy` while one is on its
    way; `tried_at` is when it was asked for.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="clouds")
    vendor = models.CharField(max_length=12)
    sealed = models.BinaryField(default=bytes)
    connected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    connected_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    busy = models.BooleanField(default=False)
    fault = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict)
    silent = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "vendor"), name="cloud_once"),
            models.CheckConstraint(
                condition=Q(vendor__in=[vendor.value for vendor in CloudVendor]), name="cloud_known_vendor"
            ),
        )

    def __str__(self) -> str:
        return f"{self.vendor} of {self.organisation_id}"


class CompanyDevice(BaseModel):
    """A device that may report about itself. `label` is what people of the company call it; the device never says its name.

    The code is known by its hash only, empty once it was withdrawn. `report` is the newest document, `looked_at` its moment.
    `tries` counts reports with this code since `tries_from`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="devices")
    label = models.CharField(max_length=60)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_expires_at = models.DateTimeField(null=True)
    tries_from = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(null=True)
    looked_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code_hash",), condition=~Q(code_hash=""), name="device_code_once"),
        )

    def __str__(self) -> str:
        return f"{self.id} of {self.organisation_id}"


class DailySalt(models.Model):
    """The secret that hides visitors' addresses for one day. When it is thrown away, nobody can find the address again."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.day}"
