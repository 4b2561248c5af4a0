"""What the product tells people that is no result of theirs: facts and advice as data, with the day they were checked."""
