"""The playbook's promises as values."""
