"""What a quote says beforehand, from the provider's packages for the same actions."""

import uuid
from collections.abc import Sequence

from weerbaar.portal.providers.selectors import PackageView
from weerbaar.portal.quotes.provider_views import AskedRequest
from weerbaar.portal.quotes.services.submit_quote import VAT_RATES
from weerbaar.portal.web.provider.quote_fields import Offer


def package_offers(packages: Sequence[PackageView], asked: AskedRequest) -> dict[uuid.UUID, Offer]:
    """By the id of the action asked for. Of a price band no price: which one fits has to be thought about."""
    by_cause = {package.cause: package for package in packages}
    return {action.id: _offer(by_cause[action.cause]) for action in asked.actions if action.cause in by_cause}


def _offer(package: PackageView) -> Offer:
    is_one_price = package.price_from_cents == package.price_to_cents
    return Offer(
        scope=package.included,
        price_cents=package.price_from_cents if is_one_price else None,
        yearly_cents=0,
        vat_percent=max(VAT_RATES),
        ready_in_days=package.lead_days,
        band_cents=None if is_one_price else (package.price_from_cents, package.price_to_cents),
    )
