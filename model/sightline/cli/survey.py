"""``sightline survey``: questions made from a model, and answers taken back into it."""

from __future__ import annotations

import typer

from sightline.cli import survey_apply, survey_make
from sightline.cli.answering import answering

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Ask people what the model does not know, and take answers back."
)

for _name, _command in (("make", survey_make.make), ("apply", survey_apply.apply)):
    app.command(_name)(answering(_command))
