"""Floor 3: what people see, by who is looking. Views read, call one service, and answer."""
