"""The audit words of this app: subject:object:verb. A provider, a vetter or an operator does it."""

from enum import StrEnum


class ProviderEvent(StrEnum):
    """Everything that happens to a provider and is worth remembering."""

    REGISTERED = "provider:profile:begin"
    CHANGED = "provider:profile:change"
    SUBMITTED = "provider:profile:submit"
    WITHDRAWN = "provider:profile:withdraw"
    LEFT = "provider:directory:leave"
    PACKAGE_ADDED = "provider:package:add"
    PACKAGE_WITHDRAWN = "provider:package:withdraw"
    MARK_CLAIMED = "provider:mark:claim"
    MARK_REMOVED = "provider:mark:remove"
    APPEALED = "provider:decision:appeal"
    SECONDED = "vetter:provider:second"
    LISTED = "vetter:provider:list"
    REFUSED = "vetter:provider:refuse"
    SUSPENDED = "vetter:provider:suspend"
    LIFTED = "vetter:provider:lift"
    APPEAL_UPHELD = "vetter:appeal:uphold"
    APPEAL_REFUSED = "vetter:appeal:refuse"
    MARK_SECONDED = "vetter:mark:second"
    MARK_VERIFIED = "vetter:mark:verify"
    MARK_WITHDRAWN = "vetter:mark:withdraw"
    MARK_CONFIRMED = "operator:mark:confirm"
    IMPORTED = "operator:provider:import"
    IMPORT_UNDONE = "operator:provider:remove"
