"""Floor 4: how the parts are put together. Settings by concern, addresses, and what stands around every request."""
