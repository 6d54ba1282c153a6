"""The one error tree. Every message says what, which value, where, and what to do next.

    XlingError
    ├── UsageError          exit 2   options or configuration that cannot be meant
    ├── InputError          exit 3   a file that is missing, empty, binary, broken or too large
    │   └── GlossaryError   exit 3   a glossary line that breaks the format; carries file:line
    ├── OutputError         exit 3   a place that cannot be written to
    ├── ModelError          exit 4   a model that is missing, damaged or of a wrong kind
    │   └── OfflineError    exit 4   the network was needed, asked for, and not there
    └── ResourceError       exit 5   device, memory or disk gave out

Only ``xling.cli`` turns these into exit codes; the library raises them.
"""

from __future__ import annotations


class XlingError(Exception):
    """Base of all errors that xling raises on purpose.

    :param message: one line: what happened, to which value, where.
    :param hint: one line: what to do next.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def cause(error: OSError | UnicodeDecodeError) -> str:
    """Why a file cannot be read, without the file's name and Python's words around it."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    return error.strerror or str(error)


class UsageError(XlingError):
    """An option, argument or setting that cannot be meant."""

    exit_code = 2


class InputError(XlingError):
    """An input that cannot be read as what it claims to be."""

    exit_code = 3


class GlossaryError(InputError):
    """A glossary or lexicon line that breaks the format; the message begins with ``file:line``."""


class OutputError(XlingError):
    """A result that could not be written."""

    exit_code = 3


class ModelError(XlingError):
    """A model that is missing, damaged or not of the kind asked for."""

    exit_code = 4


class OfflineError(ModelError):
    """A download was asked for and the hub could not be reached."""


class ResourceError(XlingError):
    """Memory, device or disk gave out."""

    exit_code = 5
