"""An area that came as far as the audit: every earlier phase waived, one measure, a signed paper."""

import uuid

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper
from weerbaar.portal.trajectories.services.end_phase import waive_phase
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure
from weerbaar.portal.trajectories.services.sign_paper import sign_paper
from weerbaar.portal.trajectories.services.write_paper import adopt_paper, submit_paper, write_paper

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
