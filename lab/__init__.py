"""The local internet: real servers with known faults, generated from one table of archetypes."""
