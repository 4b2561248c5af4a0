"""The poster of a survey: what it is, the link as a picture for a phone, and the address in letters."""

import io
from datetime import datetime

import qrcode
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.selectors import WaveView
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language

_QUIET_ZONE = 4  # modules of white around it (ISO/IEC 18004, section 6.3.8)


def render_poster(wave: WaveView, park_name: str, address: str, language: Language, now: datetime) -> bytes:
    """One sheet as a PDF."""
    data = {
        "language": language.value,
        "title": _("How safe is your park?"),
        "park": clean(park_name, 120),
        "lead": the_survey().intro[language.value],
        "scan": _("Point the camera of your phone at this square"),
        "or": _("Or type this address"),
        "address": address,
        "code": qr_svg(address),
        "alt": _("QR code with the address of the survey"),
        "until": _("You can answer until %(day)s.") % {"day": plain_day(wave.closes_on)},
        "foot": _("Anonymous: your answers are only added up. Nobody sees what you answered."),
    }
    return typeset("survey_poster.typ", data, now)


def qr_svg(text: str) -> str:
    """The text as a QR code (ISO/IEC 18004), in SVG. Level M: a poster gets dirty, and 15 % may be lost."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=_QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    into = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(into)
    return into.getvalue().decode()
