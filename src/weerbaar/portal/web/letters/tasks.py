"""Background entry points. The letters about measurements may be asked for any number of times and are sent once."""

import uuid

from django_tasks import task

from weerbaar.portal.action_plans.services.watch_run import watch_run
from weerbaar.portal.quotes.announce import News
from weerbaar.portal.web.letters.got_worse import tell_what_got_worse
from weerbaar.portal.web.letters.orders import tell_of_work
from weerbaar.portal.web.letters.quotes import tell_of
from weerbaar.portal.web.letters.vetting import tell_of_decision


@task()
def tell_of_run(run_id: str) -> None:
    """See whether a finished run confirms that something got worse, and tell the company."""
    organisation_id = watch_run(uuid.UUID(run_id))
    if organisation_id is not None:
        tell_what_got_worse(organisation_id)


@task()
def tell_of_quotes(word: str, subject_id: str) -> None:
    """Write the letters about what happened to a request, a question, a quote or ordered work."""
    news = News(word)
    if news is News.WORK_CHANGED:
        tell_of_work(uuid.UUID(subject_id))
    else:
        tell_of(news, uuid.UUID(subject_id))


@task()
def tell_of_vetting(vetting_id: str) -> None:
    """Write the letters about what was decided about a provider."""
    tell_of_decision(uuid.UUID(vetting_id))
