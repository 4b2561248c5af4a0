"""Who may do what in an organisation. To be read by an auditor in five minutes.

A person who is no member sees nothing: not even whether the organisation exists. A reader reads. A member also answers
questions, works on the plan and hands over tasks. An owner also decides on people, domains, what is shared, and the end.
"""

from weerbaar.portal.organisations.words import Role


def may_read(role: Role | None) -> bool:
    """See results, answers and plan of the organisation."""
    return role is not None


def may_work(role: Role | None) -> bool:
    """Measure, answer, plan, hand over, report done."""
    return role in {Role.OWNER, Role.MEMBER}


def may_manage(role: Role | None) -> bool:
    """Decide on people, domains, sharing, connections, and deletion."""
    return role is Role.OWNER
