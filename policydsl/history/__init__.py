"""What people recorded about one employee, made sense of under a policy."""
