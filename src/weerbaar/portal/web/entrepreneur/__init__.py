"""Pages of people who belong to a company."""
