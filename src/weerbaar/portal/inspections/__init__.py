"""Walk-rounds through an area, the points seen, and who repairs them."""
