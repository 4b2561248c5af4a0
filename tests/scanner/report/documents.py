"""Report documents of fictional companies, made by hand: what the formats print, apart from what scans find."""

from dataclasses import replace
from datetime import UTC, datetime

from weerbaar.scanner.report.document import Chapter, Count, Mark, Point, ReportDocument, Task
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language

AT = datetime(2026, 11, 24, 8, 14, 30, tzinfo=UTC)
HOSTILE = '</script><script>alert(1)</script> #eval("1") $x$ *bold* = kop @ref \\n <b>&amp; [link](x) `code` {{ 7*7 }}'


def task(number: int, mark: Mark, title: str, **fields: object) -> Task:
    base = Task(
        key=f"mail.check-{number}/missing",
        title=title,
        what="Je domein zegt niet wat er met valse e-mail moet gebeuren.",
        why="Een klant kan een valse rekening krijgen met jouw naam erop.",
        steps=(
            "Schrijf op welke diensten uit jouw naam mailen.",
            "Stuur het bericht hieronder aan je leverancier.",
            "Meet over twee weken opnieuw.",
        ),
        message=(
            "Zet DMARC aan voor bakkerij-deegrol.example. Plaats op _dmarc.bakkerij-deegrol.example het TXT-record "
            "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij-deegrol.example. Ga daarna stap voor stap naar p=reject."
        ),
        minutes=15,
        time="15 minuten",
        cost="Geen kosten",
        who="Klus voor je IT-leverancier",
        who_code="it_supplier",
        provider="web",
        mark=mark,
        seen="Geen regel gevonden op _dmarc.bakkerij-deegrol.example.",
        topic="Regel tegen nepmail (DMARC)",
        cost_code="C0",
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def point(mark: Mark, title: str, seen: str, language: Language = Language.NL) -> Point:
    return Point(f"mail.{title.lower()}/x", title, seen, mark, words(language).get("marks", mark.value))


def document(
    tasks: tuple[Task, ...], chapters: tuple[Chapter, ...], fine: tuple[str, ...], **fields: object
) -> ReportDocument:
    vocabulary = words(Language.NL)
    marks = [point.mark for chapter in chapters for point in chapter.points]
    base = ReportDocument(
        language=Language.NL,
        target="bakkerij-deegrol.example",
        measured_at=AT,
        measured_on="24 november 2026 om 09.14 uur",
        sentence="Je bent op weg. Doe eerst deze drie dingen.",
        summary="Samen kosten de taken hieronder ongeveer 50 minuten en geen geld.",
        tasks=tasks,
        fine=fine,
        counts=tuple(
            Count(mark, vocabulary.get("marks", mark.value), marks.count(mark)) for mark in Mark if mark is not Mark.OFF
        ),
        chapters=chapters,
        how=(
            "We keken op 24 november 2026 om 09.14 uur van buiten naar bakkerij-deegrol.example.",
            "We vroegen alleen wat iedereen mag zien. We hebben nergens ingelogd.",
            "Dat kostte 31 verbindingen en 84 vragen aan naamservers, in 4 seconden.",
            "2 punten konden we niet meten. Ze tellen niet als goed en niet als fout.",
            "Binnen in je bedrijf keken we niet.",
        ),
        missed=("De server vroeg ons later terug te komen. Niet gemeten: Tweede mailserver, Verlopen sleutel.",),
        policy="basic-2026/2",
        version="0.1.0",
        proof="3f9a1c22be07d514",
        words=vocabulary.labels,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def bad() -> ReportDocument:
    """Much to do, much in order."""
    tasks = (
        task(1, Mark.FIRST, "Zorg dat niemand kan mailen uit jouw naam"),
        task(
            2,
            Mark.FIRST,
            "Laat je mailserver versleutelen",
            why="Onderweg kan iemand je mail lezen of veranderen.",
            minutes=30,
            time="30 minuten",
            who="Klus voor je mailaanbieder",
            topic="Versleuteld ontvangen (STARTTLS)",
        ),
        task(
            3,
            Mark.BETTER,
            "Vernieuw het slotje van je website",
            why="Over 9 dagen ziet elke bezoeker een waarschuwing.",
            minutes=5,
            time="5 minuten",
            who="Zelf doen",
            topic="Geldigheid van het slotje (TLS)",
        ),
        *(
            task(4 + n, Mark.BETTER, f"Zet beveiliging nummer {n + 1} van je site aan", time="20 minuten")
            for n in range(6)
        ),
    )
    mail = (
        point(Mark.FIRST, "Regel tegen nepmail (DMARC)", "Geen regel gevonden op _dmarc.bakkerij-deegrol.example."),
        point(
            Mark.FIRST, "Versleuteld ontvangen (STARTTLS)", "mx1.bakkerij-deegrol.example biedt geen versleuteling aan."
        ),
        point(Mark.FINE, "Lijst met afzenders (SPF)", "Gevonden: v=spf1 mx include:_spf.mailhuis.example ~all."),
        point(Mark.NONE, "Tweede mailserver", "De server vroeg ons later terug te komen."),
        point(Mark.OFF, "Vaste sleutel (DANE)", "Dit domein gebruikt dit niet."),
    )
    web = (
        point(Mark.BETTER, "Geldigheid van het slotje (TLS)", "Het slotje is geldig tot 3 december 2026."),
        *(point(Mark.BETTER, f"Onderdeel {n + 1}", "Deze instelling staat niet aan.") for n in range(6)),
        *(point(Mark.FINE, f"Goed onderdeel {n + 1}", "Deze instelling staat goed.") for n in range(12)),
        point(Mark.NONE, "Verlopen sleutel", "De server vroeg ons later terug te komen."),
    )
    fine = ("Je afzenderlijst klopt (SPF)", *(f"Onderdeel {n + 1} van je website is goed beveiligd" for n in range(12)))
    return document(tasks, (Chapter("mail", "E-mail", mail), Chapter("web", "Website", web)), fine)


def good() -> ReportDocument:
    """Nothing to do."""
    points = tuple(point(Mark.FINE, f"Goed onderdeel {n + 1}", "Deze instelling staat goed.") for n in range(24))
    fine = tuple(f"Onderdeel {n + 1} is in orde" for n in range(24))
    return document(
        (),
        (Chapter("mail", "E-mail", points[:10]), Chapter("web", "Website", points[10:])),
        fine,
        sentence="Alles wat we van buiten konden zien, is in orde.",
        summary="Je hoeft nu niets te doen. Meet over drie maanden opnieuw.",
        missed=(),
    )


def nothing() -> ReportDocument:
    """A name that does not exist."""
    return document(
        (),
        (),
        (),
        target="bestaat-niet.example",
        sentence="Deze domeinnaam bestaat niet. Er viel niets te meten.",
        summary="Hieronder lees je wat er gebeurde en hoe je verdergaat.",
        missed=(),
        complete=False,
    )


def hostile() -> ReportDocument:
    """Texts from a server that tries to break out, and names as long as names can be."""
    long_name = ".".join(["zeerlangedomeinnaamvaneenbedrijf" * 1 + "x" * 30] * 4)
    tasks = (task(1, Mark.FIRST, HOSTILE, why=HOSTILE, what=HOSTILE, steps=(HOSTILE,), message=HOSTILE, seen=HOSTILE),)
    chapter = Chapter("mail", HOSTILE, (point(Mark.FIRST, HOSTILE, HOSTILE), point(Mark.NONE, "Lang", "z" * 1900)))
    return document(tasks, (chapter,), (HOSTILE, "w" * 300), target=long_name, missed=(HOSTILE,), how=(HOSTILE,))
