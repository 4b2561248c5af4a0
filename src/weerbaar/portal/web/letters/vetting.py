"""The letter to a provider about what was decided. It cannot be ended: who handed something in has to hear the answer."""

import uuid

from django.urls import reverse

from weerbaar.portal.knowledge.marks import mark_name
from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.providers.vetter_selectors import decided_in
from weerbaar.portal.web.letters.send_letter import send_letter

_KIND = "vetting"


def tell_of_decision(vetting_id: uuid.UUID) -> int:
    """How many letters were sent."""
    decided = decided_in(vetting_id)
    if decided is None:
        return 0
    path = reverse("provider-profile", kwargs={"organisation_id": decided.organisation_id})
    values = {"what": f"{decided.kind}-{decided.decision}", "reason": decided.reason, "path": path}
    return sum(
        send_letter(
            "vetting",
            reader.email,
            reader.language,
            {**values, "mark": mark_name(decided.mark, reader.language) if decided.mark else ""},
        )
        for reader in readers_of_letters(decided.organisation_id, _KIND)
    )
