"""How good a cipher suite is, told from its name alone: a second, shorter rule beside the list that our check keeps.

By the NCSC guidelines for TLS, edition 2025-05: an ephemeral curve and an authenticated cipher is good, an ephemeral
prime group or CBC with SHA-2 is on its way out, the rest is insufficient.
"""


def is_good(name: str) -> bool:
    """Whether a suite (by its registered name) is neither insufficient nor on its way out."""
    if name.endswith(("CCM_8", "CCM_8_SHA256")):
        return False
    if "_WITH_" not in name or name.startswith("TLS_AKE_WITH_"):
        return True  # TLS 1.3 knows authenticated ciphers alone
    exchange, _, cipher = name.partition("_WITH_")
    modern = any(word in cipher for word in ("AES_128_GCM", "AES_256_GCM", "CHACHA20", "AES_128_CCM", "AES_256_CCM"))
    return exchange.startswith("TLS_ECDHE_") and modern
