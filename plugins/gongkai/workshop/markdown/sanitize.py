"""Raw HTML in clerks' texts: what is HTML is cut down to a short list, what only looks like it stays text.

In: cleaned Markdown (`literal_angle_brackets`), or HTML from the reference conversion (`Sanitizer`). Out: the same, safe. Why here: the kept
library nh3 decides what is safe; this module only states the list. Imports nh3, so only the reference conversion imports this module.
"""

from __future__ import annotations

import re

import nh3

_HTML_NAMES = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form "
    "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map "
    "mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre "
    "progress q rb rp rt rtc ruby s samp script section select slot small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track tt u ul var video wbr xmp".split()
)
# A whole tag: name, attributes with ASCII names, end. 《关于修改<甲办法>的决定》, <xx市>, a<b 时 are text.
_ANGLE = re.compile(
    r"(`++)(?:(?!`).|\n(?!\n))*?[^`]\1(?!`)"  # a code span stays as it is
    r"|<(?:(?:https?://|mailto:)[^<>\s]*+|[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]++)>"  # so do the links written as <https://…>
    r"|<(/?+([A-Za-z][A-Za-z0-9]*+)"
    r"(?:\s++[A-Za-z_:@][A-Za-z0-9_:.@-]*+(?:\s*+=\s*+(?:\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'|[^\s\"'=<>`]++))?+)*+\s*+/?+>)?+"
)

_TEXT_TAGS = "p br hr sup sub strong em u del code blockquote h1 h2 h3 h4 h5 h6 div"
_TABLE_TAGS = "table thead tbody tfoot tr th td caption colgroup col"
_LIST_TAGS = "ol ul li dl dt dd details summary figure figcaption img a"
_TAGS = set(f"{_TEXT_TAGS} {_TABLE_TAGS} {_LIST_TAGS}".split())
_DROPPED_WITH_CONTENT = {"script", "style", "iframe", "noscript", "template", "svg", "math", "title", "noembed", "noframes", "object"}
_CELL = {"colspan", "rowspan", "scope", "align"}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "width", "height"},
    "td": _CELL,
    "th": _CELL,
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
    "li": {"value", "id"},
    "sup": {"id"},
    "details": {"open"},
}
_CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel", "policy", "interpretation", "entry", "department", "column"})
"""Schemes a link may have: those of the web we allow and the names of our records. Anything else loses its href."""

_VALUES = {
    "id": re.compile(r"fn(?:ref\d*)?:\S+"),
    "align": re.compile("left|center|right"),
    "scope": re.compile("col|row|colgroup|rowgroup"),
    "colspan": re.compile("[1-9][0-9]{0,2}"),
    "rowspan": re.compile("[1-9][0-9]{0,2}"),
    "span": re.compile("[1-9][0-9]{0,2}"),
    "start": re.compile("-?[0-9]{1,9}"),
    "value": re.compile("-?[0-9]{1,9}"),
    "width": re.compile("[0-9]{1,4}"),
    "height": re.compile("[0-9]{1,4}"),
}


def literal_angle_brackets(source: str) -> str:
    """Markdown in which every `<` that does not open a whole tag known to HTML is written `&lt;`, so that no text is lost."""

    def literal(match: re.Match[str]) -> str:
        text = match[0]
        if text != "<" and (match[2] is None and match[3] is None or (match[3] or "").lower() in _HTML_NAMES):
            return text
        return "&lt;" + text[1:]

    return _ANGLE.sub(literal, source)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    pattern = _VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes=set(SCHEMES),
    allowed_classes=_CLASSES,
)


def sanitize(html: str) -> str:
    """HTML with only the tags, attributes and link schemes of our list, well-formed, text and attributes escaped in one way."""
    return _CLEANER.clean(html)
