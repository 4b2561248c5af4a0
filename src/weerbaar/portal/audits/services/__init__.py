"""What is done around an audit."""
