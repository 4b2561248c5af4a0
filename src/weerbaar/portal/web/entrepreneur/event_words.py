"""The words of the audit trail as the people of a company read them."""

from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.events import ActionEventWord, PlanEvent
from weerbaar.portal.api_access.events import AccessEvent
from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.quotes.company_events import RequestEvent
from weerbaar.portal.quotes.events import InvitedEvent
from weerbaar.portal.quotes.line_events import LineEventWord, OrderEvent
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
        OrganisationEvent.CARD_WRITTEN: _("Filled in the emergency card"),
        OrganisationEvent.DELETED: _("Erased the company"),
        AssessmentEvent.STARTED: _("Began the Basisscan"),
        AssessmentEvent.ANSWERED: _("Answered a question of the Basisscan"),
        AssessmentEvent.SUPPLIER_ANSWERED: _("Answered a question of the Basisscan for you"),
        AssessmentEvent.FINISHED: _("Looked over the answers of the Basisscan"),
        AssessmentEvent.MEASURED: _("A measurement answered questions of the Basisscan"),
        AssessmentEvent.DOCUMENT_ADDED: _("Added a document to an answer"),
        AssessmentEvent.DOCUMENT_ERASED: _("Erased a document"),
        **_plan_words(),
        **_park_words(),
        **_source_words(),
        **_incident_words(),
        **_access_words(),
        **_order_words(),
        **_invited_words(),
        **_request_words(),
        **_provider_words(),
        ScanEvent.KEPT: _("Kept the result of a measurement"),
        ScanEvent.ASKED: _("Started a measurement"),
        ScanEvent.PLANNED: _("A planned measurement started"),
        ScanEvent.TARGET_ADDED: _("Added a domain"),
        ScanEvent.PROVEN: _("Proved that a domain is theirs"),
        ScanEvent.PROOF_ENDED: _("The proof of a domain ended"),
        ScanEvent.PROOF_MAILED: _("Had a link mailed to prove a domain"),
        ScanEvent.AGREED: _("Agreed that we look further"),
        ScanEvent.AGREEMENT_WITHDRAWN: _("Stopped that we look further"),
        ScanEvent.GOT_WORSE: _("Two measurements saw that something got worse"),
        ScanEvent.TARGET_REMOVED: _("Removed a domain and its results"),
    }


def _request_words() -> dict[str, str]:
    """What a company does with its requests and the quotes that came."""
    return {
        RequestEvent.MADE: _("Asked for quotes"),
        RequestEvent.WITHDRAWN: _("Withdrew a request for quotes"),
        RequestEvent.CLOSED: _("Closed a request: all its work is ordered"),
        RequestEvent.EXPIRED: _("A request for quotes ended by itself"),
        RequestEvent.ATTACHED: _("Added a file to a request"),
        RequestEvent.ANSWERED: _("Answered a question about a request"),
        RequestEvent.CONTACT_ALLOWED: _("Let a service provider know who you are"),
        RequestEvent.REFUSED: _("Refused a quote"),
        RequestEvent.ACCEPTED: _("Accepted a quote"),
        RequestEvent.QUOTE_EXPIRED: _("A quote expired"),
        RequestEvent.ORDERED: _("Ordered work"),
    }


def _provider_words() -> dict[str, str]:
    """What happens to a service provider."""
    return {
        ProviderEvent.REGISTERED: _("Began a profile as service provider"),
        ProviderEvent.CHANGED: _("Changed the profile"),
        ProviderEvent.SUBMITTED: _("Handed in the profile"),
        ProviderEvent.WITHDRAWN: _("Took the profile back"),
        ProviderEvent.LEFT: _("Left the list of service providers"),
        ProviderEvent.PACKAGE_ADDED: _("Added a package"),
        ProviderEvent.PACKAGE_WITHDRAWN: _("Withdrew a package"),
        ProviderEvent.MARK_CLAIMED: _("Added a mark"),
        ProviderEvent.MARK_REMOVED: _("Removed a mark"),
        ProviderEvent.APPEALED: _("Asked for another look at a decision"),
        ProviderEvent.SECONDED: _("One of two people approved the profile"),
        ProviderEvent.LISTED: _("The profile was approved"),
        ProviderEvent.REFUSED: _("The profile was refused"),
        ProviderEvent.SUSPENDED: _("The profile was suspended"),
        ProviderEvent.LIFTED: _("The suspension ended"),
        ProviderEvent.APPEAL_UPHELD: _("After another look the profile was approved"),
        ProviderEvent.APPEAL_REFUSED: _("After another look the decision stays"),
        ProviderEvent.MARK_SECONDED: _("One of two people checked a mark"),
        ProviderEvent.MARK_VERIFIED: _("A mark was checked in its register"),
        ProviderEvent.MARK_WITHDRAWN: _("A mark was taken off the profile"),
        ProviderEvent.IMPORTED: _("The profile was taken from a file"),
        ProviderEvent.IMPORT_UNDONE: _("A profile from a file was removed"),
        ProviderEvent.MARK_CONFIRMED: _("A kind of mark was confirmed"),
    }


