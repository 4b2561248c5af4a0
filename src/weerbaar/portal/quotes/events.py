"""The audit words of this app: subject:object:verb. An invited party has one set with an account and one with a link."""

from enum import StrEnum

from weerbaar.portal.core.actors import Actor


class InvitedEvent(StrEnum):
    """What an invited party did with a request, by the kind of actor; see `invited_word`."""

    PROVIDER_OPENED = "provider:request:open"
    PROVIDER_DECLINED = "provider:request:decline"
    PROVIDER_ASKED = "provider:question:ask"
    PROVIDER_QUOTED = "provider:quote:submit"
    PROVIDER_WITHDREW = "provider:quote:withdraw"
    HOLDER_OPENED = "link-holder:request:open"
    HOLDER_DECLINED = "link-holder:request:decline"
    HOLDER_ASKED = "link-holder:question:ask"
    HOLDER_QUOTED = "link-holder:quote:submit"
    HOLDER_WITHDREW = "link-holder:quote:withdraw"
    LINK_MADE = "person:request-link:make"
    REVOKED = "scheduler:request-invitation:revoke"


def invited_word(actor: Actor, what: str) -> InvitedEvent:
    """The word for `what` (object:verb) by this kind of actor.

    Raises:
        ValueError: no such word.
    """
    return InvitedEvent(f"{actor.kind}:{what}")
