"""The page that asks whether the result is to be deleted, and does it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.selectors import measurement
from weerbaar.portal.scans.services.delete_result import delete_result
from weerbaar.portal.scans.states import State
from weerbaar.portal.web.public.private_page import private_page


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def delete(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """Ask first, on a page of its own; then delete, and let the link say so."""
    if request.method == "POST":
        delete_result(holder)
        return redirect("measurement", token=holder.token)
    run = measurement(holder)
    if run.state not in {State.DONE, State.FAILED}:
        raise NoSuchRun
    return render(request, "public/delete.html", {"run": run, "token": holder.token})
