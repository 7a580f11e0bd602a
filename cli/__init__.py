"""The command line: one file per command, and the only place that reads and writes files."""
