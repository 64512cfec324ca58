"""What the commands about event logs are asked alike: the log, its columns, how it is read, who is outside."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Log = Annotated[
    str,
    typer.Argument(metavar="LOG", help="An event log: XES (plain or .gz), CSV, Parquet, or a folder of Parquet files."),
]
Case = Annotated[
    str | None, typer.Option("--case", metavar="COLUMN", help="The column that says to which case an event belongs.")
]
Activity = Annotated[
    str | None, typer.Option("--activity", metavar="COLUMN", help="The column that says what was done.")
]
Group = Annotated[
    str | None,
    typer.Option("--group", metavar="COLUMN", help="The column that says who did it: units rather than persons."),
]
Time = Annotated[str | None, typer.Option("--time", metavar="COLUMN", help="The column that says when.")]
Lifecycle = Annotated[
    str | None, typer.Option("--lifecycle", metavar="COLUMN", help="The column that says whether work began or ended.")
]
Start = Annotated[
    str | None,
    typer.Option("--start", metavar="COLUMN", help="The column that says when work began, if --time is its end."),
]
MonthFirst = Annotated[
    bool, typer.Option("--month-first", help="Read 03/04/2026 as a day in March; else it is one in April.")
]
EngineChoice = Annotated[
    Literal["duckdb", "spark"], typer.Option("--engine", help="What counts: DuckDB here, or a Spark session.")
]
Missing = Annotated[
    Literal["break", "skip", "keep"],
    typer.Option(
        "--missing",
        help="Events of which it is not known who did them: a break in the case, passed over, or a group of their own.",
    ),
]
LogCustomers = Annotated[
    list[str] | None,
    typer.Option(
        "--customer",
        metavar="NAME",
        help="A group that is an external customer; may be given several times, and then only these count.",
    ),
]
EndsAt = Annotated[
    str | None,
    typer.Option(
        "--ends-at",
        metavar="NAME",
        help="The external customer for whom the last work on every case is done; need not be in the log.",
    ),
]
SeenOnly = Annotated[
    bool,
    typer.Option(
        "--seen-only",
        help="Infer no delivery: not even to an external customer with whom every case begins and to whom the log shows"
        " nothing handed over.",
    ),
]
