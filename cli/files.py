"""Reading and writing: the only module that touches files, the terminal and the environment."""

from __future__ import annotations

import os
import re
import shutil
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

from policydsl.source import Source, Undecodable, decode

WIDEST = 100
STDIN = "-"
PIPED = "standard input"
MOST_LOOKED_AT = 200
MISSING_BYTE = "\x00"
IN_WORKBOOK = re.compile(r"(.+\.xls[xm])(?:#(.+))?", re.IGNORECASE | re.DOTALL)
HISTORIES = (".yaml", ".yml", ".json")
EXAMPLES = (".examples.yaml", ".examples.yml", ".examples.json", ".clauses.yaml")
"""Files beside a policy that tell of no employee."""
WORKBOOK = b"PK\x03\x04"
MARKS = (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that cannot be read: why, and the way out."""

    name: str
    why: str
    help: str
    whole: str = ""
    """Everything that is wrong with it, in text, where that is more than why it cannot be read."""

    def __str__(self) -> str:
        return self.whole or f"error: {self.why}\n  {self.name}\n  help: {self.help}"

    def as_values(self) -> dict[str, object]:
        """In the shape of a problem as JSON."""
        empty = dict.fromkeys(("line", "column", "end_line", "end_column"))
        place = {"source": self.name, **empty, "field": "", "text": "", "label": ""}
        about = {"name": "file-not-read", "severity": "error", "message": self.why, "help": self.help}
        return {**about, **place, "also": [], "fix": None}


def read(name: str, *, encoding: str = "utf-8", is_table: bool = False) -> Source | Unreadable:
    """The text of a file, or of what is piped in for `-`. Another encoding is taken only when somebody says so."""
    data = read_bytes(name)
    if isinstance(data, Unreadable):
        return data
    shown = PIPED if name == STDIN else name
    if is_table and data.startswith(WORKBOOK):
        return Unreadable(shown, "this is a workbook, not CSV", "give it a name that ends in .xlsx")
    if encoding != "utf-8" and not data.startswith(MARKS):
        return _told(shown, data, encoding)
    found = _as_text(shown, data)
    if is_table and isinstance(found, Unreadable) and found.why.startswith("this is not UTF-8"):
        way = "save it in Excel as CSV UTF-8, or add --encoding windows-1252 if it was saved as plain CSV"
        return Unreadable(shown, found.why, way)
    return found


def read_all(name: str) -> list[Source | Unreadable]:
    """The text of a file; of a folder, the texts of all YAML and JSON files that lie in it, by name."""
    folder = Path(name)
    if name == STDIN or not folder.is_dir():
        return [read(name)]
    try:
        there = sorted(one.name for one in folder.iterdir() if _is_history(one))
    except OSError as fault:
        return [Unreadable(name, f"this folder cannot be read: {fault.strerror or fault}", "check its name")]
    if not there:
        help = "histories are files that end in .yaml, .yml or .json, in the folder itself"
        return [Unreadable(name, "there is no history in this folder", help)]
    return [read(os.path.join(name, one)) for one in there]


def _is_history(path: Path) -> bool:
    """Examples and hidden files are none."""
    name = path.name.casefold()
    return name.endswith(HISTORIES) and not name.endswith(EXAMPLES) and not name.startswith(".") and path.is_file()


def is_workbook(name: str) -> bool:
    """Does a name, perhaps with `#` and a sheet behind it, mean a workbook?"""
    return IN_WORKBOOK.fullmatch(name) is not None


def in_workbook(name: str) -> tuple[str, str | None]:
    """The file of a workbook, and the sheet that is named behind it."""
    found = IN_WORKBOOK.fullmatch(name)
    return (found[1], found[2]) if found else (name, None)


def read_bytes(name: str) -> bytes | Unreadable:
    """What is in a file, or what is piped in for `-`."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except FileNotFoundError:
        return Unreadable(name, "there is no such file", _near(name))
    except IsADirectoryError:
        return Unreadable(name, "this is a folder, not a file", f"name the files in it: {os.path.join(name, '*')}")
    except PermissionError:
        return Unreadable(name, "this file may not be read by you", "ask its owner, or copy it to a place of your own")
    except (OSError, ValueError) as fault:
        return Unreadable(
            name, f"this file cannot be read: {getattr(fault, 'strerror', None) or fault}", "check its name"
        )


def write_bytes(name: str, data: bytes) -> str | None:
    """Put a file where none is yet; why it could not be, or None."""
    try:
        with Path(name).open("xb") as file:
            file.write(data)
    except FileExistsError:
        return "there is a file of this name already"
    except (OSError, ValueError) as fault:
        return f"this file cannot be written: {getattr(fault, 'strerror', None) or fault}"
    return None


def begins_with(name: str, words: str) -> bool:
    """Whether a file begins with these words; an empty one begins with any."""
    try:
        with Path(name).open("rb") as file:
            start = file.read(len(words.encode()))
    except OSError:
        return False
    return start in (b"", words.encode())


def replace_text(name: str, text: str) -> str | None:
    """Put a text into a file, new or in the place of what was there, all of it or nothing; why it could not be."""
    path = Path(name).resolve()  # a link stays a link
    beside: str | None = None
    try:
        with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = file.name
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        else:
            os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except (OSError, ValueError) as fault:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        return f"this file cannot be written: {getattr(fault, 'strerror', None) or fault}"
    return None


def _umask() -> int:
    """What files that are made new are not allowed. It can be asked only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def beside(name: str, other: str) -> str:
    """The name of a file that stands beside another."""
    return os.path.normpath(other if name == STDIN else Path(name).parent / other)


def itself(name: str) -> str:
    """By what two names are seen to mean one file."""
    return os.path.realpath(name)


def with_ending(name: str, ending: str, other: str) -> str:
    """The name of the file that stands beside another under the same name with another ending."""
    return name.removesuffix(ending) + other


def that_may_include(name: str) -> list[str]:
    """The policies in the folder of a file and in the folders above it, the nearest first."""
    here = Path(name).resolve().parent
    found = [one for folder in (here, *here.parents[:2]) for one in sorted(folder.glob("*.policy"))]
    return [os.path.relpath(one) for one in found if os.path.realpath(one) != os.path.realpath(name)][:MOST_LOOKED_AT]


def is_there(name: str) -> bool:
    """Whether there is a file of this name."""
    return Path(name).is_file()


def write(text: str) -> None:
    """To standard output; a reader who has stopped reading (`| head`) is no error."""
    _to(sys.stdout, text)


def tell(text: str) -> None:
    """To standard error: problems and warnings, in text mode."""
    _to(sys.stderr, text)


def in_colour(*, errors: bool = False) -> bool:
    """Only on a terminal, and not when the reader has asked for none."""
    stream = sys.stderr if errors else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def somebody_is_there() -> bool:
    """Whether what is read comes from a terminal, so that questions can be asked."""
    return sys.stdin.isatty()


def width() -> int:
    """Columns of the terminal, at most a hundred; a hundred where there is none."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns) if sys.stdout.isatty() else WIDEST


def packaged(package: str, name: str) -> str | None:
    """The text of a file that is part of the program; None where there is none of that name."""
    try:
        return files(package).joinpath(name).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, ModuleNotFoundError, OSError):
        return None


