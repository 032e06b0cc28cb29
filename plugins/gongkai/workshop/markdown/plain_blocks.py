"""Plain lists and plain tables of the fast path.

In: the lines of a text, escaped, with their inline marks already turned into tags, and where the block begins. Out:
its HTML, appended, and the index of the line after it; DECLINED where only the reference knows, NOTHING where
neither begins. Why here: `official_prose` reads line by line, these two kinds span lines.
"""

from __future__ import annotations

import re

DECLINED = -1
NOTHING = 0
_MARK = re.compile(r"(?:[0-9]{1,9}\.|([-+*])) ")
# What would open another block inside the item is the reference's work.
_ITEM = re.compile(r"(?:([0-9]{1,9})\.|[-+*]) +(?!#|&gt;|-|[+*] |[0-9]{1,9}\. )(\S.*)")
_ALIGNED = {
    (True, True): ' class="align-center"',
    (True, False): ' class="align-left"',
    (False, True): ' class="align-right"',
}


def read_list(lines: list[str], index: int, out: list[str]) -> int:
    """Reads the list that begins on line `index`, to its end."""
    line = lines[index].rstrip()
    mark = _MARK.match(line)
    if mark is None:
        return NOTHING
    bullets = mark[1] is not None
    if line.lstrip()[0] == "0":
        return DECLINED  # the reference minds how the first number is written: `01.` is no `1.` to it
    start = expected = 1 if bullets else int(line[: mark.end() - 2])
    items: list[str] = []
    loose = False
    while True:
        item = _ITEM.match(line)
        if item is None:
            return DECLINED
        number, text = item.groups()
        if (number is None) is not bullets or not (bullets or int(number) in (expected, start)):
            return DECLINED
        expected += 1
        items.append(f"<li>\n<p>{text}</p>\n</li>" if loose else f"<li>{text}</li>")
        loose = False
        index += 1
        line = lines[index].rstrip() if index < len(lines) else ""
        if line:
            continue
        # The list goes on after empty lines if an item of its kind follows; the items on both sides become paragraphs.
        following, line = _after_empty_lines(lines, index + 1)
        if line[:1] == " ":
            within, following = _bullets_within(lines, following)
            if not within:
                return DECLINED
            items[-1] = f"{_loosened(items[-1])[:-5]}<ul>\n{within}\n</ul>\n</li>"
            index = following
            following, line = _after_empty_lines(lines, following)
            if line[:1] == " ":
                return DECLINED
        mark = _MARK.match(line)
        if mark is None or (mark[1] is not None) is not bullets:
            break
        items[-1] = _loosened(items[-1])
        loose = True
        index = following
    tag = "ul" if bullets else "ol"
    opening = f"<{tag}>" if start == 1 else f'<{tag} start="{start}">'
    body = "\n".join(items)
    out.append(f"{opening}\n{body}\n</{tag}>")
    return index


def _after_empty_lines(lines: list[str], index: int) -> tuple[int, str]:
    """The next line, at `index` or later, that holds anything, and which it is; the text's end is an empty line."""
    while index < len(lines):
        if line := lines[index].rstrip():
            return index, line
        index += 1
    return index, ""


def _loosened(item: str) -> str:
    """An item whose text is a paragraph."""
    return item if item.startswith("<li>\n") else f"<li>\n<p>{item[4:-5]}</p>\n</li>"


def _bullets_within(lines: list[str], index: int) -> tuple[str, int]:
    """The items of a tight list of bullets four spaces in, as it stands below an item, and the line after it; "" where
    anything else stands there."""
    items: list[str] = []
    while index < len(lines) and (line := lines[index].rstrip()):
        item = _ITEM.match(line[4:]) if line.startswith("    ") else None
        if item is None or item[1] is not None:
            return "", index
        items.append(f"<li>{item[2]}</li>")
        index += 1
    return "\n".join(items), index


def read_table(lines: list[str], index: int, number: int, out: list[str]) -> int:
    """Reads the table whose header, beginning with a pipe, is line `index`; `number` counts the tables of the text."""
    below = lines[index + 1].rstrip() if index + 1 < len(lines) else ""
    if "-" not in below or below.strip("|:- "):
        return NOTHING
    header = _cells(lines[index].rstrip())
    dashes = _cells(below)
    width = len(header)
    if width != len(dashes) or width < 2 or not all("-" in cell for cell in dashes):
        return DECLINED
    plain = ":" not in below
    align = [_ALIGNED.get((cell[:1] == ":", cell[-1:] == ":"), "") for cell in dashes]
    rows: list[str] = []
    index += 2
    while index < len(lines) and (line := lines[index].rstrip()):
        index += 1
        if (
            plain
            and "  " not in line
            and line.startswith("| ")
            and line.endswith(" |")
            and line.count("|") == width + 1
        ):
            inner = line[2:-2]
            # Nearly all tables are written so, each pipe between single spaces, and need not be taken apart.
            if inner.count(" | ") == width - 1:
                rows.append("<td>" + inner.replace(" | ", "</td>\n<td>") + "</td>")
                continue
        cells = _cells(line)
        if len(cells) != width:
            cells = (cells + [""] * width)[:width]
        rows.append("\n".join([f"<td{mark}>{cell}</td>" for mark, cell in zip(align, cells, strict=True)]))
    if not rows:
        rows.append("\n".join(["<td></td>"] * width))
    head = "\n".join([f'<th scope="col"{mark}>{cell}</th>' for mark, cell in zip(align, header, strict=True)])
    body = "\n</tr>\n<tr>\n".join(rows)
    out.append(
        f'<div class="table" tabindex="0" role="region" aria-label="表格{number}"><table>\n'
        f"<thead>\n<tr>\n{head}\n</tr>\n</thead>\n<tbody>\n<tr>\n{body}\n</tr>\n</tbody>\n</table></div>"
    )
    return index


def _cells(line: str) -> list[str]:
    row = line.strip(" ")
    if row[:1] == "|":
        row = row[1:]
    if row[-1:] == "|":
        row = row[:-1]
    return [cell.strip(" ") for cell in row.split("|")]
