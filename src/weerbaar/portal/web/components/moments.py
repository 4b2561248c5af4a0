"""Moments as people say them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext


def day(moment: datetime) -> str:
    """24 november 2026; 24 November 2026."""
    return format_date(timezone.localtime(moment), "j F Y")


def plain_day(when: date) -> str:
    """The same of a day of the calendar, which has no hour."""
    return format_date(when, "j F Y")


def clock(moment: datetime) -> str:
    """09.14 uur; 09:14."""
    local = timezone.localtime(moment)
    return gettext("%(hour)s:%(minute)s") % {"hour": f"{local:%H}", "minute": f"{local:%M}"}


def day_and_clock(moment: datetime) -> str:
    """24 november 2026 om 09.14 uur; 24 November 2026 at 09:14."""
    return gettext("%(day)s at %(clock)s") % {"day": day(moment), "clock": clock(moment)}
