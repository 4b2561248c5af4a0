"""An audit as people read it: states, outcomes, and what is refused."""

from django.utils.translation import gettext as _

from weerbaar.portal.audits.completeness import PaperLine, Place
from weerbaar.portal.audits.errors import AuditFault, CertificateFault, DossierFault
from weerbaar.portal.audits.selectors import AuditView
from weerbaar.portal.audits.words import AuditOutcome, CertificateState, RemarkKind, RemarkState
from weerbaar.portal.trajectories.schemes.states import ArtefactState


def place_mark(place: Place) -> tuple[str, str]:
    """Shape and word of a phase."""
    return {
        Place.PASSED: ("fine", _("Done")),
        Place.WAIVED: ("better", _("Gone on without")),
        Place.NOW: ("busy", _("Under way")),
        Place.LATER: ("none", _("Not begun")),
    }[place]


def line_mark(paper: PaperLine, place: Place) -> tuple[str, str]:
    """Shape and word of a paper as the auditor finds it. What a later phase asks for is not missing yet."""
    if paper.state is None and not paper.reason and place is Place.LATER:
        return "none", _("For later")
    if paper.state is None:
        return ("better", _("Explained")) if paper.reason else ("none", _("Not there"))
    if paper.state is ArtefactState.DRAFT:
        return "busy", _("Draft, not in the file yet")
    return ("fine", _("In the file")) if paper.is_in else ("busy", _("In the file, not adopted yet"))


def outcome_words() -> dict[AuditOutcome, str]:
    """What a certification body can say."""
    return {
        AuditOutcome.POSITIVE: _("Positive"),
        AuditOutcome.WITH_CORRECTIONS: _("Positive, with corrections"),
        AuditOutcome.NEGATIVE: _("Negative"),
    }


def audit_mark(audit: AuditView) -> tuple[str, str]:
    """Shape and word of an audit."""
    if audit.outcome is None:
        return ("busy", _("Under way")) if audit.opened_at else ("none", _("Not opened yet"))
    shape = "fine" if audit.is_positive else "first" if audit.outcome is AuditOutcome.NEGATIVE else "better"
    return shape, outcome_words()[audit.outcome]


def remark_kinds() -> dict[RemarkKind, str]:
    """How heavy a remark is."""
    return {RemarkKind.MAJOR: _("Major remark"), RemarkKind.MINOR: _("Minor remark")}


def remark_mark(state: RemarkState) -> tuple[str, str]:
    """Shape and word of a remark."""
    return {
        RemarkState.OPEN: ("first", _("Open")),
        RemarkState.ANSWERED: ("busy", _("Answered")),
        RemarkState.CLOSED: ("fine", _("Closed")),
    }[state]


def certificate_mark(state: CertificateState | None) -> tuple[str, str]:
    """Shape and word of a certificate."""
    if state is None:
        return "none", _("Not begun")
    return {
        CertificateState.VALID: ("fine", _("Valid")),
        CertificateState.EXPIRING: ("better", _("Valid, ends soon")),
        CertificateState.EXPIRED: ("none", _("Expired")),
        CertificateState.ENDED: ("none", _("Not valid any more")),
    }[state]


def dossier_fault(fault: DossierFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        DossierFault.NO_KEY: ("make", _("This site has no key to sign with yet. Ask its operator.")),
        DossierFault.TOO_LARGE: ("make", _("The file would become too large.")),
        DossierFault.NO_BODY: ("body", _("Fill in who audits.")),
        DossierFault.NO_ADDRESS: ("email", _("Fill in an e-mail address.")),
        DossierFault.SHORT_PASSWORD: ("password", _("Use at least 8 characters.")),
        DossierFault.TOO_LONG_OPEN: ("days", _("Choose 1 to 120 days.")),
        DossierFault.TOO_MANY_OPEN: ("body", _("Ten links are open. Withdraw one first.")),
    }[fault]


def said_fault(fault: AuditFault) -> str:
    """Why something said in an audit is not taken."""
    return {
        AuditFault.NO_TEXT: _("Write it down first."),
        AuditFault.NO_OUTCOME: _("There is no outcome yet."),
        AuditFault.CONCLUDED: _("There is an outcome already. It stays as it is."),
        AuditFault.MAJOR_OPEN: _("A major remark is not closed. Choose another outcome, or close it first."),
        AuditFault.NOT_NOW: _("That cannot be done any more."),
        AuditFault.TOO_MANY: _("There are very many remarks. Put some together."),
    }[fault]


def certificate_fault(fault: CertificateFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        CertificateFault.NO_NUMBER: ("number", _("Fill in the number of the certificate.")),
        CertificateFault.NUMBER_TAKEN: ("number", _("There is a certificate already, or its number is in use.")),
        CertificateFault.UNKNOWN_LEVEL: ("level", _("Choose a level.")),
        CertificateFault.DAYS: (
            "valid_until",
            _("Fill in two days. The last comes after the first, within six years."),
        ),
        CertificateFault.NOT_POSITIVE: (
            "number",
            _("A certificate follows a positive audit. Close the major remarks first."),
        ),
        CertificateFault.NO_REASON: ("reason", _("Write down why.")),
    }[fault]
