"""The text of a paper as it is signed and audited: the same fields always give the same text."""

from collections.abc import Mapping

from weerbaar.portal.trajectories.schemes.scheme import ArtefactKind


def text_of(artefact: ArtefactKind, fields: Mapping[str, str]) -> str:
    """Title and fields in the order of the scheme, one under the other; line ends are LF and no line ends in blanks."""
    names = [name for name in (*artefact.required, *artefact.optional) if fields.get(name)]
    parts = [artefact.name["nl"], *(f"{name}:\n{_clean(fields[name])}" for name in names)]
    return "\n\n".join(parts) + "\n"


def _clean(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
