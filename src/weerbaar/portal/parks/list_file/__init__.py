"""Files with establishments: from bytes to cells, from cells to rows, and what each row does to the list. Pure."""
