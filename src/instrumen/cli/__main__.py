"""`instrumen [STUDY]` and its commands. A command's module is imported when it is called, so that
`--version` and `--help` stay as quick as the shell."""

import importlib
import sys
from pathlib import Path

import click

from instrumen.cli.doors import said_to_people
from instrumen.cli.helps import in_language, speak_as_the_library
from instrumen.cli.options import chosen_catalog, chosen_language, language_option

# name → module that holds the click command as `command`; the order is that of the help.
COMMANDS = {
    "new": "instrumen.cli.new",
    "demo": "instrumen.cli.demo",
    "check": "instrumen.cli.check",
    "preview": "instrumen.cli.preview",
    "test": "instrumen.cli.test_",
    "diff": "instrumen.cli.diff",
    "join": "instrumen.cli.join",
    "schema": "instrumen.cli.schema",
    "blueprint": "instrumen.cli.blueprint",
    "roster": "instrumen.cli.roster",
    "fill": "instrumen.cli.fill",
    "status": "instrumen.cli.status",
    "export": "instrumen.cli.export",
    "import": "instrumen.cli.import_",
    "verify": "instrumen.cli.verify",
    "backup": "instrumen.cli.backup",
}


class Commands(click.Group):
    """A group that loads its commands late and takes the name of a study folder for `open`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of a working day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command's own module, imported now; None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return in_language(command, chosen_catalog())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`instrumen FOLDER` opens that study: what is no command but a folder is one."""
        at = _first_word(args)
        if at < len(args) and args[at] not in COMMANDS and Path(args[at]).is_dir():
            ctx.params["study"] = Path(args.pop(at))
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or a sentence that says what could have been meant."""
        if args and args[0] not in COMMANDS:
            catalog = chosen_catalog()
            raise click.UsageError(
                catalog.t(
                    "There is no command and no study folder called “{name}”. "
                    "The commands: {commands}.",
                    name=args[0],
                    commands=", ".join(COMMANDS),
                )
            )
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(package_name="instrumen", prog_name="instrumen")
@language_option
@click.pass_context
def cli(ctx: click.Context, study: Path | None = None) -> None:
    """Questionnaires and interviews in the terminal, Word documents at the end.

    Without a command: opens the study in STUDY (default: this folder).
    """
    if ctx.invoked_subcommand is None:
        from instrumen.cli.open import open_screens

        ctx.exit(open_screens(study or Path()))


def _first_word(args: list[str]) -> int:
    """The place of the first argument that is no option and no option's value."""
    at = 0
    while at < len(args) and args[at].startswith("-"):
        at += 2 if args[at] == "--language" else 1
    return at


def main() -> None:
    """The console script: every fault becomes one sentence and an exit code."""
    with said_to_people():
        speak_as_the_library(chosen_language())
        in_language(cli, chosen_catalog())(prog_name="instrumen")
    sys.exit(0)


if __name__ == "__main__":
    main()
