"""What devices and clouds told, and documents, for people who take everything along."""

from datetime import datetime
from typing import Any

from weerbaar.portal.assessments.document_selectors import document_file_of, documents_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.cloud_selectors import clouds_of
from weerbaar.portal.scans.device_selectors import devices_of


def exported_devices(view: OrganisationView, now: datetime) -> list[dict[str, Any]]:
    """Each device under its name, with its newest report. Codes are not ours to give: we only have their hashes."""
    return [
        {"label": device.label, "report": device.report.to_json() if device.report else None}
        for device in devices_of(view, now)
    ]


def exported_clouds(view: OrganisationView) -> list[dict[str, Any]]:
    """Each connected cloud and what it told last, without its token."""
    return [
        {
            "vendor": cloud.vendor.value,
            "connected_at": cloud.connected_at.isoformat(),
            "read_at": cloud.read_at.isoformat() if cloud.read_at else None,
            "facts": cloud.facts.to_json(),
            "silent": {part.value: why.value for part, why in cloud.silent.items()},
        }
        for cloud in clouds_of(view)
        if cloud.connected_at is not None
    ]


def exported_documents(view: OrganisationView) -> list[dict[str, Any]]:
    """Each document; `file` is where it lies in the packed file."""
    return [
        {
            "question": paper.question,
            "file": f"documents/{paper.id}/{paper.file_name}",
            "dated_on": paper.dated_on.isoformat(),
            "expires_on": paper.expires_on.isoformat() if paper.expires_on else None,
            "added_at": paper.added_at.isoformat(),
        }
        for paper in documents_of(view)
    ]


def document_files(view: OrganisationView) -> dict[str, bytes]:
    """The documents themselves, by where they lie in the packed file."""
    return {
        f"documents/{paper.id}/{paper.file_name}": document_file_of(view, paper.id)[1] for paper in documents_of(view)
    }
