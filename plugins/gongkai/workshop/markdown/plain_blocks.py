"""Flat lists and plain tables of the fast path.

In: the lines of a text, escaped, with their inline marks already turned into tags, and where the block begins. Out: its HTML, appended, and the
index of the line after it; DECLINED where only the reference knows, NO_LIST where there is nothing to read. Why here: `official_prose` reads line by line, these two kinds span lines.
"""

from __future__ import annotations

import re

DECLINED = -1
NO_LIST = 0
_NUMBERED = re.compile(r"([0-9]{1,9})\. +(.+)")
_BULLET = re.compile(r"[-+*] +(.+)")
_OPENS_A_BLOCK = re.compile(r"#|&gt;|[-+*] |[0-9]{1,9}\. |-[- ]*-[- ]*-")
_ALIGNED = {(True, True): ' class="align-center"', (True, False): ' class="align-left"', (False, True): ' class="align-right"'}


def read_list(lines: list[str], index: int, out: list[str]) -> int:
    """Reads the list that begins on line `index`; NO_LIST if that line is no list item."""
    line = lines[index].rstrip()
    numbered = _NUMBERED.match(line)
    if numbered is None and _BULLET.match(line) is None:
        return NO_LIST
    items: list[str] = []
    start = expected = int(numbered[1]) if numbered else 1
    loose = False
    while True:
        if numbered:
            item = _NUMBERED.match(line)
            if item is None or int(item[1]) not in (expected, start):
                return DECLINED
            text = item[2]
            expected += 1
        else:
            item = _BULLET.match(line)
            if item is None:
                return DECLINED
            text = item[1]
        text = text.strip()
        if not text or _OPENS_A_BLOCK.match(text):
            return DECLINED
        items.append(f"<li>\n<p>{text}</p>\n</li>" if loose else f"<li>{text}</li>")
        index += 1
        line = lines[index].rstrip() if index < len(lines) else ""
        if line:
            loose = False
            continue
        # The list goes on after empty lines if an item of its kind follows; then the items on both sides are paragraphs.
        following = index
        while following < len(lines) and not lines[following].rstrip():
            following += 1
        if following == len(lines):
            break
        line = lines[following].rstrip()
        if line[0] == " ":
            return DECLINED
        if (_NUMBERED if numbered else _BULLET).match(line) is None:
            break
        if not items[-1].startswith("<li>\n"):
            items[-1] = f"<li>\n<p>{items[-1][4:-5]}</p>\n</li>"
        loose = True
        index = following
    body = "\n".join(items)
    if numbered is None:
        out.append(f"<ul>\n{body}\n</ul>")
    else:
        out.append(f"<ol>\n{body}\n</ol>" if start == 1 else f'<ol start="{start}">\n{body}\n</ol>')
    return index


def read_table(lines: list[str], index: int, number: int, out: list[str]) -> int:
    """Reads the table whose header, beginning with a pipe, is line `index`; `number` counts the tables of the text."""
    header = _cells(lines[index])
    dashes = _cells(lines[index + 1])
    if len(header) != len(dashes) or len(header) < 2:
        return DECLINED
    align = [_ALIGNED.get((cell.startswith(":"), cell.endswith(":")), "") for cell in dashes]
    width = len(align)
    plain = not any(align)
    rows: list[str] = []
    index += 2
    while index < len(lines) and lines[index].rstrip():
        cells = _cells(lines[index])
        if len(cells) != width:
            cells = (cells + [""] * width)[:width]
        if plain:
            rows.append("<td>" + "</td>\n<td>".join(cells) + "</td>")
        else:
            rows.append("\n".join([f"<td{mark}>{cell}</td>" for mark, cell in zip(align, cells)]))
        index += 1
    if not rows:
        rows.append("\n".join(["<td></td>"] * width))
    head = "\n".join([f'<th scope="col"{mark}>{cell}</th>' for mark, cell in zip(align, header)])
    body = "\n</tr>\n<tr>\n".join(rows)
    out.append(
        f'<div class="table" tabindex="0" role="region" aria-label="表格{number}"><table>\n<thead>\n<tr>\n{head}\n</tr>\n</thead>\n'
        f"<tbody>\n<tr>\n{body}\n</tr>\n</tbody>\n</table></div>"
    )
    return index


def _cells(line: str) -> list[str]:
    row = line.rstrip().strip(" ")
    if row[:1] == "|":
        row = row[1:]
    if row[-1:] == "|":
        row = row[:-1]
    return [cell.strip(" ") for cell in row.split("|")]
