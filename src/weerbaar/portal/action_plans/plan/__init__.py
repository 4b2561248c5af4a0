"""The pure part of the plan: causes from findings and answers, what they weigh, the best choice, the level to expect."""
