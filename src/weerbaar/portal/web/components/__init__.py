"""The parts that pages are made of. Each gives HTML that passes the content security policy: no style, no script inside."""
