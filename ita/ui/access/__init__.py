"""Sign-in, what is shown without a role, and the page on which a director gives roles."""
