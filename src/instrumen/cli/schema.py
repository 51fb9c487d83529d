"""`instrumen schema`: what editors need to help with writing instrument files."""

import json
from pathlib import Path

import click

_FILES = ("instrument", "study", "consent")


@click.command("schema")
@click.argument("file", type=click.Choice(_FILES), default="instrument")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write (default: print it).")  # fmt: skip
def command(file: str, output: Path | None) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    An editor that knows it (VS Code with the YAML extension, for one) proposes keys while you
    write. What a schema cannot know, instrumen check does.
    """
    from instrumen.language.json_schema import json_schema

    text = json.dumps(json_schema(file), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
