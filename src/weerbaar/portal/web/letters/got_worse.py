"""The letter about what got worse, sent once for each point, after two measurements."""

import uuid

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.scans.regression_selectors import untold_regressions
from weerbaar.portal.scans.services.mark_told import mark_told
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.unsubscribe import REGRESSIONS, stop_headers, stop_path
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.vocabulary.language import Language


def tell_what_got_worse(organisation_id: uuid.UUID) -> int:
    """How many letters were sent. Each point is told once, also when two processes tell at once."""
    worse = untold_regressions(organisation_id)
    if not worse or not mark_told(regression.id for regression in worse):
        return 0
    sent = 0
    for reader in readers_of_letters(organisation_id, REGRESSIONS):
        with translation.override(reader.language):
            points = [
                (
                    item.domain.display,
                    texts_of(item.check_id, Language(reader.language)).title,
                    item.fine_at,
                    item.confirmed_at,
                )
                for item in worse
            ]
        values = {
            "company": reader.organisation_name,
            "points": points,
            "path": reverse("start"),
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, REGRESSIONS)}",
        }
        sent += send_letter(
            "got_worse", reader.email, reader.language, values, stop_headers(reader.user_id, REGRESSIONS)
        )
    return sent
