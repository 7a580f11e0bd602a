"""One page for each kind of problem, found by the name of the problem."""
