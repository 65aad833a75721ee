"""`make bench`, or `python -m benchmarks search` for one of them."""

from collections.abc import Callable, Iterator, Mapping

import click

from benchmarks import painting, search_pages, sharing

# Each gives its lines as it comes to know them.
BENCHMARKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "search": search_pages.run,
    "painting": painting.run,
    "sharing": sharing.run,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([*BENCHMARKS]))
def bench(names: tuple[str, ...]) -> None:
    """Measures what is named, or everything."""
    for name in names or BENCHMARKS:
        click.echo(f"{name}:")
        for line in BENCHMARKS[name]():
            click.echo(f"  {line}")


bench(prog_name="python -m benchmarks")
