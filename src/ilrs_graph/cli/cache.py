"""`ilrs-graph cache`."""

from __future__ import annotations

import click

from .options import write_content


@click.command(name="cache", epilog="\b\nExamples:\n  ilrs-graph cache\n  ilrs-graph cache --clear")
@click.option("--clear", is_flag=True, help="Remove what is in the cache.")
@click.option("--debug", is_flag=True, hidden=True, expose_value=False)
def command(clear: bool) -> None:
    """Show where the cache is and how large, or clear it.

    The cache has what is built from the files of a graph: it may be deleted at any time, and is built again when it is
    needed. It is the folder in ILRS_GRAPH_CACHE, else `ilrs-graph` in the cache folder of the user. It keeps the twelve
    snapshots used last.
    """
    from ..snapshot.cache import cache_folder, clear_cache, sizes

    folder, found = cache_folder(), sizes()
    if clear:
        clear_cache()
        write_content(f"cleared {_size(sum(size for _, size in found.values()))} in {folder}\n", None)
        return
    lines = [f"{folder}", *(f"  {name}: {count}, {_size(size)}" for name, (count, size) in found.items())]
    write_content("\n".join([*lines, f"  total: {_size(sum(size for _, size in found.values()))}\n"]), None)


def _size(count: int) -> str:
    """Return a number of bytes for people.

    >>> _size(14_200_000)
    '14.2 MB'
    """
    return f"{count / 1_000_000:.1f} MB"
