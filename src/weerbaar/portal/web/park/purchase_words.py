"""Joint purchases as people read them: states, numbers and what is refused."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.joint_purchases.errors import ChoiceFault, OfferFault, PurchaseFault
from weerbaar.portal.joint_purchases.prices import Step
from weerbaar.portal.joint_purchases.words import PurchaseState
from weerbaar.portal.web.components.money import euro


def state_mark(state: PurchaseState) -> tuple[str, str]:
    """Shape and word."""
    return {
        PurchaseState.COLLECTING: ("busy", _("Open to join")),
        PurchaseState.CHOOSING: ("busy", _("Companies choose")),
        PurchaseState.CLOSED: ("none", _("Has ended")),
        PurchaseState.CANCELLED: ("none", _("Was stopped")),
    }[state]


def number_words(sign_ups: int | None) -> str:
    """How many joined, as everybody may know it."""
    if sign_ups is None:
        return _("Fewer than five companies")
    return ngettext("%(number)s company", "%(number)s companies", sign_ups) % {"number": sign_ups}


def step_lines(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """From how many companies on, and the price of each."""
    return [(_from(step.from_participants), euro(step.price_cents)) for step in steps]


def biz_words(percent: int, cap_cents: int | None) -> str:
    """What the BIZ pays; empty when nothing."""
    if percent and cap_cents is not None:
        return _("The BIZ pays %(percent)s%% of the price, at most %(cap)s per company.") % {
            "percent": percent,
            "cap": euro(cap_cents),
        }
    if percent:
        return _("The BIZ pays %(percent)s%% of the price.") % {"percent": percent}
    if cap_cents is not None:
        return _("The BIZ pays at most %(cap)s per company.") % {"cap": euro(cap_cents)}
    return ""


def purchase_fault(fault: PurchaseFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        PurchaseFault.NO_CAUSE: ("cause", _("Choose what you want to buy together.")),
        PurchaseFault.BAD_DAY: ("closes_on", _("Choose a day between one week and four months from now.")),
        PurchaseFault.BAD_PERCENT: ("biz_percent", _("Fill in a whole number from 0 to 100.")),
        PurchaseFault.BAD_CAP: ("biz_cap", _("Fill in an amount, or leave it empty.")),
        PurchaseFault.OPEN_ALREADY: ("cause", _("A purchase for this runs already.")),
        PurchaseFault.TOO_MANY: ("cause", _("Many purchases run already. Wait until one has ended.")),
        PurchaseFault.TOO_LONG: ("message", _("This text is too long. Use at most 1,000 characters.")),
    }[fault]


def offer_fault(fault: OfferFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        OfferFault.NOT_FOR_YOU: ("scope", _("This purchase does not fit your work or area.")),
        OfferFault.NO_SCOPE: ("scope", _("Say in a few words what you do for this price.")),
        OfferFault.TOO_LONG: ("scope", _("This text is too long. Make it shorter.")),
        OfferFault.NO_FIRST_STEP: ("price_1", _("Fill in the price for one to four companies.")),
        OfferFault.STEPS_TOO_LOW: ("from_2", _("A next step starts at five companies or more.")),
        OfferFault.STEPS_OUT_OF_ORDER: ("from_2", _("More companies may not cost more each. Look at the steps again.")),
        OfferFault.BAD_PRICE: ("price_1", _("Fill in a price in euros, such as 350 or 350,50.")),
        OfferFault.BAD_DAYS: ("ready_in_days", _("Fill in a whole number of days from 1 to 365.")),
        OfferFault.BAD_VAT: ("vat_percent", _("Choose 0, 9 or 21 per cent.")),
    }[fault]


def choice_fault(fault: ChoiceFault) -> str:
    """Why a company cannot choose an offer."""
    return {
        ChoiceFault.NOT_JOINED: _("Your company did not join before the closing day."),
        ChoiceFault.NO_SUCH_OFFER: _("This offer is not there any more. Choose another one."),
        ChoiceFault.NOTHING_TO_DO: _("This task is not open in your plan. So there is nothing to order."),
        ChoiceFault.CHOSEN_ALREADY: _("Your company has chosen already."),
        ChoiceFault.CONFLICT: _(
            "This provider advised your company. An owner first has to allow that it works for you."
        ),
    }[fault]


def _from(number: int) -> str:
    if number == 1:
        return _("From one company")
    return _("From %(number)s companies") % {"number": number}
