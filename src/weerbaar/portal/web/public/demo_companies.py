"""The fictional companies that can be tried where the demonstration runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from weerbaar.demo.companies import companies
from weerbaar.portal.web.public.visitors import language_of_page


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """A company as the home page names it; `story` is one sentence in the reader's language."""

    domain: str
    name: str
    story: str


def demo_companies() -> Sequence[DemoCompany]:
    """All of them, or none where there is no demonstration."""
    if not settings.IS_DEMO:
        return ()
    language = language_of_page().value
    return [DemoCompany(row.domain, row.name, getattr(row, language)) for row in companies()]
