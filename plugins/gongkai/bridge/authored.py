"""The authored sources, mirrored into a folder of their own for MkDocs.

MkDocs walks the whole of docs_dir and makes an object of every file. Ours holds 20,000 records, so it is shown a mirror
with the authored pages alone: `content/*.md` and `content/pages/`; on a county's own site the county's
`content/<county>/pages/` over these, so that 关于本站 there speaks of the county.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.workshop.output_file import write_if_changed


def authored_files(content: Path, scope: str) -> Mapping[Path, Path]:
    """The authored pages and their pictures, in order: where each stands → the file, both relative to `content`.

    `scope` is the body whose own site this is, "" for the whole. Symbolic links are never followed.
    """
    top = (path for path in sorted(content.glob("*")) if not path.name.startswith("."))
    found = {path.relative_to(content): path for path in (*top, *_below(content / "pages"))}
    if scope:
        own = content / scope / "pages"
        found |= {Path("pages") / path.relative_to(own): path for path in _below(own)}
    return {
        place: path.relative_to(content) for place, path in found.items() if path.is_file() and not path.is_symlink()
    }


def _below(folder: Path) -> Iterator[Path]:
    if not folder.is_symlink() and not folder.parent.is_symlink():
        yield from sorted(folder.rglob("*"))


def mirror(content: Path, scope: str, folder: Path) -> None:
    """Make `folder` hold exactly the authored files."""
    wanted = authored_files(content, scope)
    if folder.exists():
        for path in folder.rglob("*"):
            if path.is_file() and path.relative_to(folder) not in wanted:
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for place, path in wanted.items():
        write_if_changed(str(folder / place), (content / path).read_bytes())
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
