"""The terminal: where everything is printed and every error is caught."""
