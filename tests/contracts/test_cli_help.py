"""What the command line says about itself."""

from __future__ import annotations

from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from onrecord.present.cli import READ_EPILOG, app

GROUP: Any = get_command(app)
COMMANDS = sorted(GROUP.commands)
OPTIONS = [
    pytest.param(command, option, id=f"{command} {option.name}")
    for command in COMMANDS
    for option in GROUP.commands[command].params
]


def shown(*arguments: str) -> str:
    """Return what the command prints, with white space run together."""
    run = CliRunner().invoke(app, list(arguments))
    return " ".join(run.output.split())


def test_no_arguments_show_the_help() -> None:
    """Without arguments, the command shows what it can do."""
    assert "Usage: " in shown()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_listed(command: str) -> None:
    """The help lists every command."""
    assert command in shown("--help")


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_explained(command: str, option: object) -> None:
    """Every option and argument has a help text, and the help of its command shows it."""
    words = getattr(option, "help", None)
    assert words, "write a help text"
    assert " ".join(words.split())[:30] in shown(command, "--help")


def test_read_shows_examples() -> None:
    """The help of `read` ends with examples a reader can copy."""
    examples = [line.strip() for line in READ_EPILOG.splitlines() if "onrecord read" in line]
    assert len(examples) >= 4
    assert all(example in shown("read", "--help") for example in examples)


@pytest.mark.parametrize("line", [line.strip() for line in READ_EPILOG.splitlines() if "onrecord read" in line])
def test_examples_use_known_options(line: str) -> None:
    """Every option in the examples exists."""
    known = {o for option in GROUP.commands["read"].params for o in option.opts}
    assert {word for word in line.split() if word.startswith("--")} <= known
