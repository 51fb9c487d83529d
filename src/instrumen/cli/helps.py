"""The help of the command line in the user's language.

click takes a command's docstring and each option's `help=` as they stand in the code; here they are
looked up in the catalogue, paragraph by paragraph, before click prints them.
"""

import gettext
import os
from importlib.resources import files

import click

from instrumen.messages import Catalog, Message

_LIBRARY_DOMAIN = "messages"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def in_language(command: click.Command, catalog: Catalog) -> click.Command:
    """The command, and those inside it that are loaded already, with its help translated."""
    if command.help:
        said = [catalog.say(Message(part)) for part in paragraphs(command.help)]
        command.help = "\n\n".join(said)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = catalog.say(Message(parameter.help))
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            in_language(inner, catalog)
    return command


def speak_as_the_library(language: str) -> None:
    """Let click's own words ("Usage", "Error") be found in our catalogue of its domain."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_LIBRARY_DOMAIN, str(files("instrumen.messages")))
