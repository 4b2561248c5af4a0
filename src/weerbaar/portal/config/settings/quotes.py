"""Requests for help and quotes."""

# Tasks that hear of what happens to requests and quotes, by their path: the floors above.
QUOTE_FOLLOWERS = ["weerbaar.portal.web.letters.tasks.tell_of_quotes"]

# Tasks that hear that a provider is not listed any more, by their path.
PROVIDER_FOLLOWERS = ["weerbaar.portal.quotes.tasks.follow_provider"]

# Tasks that pass on what a provider's own systems may hear of, by their path: the floors above.
OUTBOX_FOLLOWERS = ["weerbaar.portal.api_access.tasks.spread_event"]

# Tasks that hear what was decided about a provider, with the id of the decision: the floors above.
VETTING_FOLLOWERS = ["weerbaar.portal.web.letters.tasks.tell_of_vetting"]
