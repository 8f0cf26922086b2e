"""What operations people know, as pure functions over records and policy."""
