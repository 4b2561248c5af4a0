"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class AuditEvent(StrEnum):
    """Everything that happens around an audit and is worth remembering."""

    DOSSIER_MADE = "person:dossier:make"
    CERTIFIER_INVITED = "person:certifier-link:make"
    CERTIFIER_WITHDRAWN = "person:certifier-link:withdraw"
    CERTIFIER_LOOKED = "link-holder:dossier:look"
    CERTIFIER_FETCHED = "link-holder:dossier:fetch"
    CERTIFIER_LOCKED = "link-holder:certifier-link:lock"
    REMARK_WRITTEN = "link-holder:audit-remark:write"
    REMARK_ANSWERED = "person:audit-remark:answer"
    REMARK_CLOSED = "link-holder:audit-remark:close"
    REMARK_REOPENED = "link-holder:audit-remark:reopen"
    OUTCOME_GIVEN = "link-holder:audit:conclude"
    CERTIFICATE_GIVEN = "link-holder:certificate:give"
    CERTIFICATE_ENDED = "person:certificate:end"
    TERM_BEGUN = "person:term:begin"
