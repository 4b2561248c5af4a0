"""Demonstration targets: fictional companies, served from loopback by one process that needs no root and no internet.

Everything about them is measured for real by the scanner: names, mail, web and certificates. The names end in
`.example`, which is reserved (RFC 2606) and so never belongs to anybody.
"""
