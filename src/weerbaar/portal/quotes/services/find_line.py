"""The row of ordered work for one of its two sides, with its company and order locked: who comes second waits for the first."""

import uuid

from weerbaar.portal.core.actors import Person, ProviderPerson
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.quotes.models import OrderLine, WorkOrder
from weerbaar.portal.quotes.words import Side

Party = Person | ProviderPerson


def line_for(line_id: uuid.UUID, actor: Party) -> OrderLine:
    """The line, to be called inside a transaction.

    Raises:
        NoSuchOrder: there is no such line, or it is not this side's.
        NotAllowed: a reader of that side.
    """
    line = locked_line(line_id)
    if line is None:
        raise NoSuchOrder
    order = line.order
    if isinstance(actor, ProviderPerson):
        owner = order.provider.organisation_id if order.provider else None
    else:
        owner = order.organisation_id
    if owner is None or (isinstance(actor, ProviderPerson) and owner != actor.organisation_id):
        raise NoSuchOrder
    try:
        assert_may_work(Person(actor.user_id), owner)
    except NoSuchOrganisation as error:
        raise NoSuchOrder from error
    return line


def locked_line(line_id: uuid.UUID) -> OrderLine | None:
    """The line with its order locked, for processes of ours; None when there is none."""
    ids = OrderLine.objects.filter(id=line_id).values_list("order_id", "order__organisation_id").first()
    if ids is None:
        return None
    # The company first, as who erases it does: neither waits for the other then.
    Organisation.objects.select_for_update(no_key=True).filter(id=ids[1]).first()
    WorkOrder.objects.select_for_update().get(id=ids[0])
    return OrderLine.objects.select_related("order__provider", "order__organisation").filter(id=line_id).first()


def side_of(actor: Party) -> Side:
    """For which of the two somebody acts."""
    return Side.PROVIDER if isinstance(actor, ProviderPerson) else Side.COMPANY
