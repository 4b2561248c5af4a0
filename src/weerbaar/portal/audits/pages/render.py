"""Writes the first page of a file from plain data: one HTML file without scripts, and a tagged PDF. Nothing is fetched."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import weerbaar
from weerbaar.portal.audits.completeness import PaperLine, PhaseLine, Place
from weerbaar.portal.audits.dossier.manifest import Cover, Entry
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.schemes.scheme import Scheme
from weerbaar.scanner.report.pdf import fonts, western
from weerbaar.scanner.report.words import dutch_zone, words
from weerbaar.scanner.vocabulary.language import Language

_HERE = Path(__file__).parent
_ROOT = Path(weerbaar.__file__).parent  # the template takes the mark of the report
_SCRIPT = _HERE.parent / "dossier" / "verify_dossier.txt"
# PDF/UA-1 (ISO 14289-1): tagged, so that a screen reader can read it.
_STANDARD: Final = "ua-1"


def first_pages(
    cover: Cover, scheme: Scheme, phases: Sequence[PhaseLine], files: Sequence[Entry], address: str
) -> dict[str, bytes]:
    """`index.html` and `index.pdf`. `address` is where the keys of this installation stand."""
    data = _data(cover, scheme, phases, files, address)
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template("index.html.j2").render(data | {"script": _SCRIPT.read_text("utf-8")})
    return {"index.html": page.encode(), "index.pdf": _pdf(data, datetime.fromisoformat(cover.made_at))}


def _data(
    cover: Cover, scheme: Scheme, phases: Sequence[PhaseLine], files: Sequence[Entry], address: str
) -> dict[str, Any]:
    language, texts = cover.language, _words(cover.language)
    made = datetime.fromisoformat(cover.made_at).astimezone(dutch_zone())
    title = scheme.title[language]
    rows = [
        (texts["area"], cover.area),
        (texts["made"], words(Language(language)).moment(made)),
        (texts["scheme"], f"{title}, {texts['version'].format(version=cover.scheme_version)}"),
        (texts["term"], str(cover.cycle)),
        (texts["phase"], scheme.phase(cover.phase).name[language]),
        (texts["previous"], cover.previous or texts["previous_none"]),
    ]
    return {
        "language": language,
        "words": texts,
        "heading": texts["heading"].format(number=cover.number, area=cover.area),
        "lead": texts["lead"].format(area=cover.area, scheme=title),
        "cover": rows,
        "leave_out": scheme.leave_out[language],
        "phases": [_phase(line, language, texts) for line in phases],
        "files": [asdict(entry) for entry in files],
        "check": [texts[f"check_{number}"].format(address=address) for number in range(1, 6)],
        "foot": texts["foot"].format(version=weerbaar.__version__),
    }


def _phase(line: PhaseLine, language: str, texts: Mapping[str, str]) -> dict[str, Any]:
    is_waived = line.place is Place.WAIVED
    day = words(Language(language)).date(line.ended_at.astimezone(dutch_zone()).date()) if line.ended_at else ""
    role = _party(line.by_role, language) if line.by_role else texts["role_unknown"]
    return {
        "order": line.phase.order,
        "name": line.phase.name[language],
        "goal": line.phase.goal[language],
        "state": texts[line.place.value],
        "ended": texts["ended"].format(day=day) if day else "",
        "waived_by": texts["waived_by"].format(role=role) if is_waived else "",
        "reason": line.reason,
        "lacking_title": texts["lacked" if is_waived else "lacks"],
        "lacking": [entry[language] for entry in line.lacking],
        "papers": [_paper(paper, language, texts) for paper in line.papers],
    }


def _paper(paper: PaperLine, language: str, texts: Mapping[str, str]) -> dict[str, str]:
    word = paper.state.value if paper.state else "explained" if paper.reason else "absent"
    return {
        "name": paper.kind.name[language],
        "file": paper.file,
        "state": texts[word],
        "reason": paper.reason if paper.state is None else "",
        "signed_by": ", ".join(_party(party, language) for party in paper.signed_by),
    }


def _party(party: str, language: str) -> str:
    names = load_safety().parties.get(party)
    return names[language] if names else party.replace("_", " ")


def _pdf(data: dict[str, Any], made_at: datetime) -> bytes:
    try:
        return _typeset(data, made_at)
    except typst.TypstError:
        # PDF/UA-1 refuses a text for which no typeface has a glyph, and we bring none for every script.
        return _typeset(western(data), made_at)


def _typeset(data: Mapping[str, Any], made_at: datetime) -> bytes:
    made = typst.compile(
        _HERE / "index.typ",
        root=_ROOT,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=True)},
        pdf_standards=[_STANDARD],
        timestamp=int(made_at.timestamp()),
        # Empty on purpose: the template imports no package, and none may be looked for.
        package_path=_HERE,
        package_cache_path=_HERE,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"the typesetter gave {type(made).__name__}")
    return made


@lru_cache(maxsize=2)
def _words(language: str) -> Mapping[str, str]:
    found: dict[str, str] = tomllib.loads((_HERE / f"words.{language}.toml").read_text("utf-8"))
    return found
