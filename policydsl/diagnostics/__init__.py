"""Problems as values, the ways to show them, and help with finding the words."""

from policydsl.diagnostics.diagnostic import Code, Diagnostic, Edit, Fix, Label, Severity, has_errors, in_order
from policydsl.diagnostics.located import located
from policydsl.diagnostics.render import as_json, as_text, one_as_text
from policydsl.diagnostics.suggest import nearest, nearest_few, one_slip, opposed
from policydsl.diagnostics.wording import count_of, listing

__all__ = [
    "Code",
    "Diagnostic",
    "Edit",
    "Fix",
    "Label",
    "Severity",
    "as_json",
    "as_text",
    "count_of",
    "has_errors",
    "in_order",
    "listing",
    "located",
    "nearest",
    "nearest_few",
    "one_as_text",
    "one_slip",
    "opposed",
]
