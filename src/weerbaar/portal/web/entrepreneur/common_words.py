"""A cause that a company shares with others, as its people read it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.joint_purchases.common_selectors import CommonCard
from weerbaar.portal.joint_purchases.words import TieKind
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.scanner.vocabulary.language import Language


@dataclass(frozen=True, slots=True)
class CommonView:
    """A card. `letter` is the text to send, once at least three companies ask together; empty before."""

    card: CommonCard
    title: str
    shared: str
    letter: str


def common_view(card: CommonCard, language: Language) -> CommonView:
    """The card in words."""
    title = action_title(card.cause, language.value)
    return CommonView(card, title, _shared(card), _letter(title) if card.is_ready else "")


def _shared(card: CommonCard) -> str:
    return {
        TieKind.MAIL: _("Your mail is handled by %(who)s."),
        TieKind.WEB: _("Your website stands at the network %(who)s."),
        TieKind.DOMAIN: _("Your domain name is kept by %(who)s."),
    }[card.kind] % {"who": card.key}


def _letter(title: str) -> str:
    return _(
        "We are your customer. At least two other customers of yours ask the same. "
        "Please do this for us: %(title)s. Can you do it for all of us at once, and what does it cost? "
        "Weerbaar measures afterwards whether it is solved."
    ) % {"title": title}
