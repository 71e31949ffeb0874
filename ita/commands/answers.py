"""The option `--mapping` of the commands that read a file: a person's answers on how to read it."""

from pathlib import Path

import click

from ita.domain.mapping import NO_ANSWERS, FileMapping, MappingError
from ita.language import Words

mapping_option = click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answers on how the file is to be read, as the data page gives them (JSON).",
)


def read_mapping(path: Path | None, words: Words) -> FileMapping:
    """The answers in a file, none without one. Raises click.BadParameter, which is exit code 2."""
    if path is None:
        return NO_ANSWERS
    try:
        return FileMapping.from_json(path.read_bytes())
    except MappingError as error:
        message = words("check.mapping_wrong", file=path.name, entry=str(error))
        raise click.BadParameter(message, param_hint="--mapping") from error
