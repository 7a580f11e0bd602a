"""A policy that makes sense: every name resolved, every unit known, every choice made. No text, no grammar."""
