"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
└── NoSuchProvider         there is none, or it is not this person's, or it is not listed: nobody can tell the difference
"""

from weerbaar.portal.core.errors import PortalError


class NoSuchProvider(PortalError):
    """There is none, or it is not to be seen by whoever asks."""
