"""People and days: numbers, dates, working patterns and absences. Knows nothing of policy texts or files."""
