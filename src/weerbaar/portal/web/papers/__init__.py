"""What is made to be printed: the report of a company and the emergency card."""
