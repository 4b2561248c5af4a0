"""The papers: of each edition the text that was fixed, who signed it for which party, and why a paper is not there."""

import hashlib

from weerbaar.portal.audits.completeness import file_of
from weerbaar.portal.audits.evidence.plain import day, listed, moment
from weerbaar.portal.trajectories.models import Paper, SignedScan, Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def papers_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """The texts, and a list of them all. A signature is a party, a moment and the hash of the text: no name of a person. Of a
    signed scan, which shows names, only its hash is there.
    """
    files: dict[str, bytes] = {}
    rows = []
    for row in Paper.objects.filter(trajectory=trajectory).order_by("kind", "cycle", "edition"):
        file = file_of(row, scheme)
        if not file:
            continue
        files[file] = (row.text or row.reason + "\n").encode()
        rows.append(
            {
                "kind": row.kind,
                "term": row.cycle,
                "edition": row.edition,
                "state": row.state if row.text_hash else "explained",
                "file": file,
                "text_sha256": row.text_hash or hashlib.sha256(files[file]).hexdigest(),
                "reason": row.reason,
                "adopted_on": day(row.adopted_on),
                "signatures": [
                    {"party": item.party, "at": moment(item.at), "text_sha256": item.text_hash}
                    for item in row.signatures.order_by("at", "party")
                ],
                "signed_scans": [
                    {"party": item.party, "signed_on": day(item.signed_on), "sha256": item.sha256}
                    for item in SignedScan.objects.filter(paper=row).order_by("signed_on", "party", "sha256")
                ],
            }
        )
    return files | listed("papers/papers", rows)
