"""Raw HTML in clerks' texts: what is HTML is cut down to a short list, what only looks like it stays text.

In: cleaned Markdown (`prepare_tags`), or HTML from the reference conversion (`sanitize`). Out: the same, safe. Why
here: the kept library nh3 decides what is safe; this module only states the list. Imports nh3, so only the
reference conversion imports this module.
"""

from __future__ import annotations

import re

import nh3

from gongkai.workshop.markdown.rendered import SCHEMES

_HTML_NAMES = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn
    dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6
    head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map
    mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p
    param picture plaintext pre progress q rb rp rt rtc ruby s samp script section select slot small source
    span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr
    track tt u ul var video wbr xmp
    """.split()  # noqa: SIM905  a list literal would be 130 lines
)
# A whole tag: name, attributes with ASCII names, end. 《关于修改<甲办法>的决定》, <xx市>, a<b 时 are text.
_ANGLE = re.compile(
    r"(`++)(?:(?!`).|\n(?!\n))*?[^`]\1(?!`)"  # a code span stays as it is
    r"|<(?:(?:https?://|mailto:)[^<>\s]*+|[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]++)>"  # as do links written <https://…>
    r"|<(/?+([A-Za-z][A-Za-z0-9]*+)"
    r"(?:\s++[A-Za-z_:@][A-Za-z0-9_:.@-]*+"
    r"(?:\s*+=\s*+(?:\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'|[^\s\"'=<>`]++))?)*\s*+/?+>)?"
    r"|(\[[^\[\]<`\n]*+\]\()<([^<>\n]++)>(?=\)| +[\"'])"  # [words](<target>), for targets with blanks
)
# What would end a target, or begin a title, where no angle brackets stand around it.
_IN_TARGET = str.maketrans({" ": "%20", "(": "%28", ")": "%29", '"': "%22", "'": "%27"})

_TEXT_TAGS = "p br hr sup sub strong em u del code blockquote h1 h2 h3 h4 h5 h6"
_TABLE_TAGS = "table thead tbody tfoot tr th td caption colgroup col"
_LIST_TAGS = "ol ul li dl dt dd details summary figure figcaption img a"
_TAGS_OF_CLERKS = frozenset(f"{_TEXT_TAGS} {_TABLE_TAGS} {_LIST_TAGS}".split())
_TAGS_OF_FOOTNOTES = {"div"}
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "iframe",
    "noscript",
    "template",
    "svg",
    "math",
    "title",
    "noembed",
    "noframes",
    "object",
}
_CELL = {"colspan", "rowspan", "scope", "align"}
_ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "div": {"class"},
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
_VALUES = {
    "id": re.compile(r"fn(?:ref\d*)?:\S+"),
    "class": re.compile("footnote|footnote-ref|footnote-backref"),
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


def prepare_tags(source: str) -> str:
    """Markdown in which only whole tags of our list are left, so that no text is lost and none swallowed.

    A `<` that opens no whole tag known to HTML becomes `&lt;`. Known tags not on the list go, their text stays.
    Tags that go with their content (script, style …) are left to nh3 where they are closed. The target of a link in
    angle brackets loses these.
    """
    last_end: dict[str, int] = {}

    def prepared(match: re.Match[str]) -> str:
        text = match[0]
        if match[5] is not None:
            return match[4] + match[5].strip().translate(_IN_TARGET)
        if match[2] is None:
            return text if len(text) > 1 else "&lt;"
        name = match[3].lower()
        if name in _TAGS_OF_CLERKS:
            return text
        if name in _DROPPED_WITH_CONTENT:
            if name not in last_end:
                last_end[name] = source.lower().rfind(f"</{name}")
            return text if last_end[name] >= match.start() else ""
        return "" if name in _HTML_NAMES else "&lt;" + text[1:]

    return _ANGLE.sub(prepared, source)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    pattern = _VALUES.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS_OF_CLERKS | _TAGS_OF_FOOTNOTES),
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    link_rel=None,
    url_schemes=set(SCHEMES),
)


def sanitize(html: str) -> str:
    """HTML with only the tags, attributes and link schemes of our list, well-formed, escaped in one way."""
    return _CLEANER.clean(html)