def packaged_names(package: str, ending: str) -> list[str]:
    """The names, without their ending, of the files of a package that is part of the program."""
    return sorted(one.name.removesuffix(ending) for one in files(package).iterdir() if one.name.endswith(ending))


def _as_text(name: str, data: bytes) -> Source | Unreadable:
    source = decode(name, data)
    if isinstance(source, Undecodable):
        why = f"this is not UTF-8 text: byte {source.offset + 1} is {source.byte:#04x}"
        return Unreadable(name, why, "save the file as UTF-8 (in Excel: CSV UTF-8; in an editor: Save with encoding)")
    return _with_words(source)


def _told(name: str, data: bytes, encoding: str) -> Source | Unreadable:
    """The text in an encoding that somebody names."""
    try:
        return _with_words(Source(name, data.decode(encoding)))
    except UnicodeDecodeError as fault:
        why = f"this is not {encoding} text: byte {fault.start + 1} is {data[fault.start]:#04x}"
        return Unreadable(name, why, "leave --encoding out, or save the file as UTF-8")


def _with_words(source: Source) -> Source | Unreadable:
    name = source.name
    if MISSING_BYTE in source.text:
        return Unreadable(name, "this is not a text file", "name a file with a policy or a history in plain text")
    if not source.text.strip():
        return Unreadable(name, "there is nothing in this file", "check that it was saved, and that the name is right")
    return source


def _near(name: str) -> str:
    folder = Path(name).parent
    try:
        there = [str(one) for one in folder.iterdir() if one.is_file()]
    except OSError:
        return f"there is no folder {folder} either; check where you are"
    near = get_close_matches(str(Path(name)), there, n=1)
    return f"did you mean {near[0]}?" if near else "check the name and the folder"


def _to(stream: TextIO, text: str) -> None:
    try:
        stream.write(f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        # Nobody is listening: whatever else is written goes nowhere, and the status is that of the work done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
