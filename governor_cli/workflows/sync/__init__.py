"""The weekly sync: its agenda written and written again, its minutes closed into tasks."""
