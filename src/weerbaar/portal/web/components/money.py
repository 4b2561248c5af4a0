"""Money as people write it."""

from decimal import Decimal

from django.utils.formats import number_format


def euro(cents: int) -> str:
    """€ 1.250 and € 1.250,50 in Dutch; € 1,250 and € 1,250.50 in English. Cents only where there are any."""
    amount = Decimal(cents) / 100
    return f"€\u00a0{number_format(amount, 2 if cents % 100 else 0, use_l10n=True, force_grouping=True)}"
