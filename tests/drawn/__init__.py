"""Policies and histories drawn at random: every construct of the language, in texts that always pass the check."""
