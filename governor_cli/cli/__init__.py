"""The commands: one module per noun, each parses options, calls one workflow, shows the result."""
