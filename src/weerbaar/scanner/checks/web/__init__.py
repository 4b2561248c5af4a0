"""What the website does for its visitors: https, the headers of its page, cookies, security.txt."""
