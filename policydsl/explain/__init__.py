"""An answer for people and for programs: it renders what the answer carries and works out nothing anew."""
