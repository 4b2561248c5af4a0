"""A paper as an answer to a request."""

from datetime import date

from django.http import HttpResponse


def pdf_answer(paper: bytes, name: str, day: date) -> HttpResponse:
    """A file to keep, `weerbaar-<name>-<day>.pdf`. The name holds no company: files travel."""
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="weerbaar-{name}-{day:%Y-%m-%d}.pdf"'
    return response
