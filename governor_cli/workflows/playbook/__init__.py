"""The playbook: imported from prose, rendered, shown."""
