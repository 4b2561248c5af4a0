"""The tables of the investment zone."""
