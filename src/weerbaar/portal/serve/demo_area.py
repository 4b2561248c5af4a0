"""The area of a demonstration: the story of two years, as it stands today, with a meeting that is still to come."""

from datetime import timedelta

from django.utils import timezone

from weerbaar.portal.meetings.services.plan_meeting import MeetingForm, plan_meeting
from weerbaar.portal.parks.models import Park
from weerbaar.portal.serve.story.chapters.cooperation import MANAGER, everybody
from weerbaar.portal.serve.story.read_park import story_park
from weerbaar.portal.serve.story.scenes import SCENES
from weerbaar.portal.serve.story.tell import tell
from weerbaar.portal.trajectories.schemes.evaluate import months_before

__all__ = ["MANAGER", "MONTHS", "make_demo_area"]

MONTHS = 24  # how long ago the story began


def make_demo_area(password: str) -> None:
    """May be called at every start: what is there already is left alone. Everybody signs in with this password."""
    if Park.objects.filter(name=story_park().name).exists():
        return
    now = timezone.now()
    start = months_before(timezone.localdate(now).replace(day=1), MONTHS)
    cast = tell(SCENES, everybody, start, until=now, password=password)
    # In the morning, nine days from now: the agenda has filled itself by then with what is late.
    starts = (timezone.localtime(now) + timedelta(days=9)).replace(hour=9, minute=0, second=0, microsecond=0)
    form = MeetingForm(starts, starts + timedelta(minutes=90), "MEET-PROGRESS", place="Kantine De Loods, Kielkade 3")
    plan_meeting(cast.trajectory_id, form, actor=cast.guide)
