"""Our dialect, as an extension of python-markdown: the block rules in which official texts differ from Markdown.

In: a `markdown.Markdown` instance. Out: the same instance with other rules. Why: texts come from a word processor,
one paragraph a line, indented with spaces, with rows of dashes, underscores and brackets that are text. The rules
are listed in `OfficialRules`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import HRProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.blockparser import BlockParser


class _LineIsParagraph(ParagraphProcessor):
    """Each line of a paragraph block is a paragraph, unindented; those of a tight list item stay together."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        if self.parser.state.isstate("list"):
            blocks[0] = blocks[0].strip()
            super().run(parent, blocks)
            return
        for line in blocks.pop(0).split("\n"):
            text = line.strip()
            if text:
                SubElement(parent, "p").text = text


class _NumberedList(SaneOListProcessor):
    """An ordered list that shows the numbers as typed: where they skip, the item carries its value."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(r"^[ ]{0,3}[0-9]{1,9}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(r"^[ ]{0,3}(([0-9]{1,9}\.))[ ]+(.*)")
        self.INDENT_RE = re.compile(r"^[ ]{4,7}(([0-9]{1,9}\.)|[*+-])[ ]+.*")

    def run(self, parent: Element, blocks: list[str]) -> None:
        numbers = [int(match[2][:-1]) for line in blocks[0].split("\n") if (match := self.CHILD_RE.match(line))]
        before = len(parent[-1]) if len(parent) and parent[-1].tag == "ol" else 0
        super().run(parent, blocks)
        if not len(parent) or parent[-1].tag != "ol":
            return
        ordered = parent[-1]
        start = int(ordered.get("start", "1"))
        if "start" in ordered.attrib:
            ordered.set("start", str(start))
        expected = start
        for position, item in enumerate(ordered):
            number = numbers[position - before] if 0 <= position - before < len(numbers) else expected
            # 1. 1. 1. is the habit of those who leave the counting to Markdown.
            if number not in (expected, start) and position >= before:
                item.set("value", str(number))
            expected = int(item.get("value", str(expected))) + 1


class _BulletList(SaneUListProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.INDENT_RE = re.compile(r"^[ ]{4,7}(([0-9]{1,9}\.)|[*+-])[ ]+.*")


class _Rule(HRProcessor):
    """A line of dashes or stars; a line of underscores is a blank to be filled in, and stays."""

    SEARCH_RE = re.compile(r"^[ ]{0,3}(?:(?:-[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})[ ]*$", re.MULTILINE)


class _Table(TableProcessor):
    """A table has dashes below each header cell; rows of pipes alone, left of an emptied table, are text."""

    def test(self, parent: Element, block: str) -> bool:
        return super().test(parent, block) and all("-" in cell for cell in self.separator)


class OfficialRules(Extension):
    """The dialect.

    * One line is one paragraph; spaces and full-width spaces around it go.
    * Off: underlined headings (=== and ---), code blocks by indentation, link definitions (`[注]:本表` must not vanish),
      emphasis by underscore and rules of underscores (they are blanks to be filled in).
    * A table needs dashes below each header cell.
    * Ordered lists keep the numbers of the text.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  python-markdown's name
        blocks = md.parser.blockprocessors
        for name in ("code", "setextheader", "reference"):
            blocks.deregister(name)
        for name in ("reference", "short_reference", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        blocks.register(_Table(md.parser, {"use_align_attribute": True}), "table", 75)
        blocks.register(_Rule(md.parser), "hr", 50)
        blocks.register(_NumberedList(md.parser), "olist", 40)
        blocks.register(_BulletList(md.parser), "ulist", 30)
        blocks.register(_LineIsParagraph(md.parser), "paragraph", 10)
        if "|" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("|")
        if md.delimiters is not None:
            md.delimiters.remove("_")
