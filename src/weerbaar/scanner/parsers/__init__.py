"""Floor 2: text to values, pure. Each parser follows the grammar of its RFC and names the edition."""
