"""Who looks at the world of the tests, with what they hold, and what each of them may see."""

import uuid
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from django.test import Client

from tests.portal.isolation.marks import Mark
from weerbaar.portal.accounts.models import User
from weerbaar.portal.organisations.words import Role


@dataclass(frozen=True)
class Link:
    """A private link: the routes that take its secret, what it shows, and the tasks that can be done behind it.

    `session` is what a browser remembers that has shown the password; without it a link with a password shows nothing. `ids` are
    those that addresses behind it take.
    """

    kind: str
    routes: tuple[str, ...]
    token: str
    sees: frozenset[Mark] = frozenset()
    tasks: tuple[uuid.UUID, ...] = ()
    session: Mapping[str, object] = field(default_factory=dict)
    dead: bool = False
    ids: Mapping[str, uuid.UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class Persona:
    """Somebody with a browser. `roles` says where they belong, `sees` which marks they may read."""

    name: str
    user: User | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    sees: frozenset[Mark] = frozenset()
    session: Mapping[str, object] = field(default_factory=dict)

    def client(self) -> Client:
        """A fresh browser; an error in a page is an answer with status 500, as in life."""
        client = Client(raise_request_exception=False)
        if self.user:
            client.force_login(self.user)
        if self.session:
            session = client.session
            session.update(self.session)
            session.save()
            client.cookies["session"] = session.session_key or ""
        return client

    def same_client(self, browser: Client) -> Client:
        """Another browser that is signed in by the same session, so that what the first one holds stays as it was."""
        client = Client(raise_request_exception=False)
        client.cookies = deepcopy(browser.cookies)
        return client

    def __str__(self) -> str:
        return self.name
