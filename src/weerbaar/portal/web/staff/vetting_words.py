"""Why a vetter may not decide, as they read it."""

import uuid

from django.utils.translation import gettext as _

from weerbaar.portal.providers.errors import VettingFault


def refused_sentence(fault: VettingFault) -> str:
    """What to do about it."""
    return {
        VettingFault.OWN: _("This provider belongs to you or a colleague. Somebody else has to look."),
        VettingFault.COMPETITOR: _("You do the same work in the same area. Leave this to somebody else."),
        VettingFault.SAME: _("You or a colleague had a part in this before. Somebody else has to look."),
        VettingFault.NO_REASON: _("Write a reason. The provider reads it."),
        VettingFault.CHECKLIST: _("Tick every point before you say yes."),
        VettingFault.NO_APPEAL: _("Nobody asked for another look, or it was answered."),
    }[fault]


def field_of(fault: VettingFault, mark_id: uuid.UUID | None) -> str:
    """The id of the field that a refusal is about."""
    if fault is VettingFault.CHECKLIST:
        return f"mark-{mark_id}" if mark_id else "application"
    return f"reason-{mark_id}" if mark_id else "reason"
