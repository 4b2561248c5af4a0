"""What a provider says of itself, what is refused, and where it stands, as people read it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from weerbaar.portal.organisations.words import SizeBand
from weerbaar.portal.providers.errors import Fault
from weerbaar.portal.providers.profile import categories
from weerbaar.portal.providers.vetter_selectors import Past
from weerbaar.portal.providers.words import Decision, ProviderState, VettingKind
from weerbaar.portal.web.entrepreneur.texts import sector_words, size_words
from weerbaar.portal.web.provider.quote_words import language_words
from weerbaar.portal.web.public.visitors import language_of_page


def mistakes(faults: Mapping[str, Fault]) -> dict[str, list[str]]:
    """A sentence for each field that was refused, by the id of the field."""
    return {field: [_missing(field) if fault is Fault.MISSING else _sentence(fault)] for field, fault in faults.items()}


def category_options() -> Sequence[tuple[str, str]]:
    """The kinds of work to choose from."""
    return [(word, texts[language_of_page()]) for word, texts in categories().items()]


def sector_options() -> Sequence[tuple[str, str]]:
    """The sectors to choose from."""
    return [(str(word.value), text) for word, text in sector_words().items()]  # type: ignore[attr-defined]


def size_options() -> Sequence[tuple[str, str]]:
    """The sizes to choose from."""
    words: Mapping[SizeBand, str] = size_words()
    return [(band.value, text) for band, text in words.items()]


def language_options() -> Sequence[tuple[str, str]]:
    """The languages to choose from."""
    return list(language_words().items())


def state_mark(state: ProviderState) -> tuple[str, str]:
    """Shape and word of where a provider stands."""
    return {
        ProviderState.DRAFT: ("none", _("Not handed in")),
        ProviderState.SUBMITTED: ("busy", _("Being looked at")),
        ProviderState.LISTED: ("fine", _("In the list")),
        ProviderState.REFUSED: ("first", _("Refused")),
        ProviderState.SUSPENDED: ("first", _("Suspended")),
        ProviderState.LEFT: ("none", _("Left the list")),
    }[state]


def past_words(past: Past) -> str:
    """What was decided, in one sentence without its reason."""
    return {
        (VettingKind.APPLICATION, Decision.APPROVED): _("The profile was approved"),
        (VettingKind.APPLICATION, Decision.REFUSED): _("The profile was refused"),
        (VettingKind.APPLICATION, Decision.SECONDED): _("One of two people approved the profile"),
        (VettingKind.SUSPENSION, Decision.REFUSED): _("The profile was suspended"),
        (VettingKind.SUSPENSION, Decision.APPROVED): _("The suspension ended"),
        (VettingKind.APPEAL, Decision.APPROVED): _("After another look the profile was approved"),
        (VettingKind.APPEAL, Decision.REFUSED): _("After another look the decision stays"),
        (VettingKind.MARK, Decision.APPROVED): _("A mark was checked in its register"),
        (VettingKind.MARK, Decision.REFUSED): _("A mark was taken off the profile"),
        (VettingKind.MARK, Decision.SECONDED): _("One of two people checked a mark"),
    }[past.kind, past.decision]


def _missing(field: str) -> str:
    return {
        "about": _("Write in a few sentences what you do."),
        "email": _("Fill in the mail address that companies write to."),
        "municipality": _("Fill in the municipality where you sit."),
        "areas": _("Name the municipalities where you work, or choose the whole country."),
        "categories": _("Choose at least one kind of work."),
        "languages": _("Choose at least one language."),
        "included": _("Write what is included in your price."),
        "cause": _("Choose the task that you carry out."),
        "holder": _("Write on whose name the mark stands."),
        "text": _("Write why you see it in another way."),
        "price_from": _("Fill in an amount in euros, such as 1250 or 1250,50."),
        "lead_days": _("Fill in a number of days from 1 to 365."),
        "mark": _("Choose a mark."),
    }.get(field, _("Fill in this field."))


def _sentence(fault: Fault) -> str:
    return {
        Fault.TOO_LONG: _("This text is too long. Make it shorter."),
        Fault.UNKNOWN: _("We do not know this. Choose something from the list."),
        Fault.BAD_WEBSITE: _("Fill in only the name of your website, such as example.nl."),
        Fault.BAD_EMAIL: _("This is no mail address. Look at the part after the @."),
        Fault.BAD_PHONE: _("A phone number has digits, and at most a plus, spaces and hyphens."),
        Fault.BAD_PRICE: _("Fill in an amount in euros, such as 1250 or 1250,50."),
        Fault.BAD_BAND: _("The highest price is lower than the lowest. Swap them."),
        Fault.BAD_HOURS: _("Fill in a number of hours, such as 4 or 4,5."),
        Fault.BAD_DAYS: _("Fill in a whole number of days."),
        Fault.BAD_DAY: _("This day has passed. Fill in the last day that the mark holds."),
        Fault.BAD_ADDRESS: _("Fill in the whole address of the page, beginning with https."),
        Fault.TAKEN: _("You have this mark already."),
        Fault.TOO_MANY: _("These are more municipalities than we keep. Choose the whole country."),
    }[fault]
