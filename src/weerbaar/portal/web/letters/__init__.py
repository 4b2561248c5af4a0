"""Mail to people. A letter has two templates: `letters/<name>.subject.txt` and `letters/<name>.txt`."""
