"""The story of a fictional area, from its first meeting to its second certificate, told by the services that people use."""
