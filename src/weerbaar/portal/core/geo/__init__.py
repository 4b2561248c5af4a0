"""Places and outlines in the Netherlands: pure arithmetic, without a library."""
