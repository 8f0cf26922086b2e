"""The playbook as an artifact: its rules and the tables in its body. Its model lives in ``policy``."""
