"""What the commands do, behind their words in tracker/cli.py; loaded when a command is called, not before."""
