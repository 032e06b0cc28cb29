"""The text of an official document with what stands around it, made without a template, and the lists beside it.

In: finished HTML of a body, the document's elements; Groups. Out: HTML, the same as the macro `document` prints (a test
compares them). It stands on every page of the library; see `workshop.page_parts` for why such parts are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from gongkai.kinds.policies.parts import Group, Notice, Step
from gongkai.model.room import Site
from gongkai.workshop.page_parts import contents, escape_all, related


def document(
    kind: str,
    text: str,
    *,
    addressee: str = "",
    attachment_notes: Sequence[str] = (),
    signatures: Sequence[str] = (),
    date: str = "",
    note: str = "",
) -> str:
    """主送机关, text, 附件说明, 署名 and 成文日期, 附注; `kind` is `document` or `regulation`, `text` HTML."""
    parts = [f'<div class="document {kind}" data-read>\n']
    if addressee:
        colon = "" if addressee.endswith(("：", ":")) else "："
        parts.append(f'<p class="addressee">{escape(addressee)}{colon}</p>\n')
    parts.append(f"{text}\n")
    if attachment_notes:
        names = escape_all(attachment_notes)
        items = "".join([f"<li>{each}</li>" for each in names])
        # One alone bears no number (GB/T 9704-2012, 7.3.4).
        listed = f"<p>附件：</p><ol>{items}</ol>" if len(names) > 1 else f"<p>附件：</p><p>{names[0]}</p>"
        parts.append(f'<div class="attachment-notes">{listed}</div>\n')
    if signatures or date:
        lines = "".join(f"<p>{each}</p>" for each in (*escape_all(signatures), *filter(None, (date,))))
        parts.append(f'<div class="signature">{lines}</div>\n')
    if note:
        parts.append(f'<p class="note">{escape(note)}</p>\n')
    parts.append("</div>")
    return "".join(parts)


def outline(headings: Sequence[tuple[int, str, str]]) -> str:
    """目录, where there is more than one heading to choose from."""
    return contents(headings) if len(headings) > 1 else ""


def groups_beside(groups: Iterable[Group], root: str) -> str:
    """The lists that have items, each with its heading."""
    return "".join([related(group.items, root, escape(group.title)) for group in groups if group.items])


def notices_above(notices: Iterable[Notice]) -> str:
    """What must be read first, a line each."""
    return "".join([f'<div class="notice {each.kind}"><p>{each.text}</p></div>\n' for each in notices])


def life_line(steps: Sequence[Step], page_path: str, site: Site) -> str:
    """历次文本. By the theme's own macro: few documents have any."""
    return site.fill("policies/life.html", page_path, life=steps)
