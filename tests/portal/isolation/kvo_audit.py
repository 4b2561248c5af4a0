"""The audits of the generated world: of each area a file, a certification body with a link, a remark and a certificate."""

from datetime import timedelta

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from tests.portal.isolation.people import Link
from weerbaar.portal.audits.models import Certificate
from weerbaar.portal.audits.services.ask_audit import AuditOrder, ask_audit
from weerbaar.portal.audits.services.certify import (
    CertificateForm,
    Certifier,
    conclude,
    give_certificate,
    write_remark,
)
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.trajectories.models import Trajectory

AUDIT_LINK_ROUTES = ("certifier", "certifier-password", "certifier-zip", "certifier-part")
AUDIT_ROUTES = {
    "audit",
    "audit-year",
    "audit-one",
    "audit-certificate",
    "audit-zip",
    "audit-ask",
    "audit-part",
}
AUDIT_WORDS = {"number": (1,), "name": ("index.html", "measures.json")}
AUDIT_TABLES = (
    "audits_dossierkey",
    "audits_dossier",
    "audits_audit",
    "audits_auditremark",
    "audits_certificate",
    "audits_sentreminder",
)


def audit(area: Company, marks: Marks) -> None:
    """What the body writes is of the area; the link shows that and the file, and nothing else."""
    trajectory = Trajectory.objects.get(park_id=area.id)
    made = make_dossier(trajectory.id, actor=area.owner)
    order = AuditOrder(marks.new(Field.KVO, area.key), "audit@mail.example", "of the auditor")
    receipt = ask_audit(trajectory.id, made.id, order, actor=area.owner)
    certifier = Certifier(LinkHolder(receipt.token), knows_password=True)
    write_remark(certifier, RemarkKind.MINOR, marks.new(Field.KVO, area.key))
    conclude(certifier, AuditOutcome.POSITIVE, marks.new(Field.KVO, area.key))
    today = timezone.localdate()
    form = CertificateForm(f"number of {area.key}", "ONE", today, today + timedelta(days=1000))
    give_certificate(certifier, form)
    area.note("audit_id", receipt.id)
    area.note("certificate_id", Certificate.objects.get(audit_id=receipt.id).id)
    marks.note(receipt.token, Field.TOKEN, area.key, "certifier")
    # The file tells of surveys, walk-rounds and figures too, as totals and texts of the area.
    sees = marks.among([area.key], Field.KVO, Field.SURVEY)
    sees |= marks.among([area.key], Field.TOKEN, of="certifier")
    area.links.append(
        Link(
            f"{area.key} certifier",
            AUDIT_LINK_ROUTES,
            receipt.token,
            frozenset(sees),
            session={"opened-audits": [str(receipt.id)]},
            ids={"name": "measures.json"},
        )
    )
