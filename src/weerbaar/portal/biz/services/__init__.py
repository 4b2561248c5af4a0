"""What writes the investment zone."""
