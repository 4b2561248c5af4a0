"""A provider that is suspended stops at once: from the vetter's decision to the ended invitations and the letter."""

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from tests.portal.people import somebody
from tests.portal.quotes.asked import Asked, asked
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.services.move_provider import leave_directory
from weerbaar.portal.providers.services.vet_provider import lift_suspension, suspend_provider
from weerbaar.portal.quotes.announce import News
from weerbaar.portal.quotes.errors import NoSuchInvitation
from weerbaar.portal.quotes.provider_selectors import inbox_of
from weerbaar.portal.quotes.services.submit_quote import submit_quote
from weerbaar.portal.quotes.tasks import follow_provider
from weerbaar.portal.web.letters.tasks import tell_of_quotes

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Asked:
    made = asked()
    submit_quote(made.invitation.id, made.form(), actor=made.by_dirk)
    DBTaskResult.objects.all().delete()
    return made


def _run_what_waits() -> list[str]:
    """What a worker would do now, and what that leaves to do, as the names of the tasks."""
    done = []
    while waiting := list(DBTaskResult.objects.order_by("enqueued_at")):
        DBTaskResult.objects.all().delete()
        for row in waiting:
            name = row.task_path.rsplit(".", 1)[-1]
            task = {"follow_provider": follow_provider, "tell_of_quotes": tell_of_quotes}.get(name)
            if task is not None:
                task.call(*row.args_kwargs["args"])
                done.append(name)
    return done


def _operator() -> Person:
    made = somebody("vera")
    made.user.is_superuser = made.user.is_staff = True
    made.user.save()
    return made.person


def test_from_the_decision_on_nothing_is_seen_or_taken_and_then_the_invitations_end(here: Asked) -> None:
    suspend_provider(here.provider.id, "Werk werd niet geleverd.", actor=_operator())
    assert inbox_of(here.by_dirk) == []
    with pytest.raises(NoSuchInvitation):
        submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert here.quotes() == [(1, "submitted")]
    assert _run_what_waits()[:2] == ["follow_provider", "tell_of_quotes"]
    assert (here.state(), here.quotes()) == ("revoked", [(1, "withdrawn")])
    assert "Je krijgt nu geen aanvragen" in {letter.subject for letter in mail.outbox}
    assert {address for letter in mail.outbox for address in letter.to} == {here.dirk.user.email}


def test_a_suspension_that_is_lifted_does_not_bring_them_back(here: Asked) -> None:
    vera = _operator()
    suspend_provider(here.provider.id, "Werk werd niet geleverd.", actor=vera)
    _run_what_waits()
    lift_suspension(here.provider.id, "Het is alsnog geleverd.", actor=vera)
    with pytest.raises(NoSuchInvitation):
        submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)


def test_a_provider_that_leaves_ends_its_open_quotes_as_well(here: Asked) -> None:
    leave_directory(here.provider.organisation_id, actor=here.dirk.person)
    _run_what_waits()
    assert (here.state(), here.quotes()) == ("revoked", [(1, "withdrawn")])
    assert here.state(here.other_invitation) == "invited"


def test_the_second_time_there_is_nothing_to_tell(here: Asked) -> None:
    leave_directory(here.provider.organisation_id, actor=here.dirk.person)
    _run_what_waits()
    follow_provider.call(str(here.provider.id))
    told = [row.args_kwargs["args"][0] for row in DBTaskResult.objects.all()]
    assert News.PROVIDER_SUSPENDED not in told
