"""Pages for anybody, without an account. One file a page."""
