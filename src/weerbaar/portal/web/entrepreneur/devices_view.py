"""Devices as their page shows them: what each said, in the words of the device check itself."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from weerbaar.portal.scans.device_selectors import DeviceView
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.checks.device_outcomes import judge_device
from weerbaar.scanner.checks.device_support import support_list
from weerbaar.scanner.report.device_text import device_words, mark_of, meaning
from weerbaar.scanner.report.document import Mark


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One thing about a device: its title, what it means, what to do, and the mark with its word."""

    title: str
    text: str
    todo: str
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """One device on the page. `counts` is False once its report is too old."""

    id: uuid.UUID
    label: str
    code_until: datetime | None
    looked_at: datetime | None
    counts: bool
    lines: Sequence[DeviceLine]


def device_card(device: DeviceView, now: datetime) -> DeviceCard:
    """The device as the page shows it."""
    lines: list[DeviceLine] = []
    if device.report is not None:
        said = device_words(language_of_page())
        for finding in judge_device(device.report.device, now, support_list()):
            text, todo = meaning(finding, said)
            mark = mark_of(finding)
            lines.append(DeviceLine(said.get(finding.check, "title"), text, todo, _mark(mark), _word(mark)))
    looked_at = device.report.looked_at if device.report else None
    return DeviceCard(device.id, device.label, device.code_expires_at, looked_at, device.counts, lines)


def _mark(mark: Mark) -> str:
    return {Mark.FIRST: "first", Mark.BETTER: "better", Mark.FINE: "fine"}.get(mark, "none")


def _word(mark: Mark) -> str:
    words = {Mark.FIRST: _("Do this first"), Mark.BETTER: _("Can be better"), Mark.FINE: _("Fine")}
    return words.get(mark) or _("Not known")
