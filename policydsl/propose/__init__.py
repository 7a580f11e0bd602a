"""What could be added to a policy: examples on both sides of a number, found by trying histories."""
