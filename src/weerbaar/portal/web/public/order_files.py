"""Lists of fits as files, for who wants to recompute an order with `weerbaar order`."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse

from weerbaar.portal.providers.daily_order import in_order
from weerbaar.portal.providers.matching import Standing, Wanted
from weerbaar.portal.providers.seed_selectors import ListOfDay, promise_of


def fits_file(wanted: Wanted, found: Collection[Standing], day: date) -> HttpResponse:
    """What was asked, who fits how well, in the order of the day, and the hash of the seed that is not shown yet."""
    return _file(
        {
            "day": day.isoformat(),
            "scope": wanted.scope,
            "seed_sha256": promise_of(day),
            "fits": [{"provider": str(one.candidate.provider_id), "fit": one.fit.points} for one in found],
            "order": [str(one.candidate.provider_id) for one in found],
        }
    )


def list_file(listed: ListOfDay) -> HttpResponse:
    """The whole list of a day that has passed, as it stood without a question: all fit equally well."""
    scope = Wanted().scope
    return _file(
        {
            "day": listed.day.isoformat(),
            "scope": scope,
            "seed_sha256": listed.promise,
            "seed": listed.seed,
            "fits": [{"provider": provider, "fit": 0} for provider in listed.providers],
            "order": list(in_order(dict.fromkeys(listed.providers, 0), listed.seed, scope)),
        }
    )


def _file(document: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(document, json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="weerbaar-fits-{document["day"]}.json"'
    return response
