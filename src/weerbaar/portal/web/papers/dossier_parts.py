"""Files for the audit as answers: the whole, or one part of it to read in the browser."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from weerbaar.portal.audits.pages import render

_KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
# Everything else is text to read, whatever a browser would make of it.
_TEXT = "text/plain; charset=utf-8"


def _style_hash() -> str:
    """The first page carries its style inside, since it must read without us; so our policy has to know exactly that text."""
    page = (Path(render.__file__).parent / "index.html.j2").read_text("utf-8")
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    if found is None:
        raise ValueError("the first page has no style")
    return f"'sha256-{base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()}'"


def readable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Lets the page use its own style and nothing else."""
    return csp_update({"style-src": [SELF, _style_hash()]})(view)


def zip_answer(data: bytes, number: int) -> HttpResponse:
    """The whole file. Its name holds no area: files travel."""
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="dossier-{number}.zip"'
    return response


def part_answer(data: bytes, name: str) -> HttpResponse:
    """One part, to read."""
    return HttpResponse(data, content_type=_KINDS.get(name.rpartition(".")[2], _TEXT))
