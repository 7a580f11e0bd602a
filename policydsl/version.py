"""Which engine and which language this is; an answer says so, because either may change what it says."""

ENGINE = "0.1.0"
"""The version of the program."""
LANGUAGE = "1"
"""The version of the language: it changes when a policy that could be read before would mean something else."""
