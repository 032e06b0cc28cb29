"""The authored sources, mirrored into a folder of their own for MkDocs.

MkDocs walks the whole of docs_dir and makes an object of every file. Ours holds 20,000 records, so it is shown a mirror
with the authored pages alone: `content/*.md` and `content/pages/`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from gongkai.workshop.output_file import write_if_changed


def authored_files(content: Path) -> list[Path]:
    """The authored pages and their pictures, relative to `content`, in order. Symbolic links are never followed."""
    top = [path for path in sorted(content.glob("*")) if not path.name.startswith(".")]
    pages = content / "pages"
    below = [] if pages.is_symlink() else sorted(pages.rglob("*"))
    return [path.relative_to(content) for path in (*top, *below) if path.is_file() and not path.is_symlink()]


def mirror(content: Path, folder: Path) -> None:
    """Make `folder` hold exactly the authored files."""
    wanted = authored_files(content)
    if folder.exists():
        for path in folder.rglob("*"):
            if path.is_file() and path.relative_to(folder) not in wanted:
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for path in wanted:
        write_if_changed(str(folder / path), (content / path).read_bytes())
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
