"""The texts of the pages in other languages: which there are, and their files. Needs no gettext programs."""
