"""The files that a path stands for.

In: a path. Out: files to read, or errors, in the order of their names. Invariants: each folder is
visited once, so loops of symbolic links end; hidden files and files of other kinds inside folders
are passed over; a file that was named is always tried.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.sources.decoding import storable
from onrecord.sources.kinds import EXTENSIONS

STANDARD_INPUT = "-"
"""The path that means standard input."""

_FolderKey = tuple[int, int]  # device and inode


def shown(path: Path) -> str:
    """The path as it is shown and kept: names that are not valid text lose their odd bytes."""
    return storable(str(path))


def legible(name: str) -> str:
    """A name as an error may show it: what would move a terminal's cursor, or hide, is escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def unreadable(path: Path, error: OSError) -> SourceError:
    """The error for a path that the system will not open or read."""
    if isinstance(error, FileNotFoundError):
        return SourceError("no such file or folder", where=legible(shown(path)), hint="check the path")
    if isinstance(error, PermissionError):
        return SourceError(
            "permission denied", where=legible(shown(path)), hint="make it readable for this user"
        )
    reason = (error.strerror or str(error)).lower()
    return SourceError(
        f"cannot be read: {reason}", where=legible(shown(path)), hint="check the file or the disk"
    )


def files_under(path: Path) -> Iterator[Path | SourceError]:
    """The file itself, or the reports in a folder; errors take the place of what cannot be listed."""
    try:
        is_folder = path.is_dir()
        path.stat()
    except OSError as error:
        yield unreadable(path, error)
        return
    except ValueError:
        yield SourceError(
            "not a path: it holds a NUL character", where=legible(shown(path)), hint="check the path"
        )
        return
    if not is_folder:
        yield path
        return
    passed_over: Counter[str] = Counter()
    empty = True
    for found in _walk(path, set(), passed_over):
        empty = False
        yield found
    if empty:
        yield _no_reports(path, passed_over)


def _walk(folder: Path, visited: set[_FolderKey], passed_over: Counter[str]) -> Iterator[Path | SourceError]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        names = sorted(os.listdir(folder))  # noqa: PTH208 -- names are enough, and sort before any is opened
    except OSError as error:
        yield unreadable(folder, error)
        return
    for name in names:
        if name.startswith("."):
            continue
        entry = folder / name
        if entry.is_dir():
            yield from _walk(entry, visited, passed_over)
        elif entry.suffix.lower() not in EXTENSIONS:
            passed_over[entry.suffix.lower()] += 1
        elif entry.is_file() or entry.is_symlink():
            yield entry  # a broken link is tried, and reported as missing


def _no_reports(folder: Path, passed_over: Counter[str]) -> SourceError:
    kinds = ", ".join(legible(storable(suffix)) for suffix, _ in passed_over.most_common(5))
    seen = f"; {passed_over.total()} files of other kinds passed over ({kinds})" if passed_over else ""
    wanted = ", ".join(extension for extension in EXTENSIONS if extension)
    return SourceError(
        f"no reports in this folder{seen}", where=legible(shown(folder)), hint=f"give {wanted}"
    )
