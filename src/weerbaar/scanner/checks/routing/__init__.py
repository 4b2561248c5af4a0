"""Area: the routes of the internet that lead to the domain's servers."""
