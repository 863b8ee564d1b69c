"""Colours of samples, for light and dark pages.

Every colour has a contrast of at least 4.5:1 with the background, as required by WCAG 2.2 AA. The
style sheet of the theme sets the backgrounds of samples.
"""

from typing import ClassVar

from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Token,
    _TokenType,
)


def _styles(
    *,
    text: str,
    name: str,
    string: str,
    number: str,
    constant: str,
    command: str,
    faint: str,
    wrong: str,
) -> dict[_TokenType, str]:
    """Return the style of each token type, given the colours of the groups."""
    return {
        Token: text,
        Comment: f"italic {faint}",
        Error: wrong,
        Generic.Deleted: wrong,
        Generic.Emph: "italic",
        Generic.Error: wrong,
        Generic.Heading: f"bold {text}",
        Generic.Inserted: string,
        Generic.Output: text,
        Generic.Prompt: faint,
        Generic.Strong: "bold",
        Generic.Subheading: f"bold {text}",
        Generic.Traceback: wrong,
        Keyword: command,
        Keyword.Constant: constant,
        Keyword.Type: name,
        Name.Attribute: name,
        Name.Builtin: command,
        Name.Class: name,
        Name.Constant: constant,
        Name.Decorator: constant,
        Name.Entity: constant,
        Name.Exception: wrong,
        Name.Function: name,
        Name.Namespace: name,
        Name.Tag: name,
        Name.Variable: constant,
        Number: number,
        Operator: text,
        Operator.Word: command,
        Punctuation: text,
        String: string,
        String.Escape: constant,
        String.Interpol: constant,
    }


class LightStyle(Style):
    """Dark text on the light grey background of samples."""

    background_color = "#f5f7f9"
    highlight_color = "#fff3c2"
    line_number_color = "#566370"
    line_number_background_color = "transparent"
    styles: ClassVar[dict[_TokenType, str]] = _styles(
        text="#1f2a33",
        name="#0a558c",
        string="#1b6b34",
        number="#96400c",
        constant="#9c1f64",
        command="#6a3fb5",
        faint="#566370",
        wrong="#b01030",
    )


class DarkStyle(Style):
    """Light text on the dark grey background of samples."""

    background_color = "#1c232a"
    highlight_color = "#353017"
    line_number_color = "#9fabb7"
    line_number_background_color = "transparent"
    styles: ClassVar[dict[_TokenType, str]] = _styles(
        text="#e3e8ed",
        name="#8ac6ff",
        string="#92d69b",
        number="#ffb885",
        constant="#ff9ccb",
        command="#cdb5ff",
        faint="#9fabb7",
        wrong="#ff9a9f",
    )
