"""The row that a service is about to change, locked, for who may."""

import uuid

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.selectors import assert_may_manage, assert_may_work
from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.models import Provider


def provider_to_work_on(organisation_id: uuid.UUID, actor: Person) -> Provider:
    """For somebody who does the daily work of it.

    Raises:
        NoSuchProvider: there is none, or this person does not belong to it.
        NotAllowed: a reader.
    """
    try:
        assert_may_work(actor, organisation_id)
    except NoSuchOrganisation as error:
        raise NoSuchProvider from error
    return _locked(organisation_id)


def provider_to_manage(organisation_id: uuid.UUID, actor: Person) -> Provider:
    """For its owner.

    Raises:
        NoSuchProvider: there is none, or this person does not belong to it.
        NotAllowed: a member or reader.
    """
    try:
        assert_may_manage(actor, organisation_id)
    except NoSuchOrganisation as error:
        raise NoSuchProvider from error
    return _locked(organisation_id)


def _locked(organisation_id: uuid.UUID) -> Provider:
    row = Provider.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if row is None:
        raise NoSuchProvider
    return row
