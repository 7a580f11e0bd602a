"""Policy texts to trees: the grammar, the tree as written, the problems of reading, and ways through a tree."""

from policydsl.syntax.file import Parsed, parse
from policydsl.syntax.walk import at, walk

__all__ = ["Parsed", "at", "parse", "walk"]
