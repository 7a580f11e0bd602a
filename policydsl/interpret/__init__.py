"""The meaning of a policy: one step function folded over days, and the answer that comes of it."""
