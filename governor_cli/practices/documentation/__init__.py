"""The documentation: its pages and links, and what incidents still owe it."""
