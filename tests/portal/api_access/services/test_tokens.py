"""Tokens: who makes them, what they open, how often, and until when."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.portal.people import Somebody, company, somebody
from tests.portal.quotes.orders import a_provider
from weerbaar.portal.api_access.errors import (
    CallFault,
    NoSuchToken,
    NotAuthenticated,
    TokenFault,
    TokenRefused,
    TooManyCalls,
)
from weerbaar.portal.api_access.models import ApiToken
from weerbaar.portal.api_access.selectors import tokens_of
from weerbaar.portal.api_access.services.make_token import LONGEST, MOST_TOKENS, NewToken, make_token, withdraw_token
from weerbaar.portal.api_access.services.use_token import use_token
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.providers.models import Provider

pytestmark = pytest.mark.django_db
ONE = [Scope.REQUESTS_READ]


@pytest.fixture
def dirk() -> Somebody:
    return somebody("dirk")


@pytest.fixture
def provider(dirk: Somebody) -> Provider:
    return a_provider(dirk)


def _made(dirk: Somebody, provider: Provider, *, days: int = 30, name: str = "Tickets") -> NewToken:
    last_day = timezone.localdate() + timedelta(days=days)
    return make_token(provider.organisation_id, name, ONE, last_day, actor=dirk.person)


def _fault(token: str, now: datetime | None = None) -> CallFault:
    with pytest.raises(NotAuthenticated) as refused:
        use_token(token, now=now)
    return refused.value.fault


def test_the_database_does_not_hold_the_token(dirk: Somebody, provider: Provider) -> None:
    made = _made(dirk, provider)
    row = ApiToken.objects.get(id=made.id)
    assert made.token.startswith("weerbaar_") and len(made.token) == 41
    kept = " ".join(str(value) for value in vars(row).values())
    assert made.token not in kept and made.token.removeprefix("weerbaar_") not in kept


def test_a_call_acts_in_the_name_of_who_made_the_token(dirk: Somebody, provider: Provider) -> None:
    caller = use_token(_made(dirk, provider).token)
    assert caller.actor.user_id == dirk.user.id and caller.actor.organisation_id == provider.organisation_id
    assert caller.scopes == {Scope.REQUESTS_READ}
    (shown,) = tokens_of(provider.organisation_id, dirk.person)
    assert shown.last_used_on == timezone.localdate() and shown.is_in_force


def test_it_holds_through_its_last_day_and_not_a_moment_longer(dirk: Somebody, provider: Provider) -> None:
    made = _made(dirk, provider, days=0)
    assert timezone.localdate(made.expires_at) == timezone.localdate() + timedelta(days=1)
    use_token(made.token, now=made.expires_at - timedelta(microseconds=1))
    assert _fault(made.token, made.expires_at) is CallFault.EXPIRED


def test_a_withdrawn_token_is_as_one_that_never_was(dirk: Somebody, provider: Provider) -> None:
    made = _made(dirk, provider)
    withdraw_token(provider.organisation_id, made.id, actor=dirk.person)
    withdraw_token(provider.organisation_id, made.id, actor=dirk.person)
    assert _fault(made.token) is _fault("weerbaar_" + "a" * 32) is CallFault.UNKNOWN
    assert Event.objects.filter(word="person:api-token:withdraw", subject_id=made.id).count() == 1


@pytest.mark.parametrize("end", ["leaves", "closed"])
def test_it_ends_with_who_made_it(dirk: Somebody, provider: Provider, end: str) -> None:
    made, eva = _made(dirk, provider), somebody("eva")
    Membership.objects.create(organisation_id=provider.organisation_id, user=eva.user, role="owner")
    if end == "leaves":
        Membership.objects.filter(user=dirk.user).delete()
    else:
        dirk.user.is_active = False
        dirk.user.save()
    assert _fault(made.token) is CallFault.UNKNOWN
    (shown,) = tokens_of(provider.organisation_id, eva.person)
    assert shown.is_orphan and not shown.is_in_force


def test_a_token_may_call_so_often_in_a_minute_and_then_has_to_wait(
    dirk: Somebody, provider: Provider, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.API_CALLS_PER_MINUTE = 3
    made, other = _made(dirk, provider), _made(dirk, provider, name="Boekhouding")
    now = timezone.now().replace(second=15, microsecond=0)
    for _call in range(3):
        use_token(made.token, now=now)
    with pytest.raises(TooManyCalls) as refused:
        use_token(made.token, now=now)
    assert refused.value.wait_s == 45
    use_token(other.token, now=now)
    use_token(made.token, now=now + timedelta(seconds=45))


@pytest.mark.parametrize(
    ("name", "scopes", "days", "fault"),
    [
        ("  ", ONE, 30, TokenFault.NO_NAME),
        ("n" * 61, ONE, 30, TokenFault.NO_NAME),
        ("Tickets", [], 30, TokenFault.NO_SCOPES),
        ("Tickets", ONE, -1, TokenFault.BAD_DAY),
        ("Tickets", ONE, LONGEST.days + 1, TokenFault.BAD_DAY),
    ],
)
def test_what_cannot_be_is_refused(
    dirk: Somebody, provider: Provider, name: str, scopes: list[Scope], days: int, fault: TokenFault
) -> None:
    last_day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(TokenRefused) as refused:
        make_token(provider.organisation_id, name, scopes, last_day, actor=dirk.person)
    assert refused.value.fault is fault
    assert ApiToken.objects.count() == 0 and not Event.objects.filter(word="person:api-token:make").exists()


def test_there_can_be_so_many_at_once(dirk: Somebody, provider: Provider) -> None:
    made = [_made(dirk, provider) for _number in range(MOST_TOKENS)]
    with pytest.raises(TokenRefused) as refused:
        _made(dirk, provider)
    assert refused.value.fault is TokenFault.TOO_MANY
    withdraw_token(provider.organisation_id, made[0].id, actor=dirk.person)
    assert _made(dirk, provider).id


def test_only_the_owner_of_a_provider_makes_and_sees_them(dirk: Somebody, provider: Provider) -> None:
    made, gijs, eva = _made(dirk, provider), somebody("gijs"), somebody("eva")
    Membership.objects.create(organisation_id=provider.organisation_id, user=gijs.user, role="member")
    for who, error in ((gijs, NotAllowed), (eva, NoSuchOrganisation)):
        with pytest.raises(error):
            _made(who, provider)
        with pytest.raises(error):
            withdraw_token(provider.organisation_id, made.id, actor=who.person)
        with pytest.raises(error):
            tokens_of(provider.organisation_id, who.person)
    with pytest.raises(NoSuchToken):
        withdraw_token(provider.organisation_id, uuid.uuid4(), actor=dirk.person)
    with pytest.raises(NoSuchOrganisation):
        make_token(company(dirk, "Dirks winkel"), "Tickets", ONE, timezone.localdate(), actor=dirk.person)
