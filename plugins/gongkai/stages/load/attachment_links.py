"""Attachments and links that stay at home: what a record names must lie in its own `<stem>.files/` folder.

In: a valid record, the links of its body, the files that are there. Out: Problems. Paths upwards, absolute paths and
folders within the folder are refused; symbolic links never get this far (`stages.load.sources`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from gongkai.model.record import Attachment
from gongkai.model.room import Problem
from gongkai.workshop.markdown.rendered import SCHEMES

CODES = {
    "SRC-05": "附件不存在",
    "SRC-06": "链接跑出了自己的文件夹",
    "SRC-12": "链接的写法不能使用",
}


def files_folder(path: str) -> str:
    """Name of the folder for the attachments of the record (or file of records) at `path`."""
    return path.rpartition("/")[2].rpartition(".")[0] + ".files"


def attachment_problems(
    named: Sequence[Attachment],
    links: Sequence[str],
    present: frozenset[str],
    folder: str,
    body: str,
    *,
    in_markdown: bool,
) -> Iterator[Problem]:
    """SRC-05 and SRC-06 for one record. `named` are its 附件, `present` the names of the files in `folder`."""
    for index, attachment in enumerate(named):
        field = ("附件", index, "文件")
        if "/" in attachment.file or "\\" in attachment.file or attachment.file.startswith("."):
            yield Problem("SRC-06", f"附件“{attachment.file}”不能带路径", f"只写文件名，文件放在文件夹 {folder}", field)
        elif attachment.file not in present:
            yield Problem("SRC-05", f"没有找到附件“{attachment.file}”", f"应放在文件夹 {folder}", field)
    for href in dict.fromkeys(links):
        scheme, colon, _ = href.partition("/")[0].partition(":")
        if href.startswith("#") or (colon and scheme.lower() in SCHEMES):
            continue
        written = href if href in body else unquote(href)
        line = body.count("\n", 0, body.find(written)) + 1 if in_markdown and written in body else 0
        if colon:
            hint = "可以用网址、mailto:、tel:，或者 policy:部门/标识 这样的站内链接"
            yield Problem("SRC-12", f"链接“{href}”不能使用", hint, body_line=line)
            continue
        path = unquote(href.partition("#")[0])
        name = path.removeprefix(f"{folder}/")
        if name == path or "/" in name or "\\" in name or name == "..":
            hint = f"站内信息写成 policy:部门/标识，附件写成 {folder}/文件名"
            yield Problem("SRC-06", f"链接“{href}”不在本条信息的附件文件夹中", hint, body_line=line)
        elif name not in present:
            yield Problem("SRC-05", f"没有找到附件“{name}”", f"应放在文件夹 {folder}", body_line=line)
