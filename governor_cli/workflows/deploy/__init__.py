"""What gov does about deployments: record them, find them wherever a team writes them down."""
