"""Opens the pages and times them; asks the database how it carried out their queries."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.portal.people import Bakery
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.knowledge.municipalities import municipalities
from weerbaar.portal.providers.matching import matches
from weerbaar.scanner.scan.collector import relax_collector


@dataclass(frozen=True)
class Times:
    """Milliseconds of one kind of page, `cpu_ms` those of our own process alone; and how many queries one of them took."""

    name: str
    number: int
    median_ms: float
    p95_ms: float
    worst_ms: float
    cpu_ms: float
    queries: int


def measure(looking: Sequence[Bakery], *, rounds: int) -> list[Times]:
    """Every kind of page, `rounds` times, each time for another company or filter."""
    chance = Random(1)
    clients = {here.id: here.anna.client() for here in looking}
    places = [one.key for one in municipalities()]
    causes = [*cause_table().rows]

    def help_page() -> None:
        here = chance.choice(looking)
        query = "&".join(f"actie={one}" for one in _tasks(here, chance))
        _got(clients[here.id], f"{reverse('help', kwargs={'organisation_id': here.id})}?{query}")

    def directory() -> None:
        _got(Client(), f"{reverse('directory')}?taak={chance.choice(causes)}&gemeente={chance.choice(places)}")

    def whole_directory() -> None:
        _got(Client(), reverse("directory"))

    def only_matching() -> None:
        wanted = chance.sample(causes, chance.randint(1, 3))
        matches(wanted, municipality=chance.choice(places), sector="care", size="2-9", language="nl", day=_TODAY)

    pages = {
        "find help, 1 to 3 tasks": help_page,
        "directory, task and municipality": directory,
        "directory, everybody": whole_directory,
        "matching alone": only_matching,
    }
    return [_timed(name, page, rounds) for name, page in pages.items()]


def plans_of(looking: Sequence[Bakery]) -> list[dict[str, Any]]:
    """The queries of matching and of what a page shows with it, with the plans of PostgreSQL; the slowest first."""
    here, client = looking[0], looking[0].anna.client()
    query = "&".join(f"actie={one}" for one in _tasks(here, Random(2)))
    path = f"{reverse('help', kwargs={'organisation_id': here.id})}?{query}"
    _got(client, path)
    with CaptureQueriesContext(connection) as asked:
        _got(client, path)
    reads = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT")]
    found = [{"sql": sql, "plan": plan, "ms": _ms(plan)} for sql in reads if (plan := _plan(sql))]
    return sorted(found, key=lambda one: -float(one["ms"]))


def as_rows(times: Sequence[Times]) -> list[dict[str, Any]]:
    """For the file."""
    return [asdict(one) for one in times]


_TODAY = timezone.localdate()


def _tasks(here: Bakery, chance: Random) -> list[str]:
    ids = [str(one) for one in Action.objects.filter(organisation_id=here.id).values_list("id", flat=True)]
    return chance.sample(ids, min(len(ids), chance.randint(1, 3)))


def _timed(name: str, page: Callable[[], None], rounds: int) -> Times:
    relax_collector()  # as the web server does
    for _warm_up in range(5):
        page()
    taken, ours = [], []
    for _round in range(rounds):
        begun, worked = time.perf_counter(), time.process_time()
        page()
        taken.append(1000 * (time.perf_counter() - begun))
        ours.append(1000 * (time.process_time() - worked))
    with CaptureQueriesContext(connection) as asked:
        page()
    p95 = statistics.quantiles(taken, n=20)[-1]
    median, cpu = statistics.median(taken), statistics.median(ours)
    return Times(name, rounds, round(median, 1), round(p95, 1), round(max(taken), 1), round(cpu, 1), len(asked))


def _got(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + sql.replace("%", "%%"))
        return [row[0] for row in cursor.fetchall()]


def _ms(plan: Sequence[str]) -> str:
    return next((line.split()[2] for line in plan if line.startswith("Execution Time")), "0")
