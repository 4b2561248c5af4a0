"""The investment zones of the generated world: of each area one that runs, with a line of the budget and a bill."""

from datetime import date, datetime

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from weerbaar.portal.biz.levy import Band
from weerbaar.portal.biz.services.hold_ballot import count_ballot, open_ballot
from weerbaar.portal.biz.services.keep_money import Bill, set_line, spend
from weerbaar.portal.biz.services.plan_zone import ZonePlan, plan_zone

BIZ_ROUTES = {"biz", "biz-plan", "biz-ballot", "biz-year", "biz-year-csv"}
BIZ_WORDS = {"year": (2025,)}
BIZ_TABLES = {"biz_zone", "biz_ballot", "biz_budgetline", "biz_spending", "biz_yearaccount"}


def run_zone(area: Company, marks: Marks) -> None:
    """A zone with texts that nobody else may read."""
    name, purpose, line = (marks.new(Field.KVO, area.key) for _ in range(3))
    plan = ZonePlan(name, purpose, "users", date(2025, 1, 1), date(2027, 12, 31), (Band(0, 25000, 60),))
    plan_zone(area.id, plan, actor=area.owner)
    open_ballot(area.id, date(2024, 11, 1), date(2024, 11, 20), 60, actor=area.owner)
    after = timezone.make_aware(datetime(2024, 11, 21, 12))
    count_ballot(area.id, 30, 10, 0, actor=area.owner, now=after)
    line_id = set_line(area.id, 2025, line, 100000, actor=area.owner)
    what, proof = marks.new(Field.KVO, area.key), marks.new(Field.KVO, area.key)
    spend(area.id, Bill(line_id, date(2025, 3, 1), 5000, what, proof), actor=area.owner)
