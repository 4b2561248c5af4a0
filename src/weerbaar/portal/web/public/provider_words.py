"""What people read of providers: why one stands where it stands, its prices, days, distance, work and marks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.knowledge.marks import mark_name
from weerbaar.portal.knowledge.municipalities import Municipality, distance_km, municipality
from weerbaar.portal.providers.matching import Match, Reasons, Rung
from weerbaar.portal.providers.selectors import MarkView, PackageView, ProviderCard
from weerbaar.portal.providers.words import MarkState
from weerbaar.portal.quotes.record import Record, Standing
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.components.money import euro
from weerbaar.portal.web.public.visitors import language_of_page


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark: what it is called, the shape and word of its state, and what else is known."""

    name: str
    shape: str
    word: str
    more: str


@dataclass(frozen=True)
class OfferView:
    """A provider as a list or a comparison shows it. Empty texts are not known. `days` is how soon all of it can be ready."""

    card: ProviderCard
    match: Match
    price: str
    days: str
    distance: str
    seat: str
    work: str
    standing: Standing | None
    marks: Sequence[MarkLine]
    reasons: Sequence[str]

    @property
    def id(self) -> str:
        """The id of the provider, for forms."""
        return str(self.card.id)


def offer_view(card: ProviderCard, match: Match, standing: Standing | None, near: Municipality | None) -> OfferView:
    """All of it."""
    seat = municipality(card.municipality)
    km = distance_km(near, seat)
    return OfferView(
        card=card,
        match=match,
        price=price_words(match.packages),
        days=days_words(match.packages),
        distance=distance_words(km),
        seat=seat.name if seat else "",
        work=work_words(standing),
        standing=standing,
        marks=[mark_line(mark) for mark in card.marks],
        reasons=reason_sentences(match.reasons, near.name if near else ""),
    )


def price_words(packages: Collection[PackageView]) -> str:
    """The sum of these packages without VAT, as one price or from lowest to highest."""
    if not packages:
        return ""
    low = sum(package.price_from_cents for package in packages)
    high = sum(package.price_to_cents for package in packages)
    return euro(low) if low == high else _("%(low)s to %(high)s") % {"low": euro(low), "high": euro(high)}


def days_words(packages: Collection[PackageView]) -> str:
    """How soon the slowest of these packages is ready."""
    if not packages:
        return ""
    days = max(package.lead_days for package in packages)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


def distance_words(km: int | None) -> str:
    """How far away, between the middles of two municipalities."""
    if km is None:
        return ""
    return _("in your municipality") if km == 0 else _("about %(km)s km away") % {"km": km}


def work_words(standing: Standing | None) -> str:
    """What became of its work."""
    if not isinstance(standing, Record):
        return _("Too few jobs to say")
    found = [
        _("%(solved)s of %(all)s jobs proven to be solved")
        % {"solved": standing.verified + standing.confirmed, "all": standing.delivered}
    ]
    if standing.median_days is not None:
        found.append(
            ngettext("usually within %(number)s day", "usually within %(number)s days", standing.median_days)
            % {"number": standing.median_days}
        )
    if standing.reopened:
        found.append(
            ngettext("%(number)s came back within 90 days", "%(number)s came back within 90 days", standing.reopened)
            % {"number": standing.reopened}
        )
    return ", ".join(found)


def mark_line(mark: MarkView) -> MarkLine:
    """A mark with what we know of it. What was never checked is never called checked."""
    name = mark_name(mark.mark, language_of_page().value)
    until = _("until %(day)s") % {"day": plain_day(mark.valid_until)} if mark.valid_until else ""
    if mark.is_expired:
        return MarkLine(name, "better", _("Expired"), until)
    if mark.state is MarkState.VERIFIED and mark.checked_on is not None:
        return MarkLine(name, "fine", _("Checked on %(day)s") % {"day": plain_day(mark.checked_on)}, until)
    return MarkLine(name, "none", _("Says so itself"), until)


def reason_sentences(reasons: Reasons, place: str) -> Sequence[str]:
    """Why it stands here: the fit first, then the draw. Sentences without a full stop in between are kept apart by the page."""
    found = [*_work_sentences(reasons), *_place_sentences(reasons, place)]
    who = [word for rung, word in _profile_words().items() if rung in reasons.rungs]
    if who:
        found.append(_("Fits your company: %(what)s.") % {"what": ", ".join(who)})
    if reasons.equals > 1:
        found.append(
            _("%(number)s providers fit equally well. Today's draw put this one at place %(drawn)s of them.")
            % {"number": reasons.equals, "drawn": reasons.drawn}
        )
    else:
        found.append(_("Nobody else fits exactly as well. No draw was needed."))
    return found


def _work_sentences(reasons: Reasons) -> list[str]:
    if not reasons.wanted:
        return []
    if reasons.wanted == 1:
        return [_("Does exactly this task, for a fixed scope.")]
    if reasons.actions == reasons.wanted:
        return [_("Does all %(number)s tasks.") % {"number": reasons.wanted}]
    return [_("Does %(number)s of the %(all)s tasks.") % {"number": reasons.actions, "all": reasons.wanted}]


def _place_sentences(reasons: Reasons, place: str) -> list[str]:
    if not place:
        return []
    if Rung.PLACE not in reasons.rungs:
        return [_("Does not say that it works in %(place)s.") % {"place": place}]
    if reasons.everywhere:
        return [_("Works in the whole country.")]
    return [_("Works in %(place)s.") % {"place": place}]


def _profile_words() -> dict[Rung, str]:
    return {Rung.SECTOR: _("your sector"), Rung.SIZE: _("your size"), Rung.LANGUAGE: _("your language")}
