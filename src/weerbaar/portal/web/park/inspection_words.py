"""Walk-rounds and points as people read them: states, verbs, and what is refused."""

from django.utils.translation import gettext as _

from weerbaar.portal.inspections.errors import PhotoFault, PointFault, RoundFault


def photo_fault(fault: PhotoFault) -> str:
    """Why a photo is not taken, and what to do."""
    return {
        PhotoFault.EMPTY: _("This photo is empty. Take it again."),
        PhotoFault.TOO_LARGE: _("This photo is larger than 12 MB. Make it smaller."),
        PhotoFault.OTHER_KIND: _("This is no photo that we can read. Use JPEG, PNG or WebP."),
        PhotoFault.BROKEN: _("This photo is damaged. Take it again."),
        PhotoFault.OTHER_HASH: _("The photo changed on its way. Send it again."),
    }[fault]


def point_fault(fault: PointFault) -> str:
    """Why a point is not taken, and what to do."""
    return {
        PointFault.UNKNOWN_TYPE: _("Choose what you see."),
        PointFault.UNKNOWN_SEVERITY: _("Choose how bad it is."),
        PointFault.UNKNOWN_PARTY: _("Choose who repairs it."),
        PointFault.UNKNOWN_FIELD: _("This kind of point has no such field."),
        PointFault.TOO_LONG: _("This text is too long. Make it shorter."),
        PointFault.NUMBER_PLATE: _("This looks like a number plate. Leave it out: we keep no plates."),
        PointFault.NO_PLACE: _("Tell where it is."),
        PointFault.NOT_ON_EARTH: _("This place does not exist. Choose it on the map again."),
        PointFault.IN_FUTURE: _("This moment is still to come. Check the clock of the phone."),
        PointFault.TOO_MANY_PHOTOS: _("A point takes at most 20 photos."),
        PointFault.NO_HASH: _("A photo has no valid number. Take it again."),
        PointFault.NO_EVIDENCE: _("Write down what was done, or add a photo."),
        PointFault.NO_REASON: _("Write down why."),
        PointFault.OWN_WORK: _("Somebody else than who solved it has to look."),
    }[fault]


def round_fault(fault: RoundFault) -> str:
    """Why a round is not taken, and what to do."""
    return {
        RoundFault.UNKNOWN_ROUND: _("Choose by day or in the dark."),
        RoundFault.UNKNOWN_PARTY: _("Choose parties from the list."),
        RoundFault.NO_ROUTE: _("Write down which route you walked."),
        RoundFault.NO_PARTICIPANTS: _("Choose who walked along."),
        RoundFault.CLOSED: _("This round is closed already."),
        RoundFault.NOT_CLOSED: _("Close the round first."),
        RoundFault.IN_FUTURE: _("This moment is still to come. Check the clock of the phone."),
        RoundFault.NUMBER_PLATE: _("This looks like a number plate. Leave it out: we keep no plates."),
        RoundFault.NO_TRAJECTORY: _("The area has not begun the KVO yet."),
    }[fault]
