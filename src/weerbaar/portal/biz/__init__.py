"""The investment zone of an area (bedrijveninvesteringszone, BIZ): plan, levy, ballot, budget, account."""
