"""The options that several commands share, as they are typed."""

from typing import Annotated

import typer

Lang = Annotated[str, typer.Option("--lang", metavar="nl|en", help="Language of the report and of messages.")]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json|html|pdf|csv|sarif|jsonl",
        help="Form of the report; by default the ending of --output decides, else text.",
    ),
]
Output = Annotated[
    str, typer.Option("--output", metavar="FILE", help="File for the report; a folder/ gets one file for each domain.")
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on", metavar="low|medium|high|critical", help="Exit with 1 when a finding is at least this severe."
    ),
]
