"""The list of domains that browsers have built in as https only, in the form that the scanner's operator keeps."""

from collections.abc import Iterable
from datetime import datetime

from lab.table import Company


def listing(companies: Iterable[Company], now: datetime) -> str:
    """The whole file: a line with the day, then the listed companies by name, `s` with subdomains, `b` by their own header."""
    names = sorted(f"{company.domain} sb" for company in companies if company.settings.preload == "listed")
    return "\n".join([f"# HSTS preload list of {now:%Y-%m-%d}", *names, ""])
