"""An area that came as far as the audit: every earlier phase waived, one measure, a signed paper."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audits.services.ask_audit import AuditOrder, ask_audit
from weerbaar.portal.audits.services.certify import CertificateForm, Certifier
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper
from weerbaar.portal.trajectories.services.end_phase import waive_phase
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure
from weerbaar.portal.trajectories.services.sign_paper import sign_paper
from weerbaar.portal.trajectories.services.write_paper import adopt_paper, submit_paper, write_paper

PASSWORD = "of the auditor"
INTENT = {"parties": "Wij allen", "area": "Meeuwenwaard", "goal": "Veilig werken", "start_date": "1 december 2026"}


def at_the_audit() -> Area:
    """Four phases waived, so that the audit is next."""
    here = area()
    for party, who in here.partners.items():
        # In the world of the tests people are called after their party, and parties do stand in the file.
        who.user.name = f"Roos van {party.value[:3].title()}"
        who.user.save(update_fields=["name"])
    paper_id = intent(here)
    text_hash = Paper.objects.get(id=paper_id).text_hash
    sign_paper(here.trajectory, paper_id, text_hash, actor=here.at(PartnerKind.POLICE))
    add_measure(
        here.trajectory, MeasureText("crime", problem="Diefstal van diesel", what="Hek dicht"), actor=here.manager
    )
    for _ in range(4):
        waive_phase(here.trajectory, "De rest volgt later.", actor=here.manager)
    return here


def intent(here: Area, **fields: str) -> uuid.UUID:
    """A declaration of intent that was fixed and adopted."""
    paper_id = write_paper(here.trajectory, "letter_of_intent", INTENT | fields, actor=here.manager)
    submit_paper(here.trajectory, paper_id, actor=here.manager)
    adopt_paper(here.trajectory, paper_id, actor=here.manager)
    return paper_id


def asked(here: Area, **changed: Any) -> Certifier:
    """A file, and a certification body that has shown its password."""
    made = make_dossier(here.trajectory, actor=here.manager, now=changed.pop("now", None))
    order = AuditOrder(**{"body": "Keur BV", "email": "Audit@keur.example", "password": PASSWORD, **changed})
    receipt = ask_audit(here.trajectory, made.id, order, actor=here.manager)
    return Certifier(LinkHolder(receipt.token), knows_password=True)


def certificate(**changed: Any) -> CertificateForm:
    """What stands on it."""
    start = changed.pop("start", timezone.localdate())
    whole = {
        "number": "KVO-2026-001",
        "level": "BASIC",
        "valid_from": start,
        "valid_until": start + timedelta(days=1095),
    }
    return CertificateForm(**{**whole, **changed})
