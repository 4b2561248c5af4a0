"""`weerbaar demo`: the fictional companies, listed or measured. For trying things out without internet."""

from typing import TYPE_CHECKING, Annotated

import typer

from weerbaar.scanner.cli.door import Reader, door
from weerbaar.scanner.cli.options import Form, Lang, Output

if TYPE_CHECKING:
    from weerbaar.scanner.vocabulary.language import Language

_SENTENCES = {
    "nl": ("Deze bedrijven bestaan niet. Meet er een met: weerbaar demo", "{} is geen demonstratiebedrijf."),
    "en": ("These companies do not exist. Measure one with: weerbaar demo", "{} is no demonstration company."),
}


def demo_command(
    domains: Annotated[
        list[str] | None, typer.Argument(metavar="DOMAIN...", help="Which to measure; without a name they are listed.")
    ] = None,
    lang: Lang = "",
    form: Form = "",
    output: Output = "",
) -> None:
    """List or measure fictional companies that run on this machine."""
    with door() as reader:
        from weerbaar.demo.companies import companies
        from weerbaar.scanner.cli.language import choose_language
        from weerbaar.scanner.cli.messages import complain

        reader.language = choose_language(lang)
        known = {company.domain for company in companies()}
        strangers = [name for name in domains or () if name.strip().lower() not in known]
        for name in strangers:
            complain(_SENTENCES[reader.language][1].format(name))
        if strangers:
            raise typer.Exit(2)
        if not domains:
            _list(reader.language)
            raise typer.Exit(0)
        code = _measure(tuple(domains), lang, form, output, reader)
    raise typer.Exit(code)


def _list(language: "Language") -> None:
    from weerbaar.demo.companies import companies

    print(f"{_SENTENCES[language][0]} {companies()[0].domain}\n")
    for company in companies():
        print(f"{company.domain}\n    {company.nl if language == 'nl' else company.en}")


def _measure(domains: tuple[str, ...], lang: str, form: str, output: str, reader: Reader) -> int:
    from weerbaar.demo.child import demo_process
    from weerbaar.scanner.cli.scan import ScanOptions
    from weerbaar.scanner.cli.scanning import run_scan

    options = ScanOptions(
        domains=domains,
        lang=lang,
        form=form,
        output=output,
        resolver="",
        ca_file="",
        allow_ranges=(),
        timeout="30",
        fail_on="",
        input_file="",
        concurrency="20",
    )
    with demo_process() as state:
        return run_scan(options, reader, through=state.doors)
