"""The file for the audit as bytes: how it is written, signed and checked. Without Django, so that anybody can check one."""
