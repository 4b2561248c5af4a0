"""Does what a report says, to the servers of a running lab: records into zones, lines into nginx and postfix."""