def _invited_words() -> dict[str, str]:
    """What those who were asked do with a request."""
    opened, declined = _("Opened a request for help"), _("Declined a request for help")
    asked, quoted, withdrew = _("Asked a question about a request"), _("Sent a quote"), _("Withdrew a quote")
    return {
        InvitedEvent.PROVIDER_OPENED: opened,
        InvitedEvent.HOLDER_OPENED: opened,
        InvitedEvent.PROVIDER_DECLINED: declined,
        InvitedEvent.HOLDER_DECLINED: declined,
        InvitedEvent.PROVIDER_ASKED: asked,
        InvitedEvent.HOLDER_ASKED: asked,
        InvitedEvent.PROVIDER_QUOTED: quoted,
        InvitedEvent.HOLDER_QUOTED: quoted,
        InvitedEvent.PROVIDER_WITHDREW: withdrew,
        InvitedEvent.HOLDER_WITHDREW: withdrew,
        InvitedEvent.LINK_MADE: _("Made a link to a request for a supplier"),
        InvitedEvent.REVOKED: _("A service provider cannot answer a request any more"),
    }


def _park_words() -> dict[str, str]:
    """What happens on the areas that the company takes part in."""
    return {
        ParkEvent.JOINED: _("Took part in an area"),
        ParkEvent.LEFT: _("Stopped taking part in an area"),
        ParkEvent.CLAIMED: _("Said which address of an area is the company's"),
        ParkEvent.UNCLAIMED: _("Said that an address of an area is not the company's"),
        PurchaseEvent.ASKED: _("Was asked privately to buy together"),
        PurchaseEvent.JOINED: _("Joined a joint purchase"),
        PurchaseEvent.DECLINED: _("Did not join a joint purchase"),
        PurchaseEvent.CHOSEN: _("Chose an offer of a joint purchase"),
        PurchaseEvent.OFFERED: _("Offered to all who buy together"),
        PurchaseEvent.WITHDRAWN: _("Took an offer to all who buy together back"),
        PurchaseEvent.CAUSE_SHARED: _("Others turned out to share a cause"),
        PurchaseEvent.CAUSE_ANSWERED: _("Said whether to ask together with others"),
    }


def _incident_words() -> dict[str, str]:
    """What happened and what was told of it: never which kind, since more people read the log."""
    return {
        IncidentEvent.REPORTED: _("Reported to an area that something happened"),
        IncidentEvent.CORRECTED: _("Corrected a report to an area"),
        IncidentEvent.WITHDRAWN: _("Took a report to an area back"),
        IncidentEvent.NOTED: _("Wrote down a digital incident"),
        IncidentEvent.ERASED: _("Erased a digital incident"),
        IncidentEvent.PLOT_ANSWERED: _("Answered questions about water and fire"),
        IncidentEvent.GOODS_ADDED: _("Added to the list of hazardous goods"),
        IncidentEvent.GOODS_REMOVED: _("Removed from the list of hazardous goods"),
        IncidentEvent.GOODS_LOOKED: _("The fire brigade looked at the list of hazardous goods"),
    }


def _access_words() -> dict[str, str]:
    """What happens to the doors for a provider's own programs."""
    return {
        AccessEvent.TOKEN_MADE: _("Made a key for a program"),
        AccessEvent.TOKEN_WITHDRAWN: _("Withdrew the key of a program"),
        AccessEvent.ENDPOINT_ADDED: _("Added an address that hears of events"),
        AccessEvent.ENDPOINT_RENEWED: _("Made another secret for an address"),
        AccessEvent.ENDPOINT_RESUMED: _("Let an address hear of events again"),
        AccessEvent.ENDPOINT_TESTED: _("Sent a test to an address"),
        AccessEvent.ENDPOINT_REMOVED: _("Removed an address that heard of events"),
        AccessEvent.ENDPOINT_PAUSED: _("An address took nothing in: we stopped sending"),
    }


def _source_words() -> dict[str, str]:
    """What happens to clouds and devices."""
    return {
        ScanEvent.CLOUD_CONNECTED: _("Connected a cloud of the company"),
        ScanEvent.CLOUD_DISCONNECTED: _("Disconnected a cloud and erased what was read"),
        ScanEvent.CLOUD_READ: _("Read the settings of a connected cloud"),
        ScanEvent.CLOUD_ENDED: _("The agreement with a connected cloud ended"),
        ScanEvent.DEVICE_ADDED: _("Added a device"),
        ScanEvent.DEVICE_CODE_RENEWED: _("Made another code for a device"),
        ScanEvent.DEVICE_CODE_WITHDRAWN: _("Withdrew the code of a device"),
        ScanEvent.DEVICE_REPORTED: _("A device reported how it is protected"),
        ScanEvent.DEVICE_ERASED: _("Erased a device and what it said"),
    }


