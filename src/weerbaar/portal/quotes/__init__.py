"""From a request of a company, by quotes, to work that is proven."""
