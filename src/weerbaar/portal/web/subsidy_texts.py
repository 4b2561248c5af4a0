"""Subsidies in words: where one stands, why it does not pay for a job, and which file the schemes come from."""

import logging
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from weerbaar.portal.knowledge.subsidies import FILE, Standing, Why, load_subsidies, standing_of
from weerbaar.portal.knowledge.subsidy_file import Scheme, Subsidies
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.questionnaires.content import InvalidContent
from weerbaar.scanner.vocabulary.language import Language

_log = logging.getLogger(__name__)


def known_subsidies() -> Subsidies:
    """The schemes of the operator's own file, if there is one; of ours when it cannot be used."""
    if settings.SUBSIDIES_FILE:
        try:
            own = Path(settings.SUBSIDIES_FILE)
            return load_subsidies(own, own.stat().st_mtime_ns)
        except (OSError, InvalidContent) as error:
            _log.error("the file of subsidies cannot be used", extra={"fault": str(error)})
    return load_subsidies(FILE)


def standing_mark(standing: Standing) -> tuple[str, str]:
    """Shape and word."""
    return {
        Standing.OPEN: ("fine", _("Open")),
        Standing.PERMANENT: ("fine", _("Always there")),
        Standing.NOT_YET: ("busy", _("Opens later")),
        Standing.CLOSED: ("off", _("Closed")),
        Standing.ENDED: ("off", _("No longer exists")),
        Standing.UNCHECKED: ("none", _("Not checked lately")),
        Standing.UNKNOWN: ("none", _("We do not know")),
    }[standing]


def why_sentence(why: Why, scheme: Scheme) -> str:
    """Why it does not pay for this job."""
    names = {
        "closes": plain_day(scheme.closes) if scheme.closes else "",
        "opens": plain_day(scheme.opens) if scheme.opens else "",
        "bought_from": plain_day(scheme.bought_from) if scheme.bought_from else "",
        "people": scheme.most_people or 0,
    }
    sentences = {
        Why.NOT_YET: _("It opens on %(opens)s."),
        Why.CLOSED: _("This round is closed. The last day was %(closes)s.") if scheme.closes else _("It is closed."),
        Why.ENDED: _("It no longer exists."),
        Why.UNCHECKED: _("Nobody looked lately whether it is still open. Look at the source."),
        Why.UNKNOWN: _("We do not know whether there is a round now. Look at the source."),
        Why.NOT_FOR_ONE: _("It is for several companies together, or for the whole area."),
        Why.TOO_BIG: _("Your company is too big. It is for at most %(people)s people."),
        Why.PERHAPS_TOO_BIG: _("It is for at most %(people)s people. Count how many you are."),
        Why.OTHER_SECTOR: _("It is for other sectors."),
        Why.OTHER_WORK: _("It is about other work."),
        Why.BOUGHT_TOO_EARLY: _("You ordered too early. It counts from %(bought_from)s."),
        Why.BOUGHT_TOO_LATE: _("You ordered after its last day, %(closes)s."),
        Why.SELLERS_ADVICE: _("Advice of whoever sells the work does not count."),
    }
    return sentences[why] % names


def paper_words() -> dict[str, str]:
    """The papers that schemes ask for."""
    return {
        "quote": _("the quote"),
        "order": _("the order"),
        "invoice": _("the invoice"),
        "payment": _("proof that you paid"),
        "proof": _("proof that it was done"),
    }


def scheme_rows(known: Subsidies, day: date, language: Language) -> list[dict[str, object]]:
    """All schemes for the public table."""
    return [
        {
            "scheme": scheme,
            "words": scheme_words(scheme, language),
            "mark": standing_mark(standing_of(scheme, day, known.fresh_days)),
        }
        for scheme in known.schemes
    ]


def scheme_words(scheme: Scheme, language: Language) -> dict[str, str]:
    """Its texts in the language of the page."""
    at = language.value
    return {
        "name": scheme.name[at],
        "for": scheme.for_whom[at],
        "gives": scheme.gives[at],
        "conditions": scheme.conditions[at],
        "checked": plain_day(scheme.checked_on),
        "url": scheme.source.url,
    }
