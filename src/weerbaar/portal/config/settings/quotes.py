"""Requests for help and quotes."""

# Tasks that hear of what happens to requests and quotes, by their path: the floors above.
QUOTE_FOLLOWERS: list[str] = []
