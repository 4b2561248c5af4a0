"""The letters about a survey: the invitation with a code that stands nowhere else, and the reminder to all who were asked."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.surveys.services.ask_companies import SurveyLetter
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.unsubscribe import SURVEYS, stop_headers, stop_path


def send_survey_letters(name: str, park_name: str, letters: Sequence[SurveyLetter]) -> int:
    """How many went out. One person of each company gets it: the first of its owners who did not refuse these letters."""
    return sum(_send(name, park_name, letter) for letter in letters)


def _send(name: str, park_name: str, letter: SurveyLetter) -> int:
    readers = readers_of_letters(letter.organisation_id, SURVEYS)
    if not readers:
        return 0
    reader = readers[0]
    path = reverse("survey-personal", kwargs={"token": letter.link_token, "code": letter.code}) if letter.code else ""
    values = {
        "company": reader.organisation_name,
        "park": park_name,
        "path": path,
        "closes_on": letter.closes_on,
        "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, SURVEYS)}",
    }
    headers = stop_headers(reader.user_id, SURVEYS)
    return int(send_letter(name, reader.email, reader.language, values, headers))
