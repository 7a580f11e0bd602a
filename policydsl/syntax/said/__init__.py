"""Whole sentences as policies have them, put into the sentences of the language."""

from policydsl.syntax.said.mend import Known, Mended, known, known_in, mended
from policydsl.syntax.said.misled import read_otherwise
from policydsl.syntax.said.unsayable import unsayable

__all__ = ["Known", "Mended", "known", "known_in", "mended", "read_otherwise", "unsayable"]
