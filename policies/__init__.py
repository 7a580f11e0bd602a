"""The policies that come with policydsl, and the clause registers of their source texts."""
