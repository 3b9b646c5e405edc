"""Held bytes for worker processes, which read files: local copies for as long as a task lasts."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from app.context import Context

Result = TypeVar("Result")


def lend(
    context: Context, digests: Iterable[str], begin: Callable[[Mapping[str, Path]], "Future[Result]"]
) -> "Future[Result]":
    """Begin a task with local copies of held files, by their SHA-256; they are given back when it is done.

    Raises CatalogueError where one of them is missing or cannot be read; then nothing is begun.
    """
    with ExitStack() as copies:
        paths = {
            digest: copies.enter_context(context.store_of(digest).local_copy(digest))
            for digest in dict.fromkeys(digests)
        }
        task = begin(paths)
        # out of the block's care only now: where beginning fails, the copies are given back here
        lent = copies.pop_all()
    task.add_done_callback(lambda _: lent.close())
    return task