def _order_words() -> dict[str, str]:
    """What happens to ordered work."""
    return {
        OrderEvent.ENDED: _("An order ended, and what was shared for it"),
        OrderEvent.REOPENED: _("Measurements saw that finished work came back"),
        OrderEvent.PROVIDER_ANSWERED: _("Answered what you do not agree with"),
        OrderEvent.PERSON_ANSWERED: _("Answered what the provider does not agree with"),
        OrderEvent.PROVIDER_PROPOSED: _("Proposed how to end a disagreement"),
        OrderEvent.PERSON_PROPOSED: _("Proposed how to end a disagreement"),
        OrderEvent.CONFLICT_LIFTED: _("Let a provider quote that looked along"),
        LineEventWord.PROVIDER_START: _("Started on ordered work"),
        LineEventWord.PROVIDER_DELIVER: _("Reported ordered work done"),
        LineEventWord.PROVIDER_CANCEL: _("Cancelled ordered work"),
        LineEventWord.PROVIDER_DISPUTE: _("Does not agree about ordered work"),
        LineEventWord.PROVIDER_SETTLE: _("Agreed to end ordered work"),
        LineEventWord.HOLDER_START: _("Started on ordered work"),
        LineEventWord.HOLDER_DELIVER: _("Reported ordered work done"),
        LineEventWord.HOLDER_CANCEL: _("Cancelled ordered work"),
        LineEventWord.PERSON_CONFIRM: _("Confirmed ordered work with evidence"),
        LineEventWord.PERSON_CANCEL: _("Cancelled ordered work"),
        LineEventWord.PERSON_DISPUTE: _("Does not agree about ordered work"),
        LineEventWord.PERSON_SETTLE: _("Agreed to end ordered work"),
        LineEventWord.WORKER_VERIFY: _("A measurement saw that ordered work is done"),
        LineEventWord.WORKER_SEND_BACK: _("A measurement sent ordered work back"),
        LineEventWord.SCHEDULER_CANCEL: _("Ordered work was cancelled: a side is gone"),
        LineEventWord.SCHEDULER_SETTLE: _("Ordered work ended: a side is gone"),
    }


def _plan_words() -> dict[str, str]:
    """What happens to tasks of the plan."""
    return {
        PlanEvent.FOUND: _("A new task came into the plan"),
        PlanEvent.ASSIGNED: _("Gave a task to a colleague"),
        PlanEvent.DATED: _("Chose the days of a task"),
        PlanEvent.HANDED_OVER: _("Made a link to tasks for a supplier"),
        PlanEvent.WITHDRAWN: _("Closed a supplier's link"),
        PlanEvent.LOOKED: _("Opened the task list"),
        PlanEvent.LOCKED: _("Tried wrong passwords: the link is locked"),
        PlanEvent.ASKED: _("Asked a question about a task"),
        PlanEvent.ANSWERED: _("Answered a supplier's question"),
        PlanEvent.REMINDED: _("Reminded of a task"),
        ActionEventWord.PERSON_TAKE: _("Takes a task on"),
        ActionEventWord.PERSON_HAND_OVER: _("Handed a task over"),
        ActionEventWord.PERSON_START: _("Started on a task"),
        ActionEventWord.PERSON_TAKE_BACK: _("Took a task back"),
        ActionEventWord.PERSON_REPORT: _("Reported a task done"),
        ActionEventWord.PERSON_CONFIRM: _("Confirmed a task with evidence"),
        ActionEventWord.PERSON_DECLINE: _("Decided not to do a task"),
        ActionEventWord.PERSON_POSTPONE: _("Postponed a task"),
        ActionEventWord.PERSON_RESUME: _("Put a task back on the list"),
        ActionEventWord.PERSON_REOPEN: _("Opened a task again"),
        ActionEventWord.HOLDER_ACCEPT: _("Accepted a task"),
        ActionEventWord.HOLDER_START: _("Started on a task"),
        ActionEventWord.HOLDER_REFUSE: _("Gave a task back"),
        ActionEventWord.HOLDER_REPORT: _("Reported a task done"),
        ActionEventWord.PROVIDER_START: _("Started on a task"),
        ActionEventWord.PROVIDER_REFUSE: _("Gave a task back"),
        ActionEventWord.PROVIDER_REPORT: _("Reported a task done"),
        ActionEventWord.WORKER_CONTRADICT: _("A measurement still saw what was reported done"),
        ActionEventWord.WORKER_VERIFY: _("A measurement saw that a task is done"),
        ActionEventWord.WORKER_SETTLE: _("The answers say that a task is done"),
        ActionEventWord.WORKER_LAPSE: _("A task is not needed any more"),
        ActionEventWord.WORKER_REOPEN: _("A task is open again"),
        ActionEventWord.SCHEDULER_TAKE_BACK: _("A supplier's link ended: the task is yours again"),
        ActionEventWord.SCHEDULER_RESUME: _("A postponed task is back on the list"),
    }
