"""The words of the audit trail as the people of a company read them."""

from django.utils.translation import gettext as _

from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.scans.events import ScanEvent


def event_words() -> dict[str, str]:
    """A sentence for every event that concerns a company."""
    return {
        OrganisationEvent.FOUNDED: _("Entered the company"),
        OrganisationEvent.CHANGED: _("Changed the details of the company"),
        OrganisationEvent.INVITED: _("Invited a colleague"),
        OrganisationEvent.INVITATION_WITHDRAWN: _("Withdrew an invitation"),
        OrganisationEvent.JOINED: _("Joined the company"),
        OrganisationEvent.ROLE_CHANGED: _("Changed the role of a colleague"),
        OrganisationEvent.REMOVED: _("Removed a colleague"),
        OrganisationEvent.LEFT: _("Left the company"),
        OrganisationEvent.GRANTED: _("Shared results with another organisation"),
        OrganisationEvent.GRANT_WITHDRAWN: _("Stopped sharing results"),
        OrganisationEvent.LOOKED: _("Looked at what you share"),
        OrganisationEvent.DELETED: _("Erased the company"),
        AssessmentEvent.STARTED: _("Began the Basisscan"),
        AssessmentEvent.ANSWERED: _("Answered a question of the Basisscan"),
        AssessmentEvent.FINISHED: _("Looked over the answers of the Basisscan"),
        AssessmentEvent.MEASURED: _("A measurement answered questions of the Basisscan"),
        ScanEvent.KEPT: _("Kept the result of a measurement"),
        ScanEvent.ASKED: _("Started a measurement"),
        ScanEvent.PLANNED: _("A planned measurement started"),
        ScanEvent.TARGET_ADDED: _("Added a domain"),
        ScanEvent.PROVEN: _("Proved that a domain is theirs"),
        ScanEvent.PROOF_ENDED: _("The proof of a domain ended"),
        ScanEvent.PROOF_MAILED: _("Had a link mailed to prove a domain"),
        ScanEvent.AGREED: _("Agreed that we look further"),
        ScanEvent.AGREEMENT_WITHDRAWN: _("Stopped that we look further"),
        ScanEvent.TARGET_REMOVED: _("Removed a domain and its results"),
    }
