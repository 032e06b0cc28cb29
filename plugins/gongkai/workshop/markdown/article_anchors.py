"""Anchors of official texts: chapters, sections, articles and other headings get ids that can be linked and copied.

In: the blocks of a text in order, as finished inner HTML. Out: the same blocks as HTML elements with ids, the
contents list, the articles. Why here: both conversions share this one numbering, so they cannot differ.

Ids: 第二编 `part-2`, 第一分编 `subpart-1`, 第三章 `chapter-3`, its 第二节 `chapter-3-section-2`, 第十二条 `article-12`, 第十二条之一
`article-12-1`; other headings by position, `section-1`, `section-1-2`. An id already taken gets `-2`, `-3` …

What an article head is (read off the 712 regulations of the national corpus, where each of 28,032 heads is the
number and one space, and a paragraph that starts with a reference, 第二款和第三款规定的…, has no space): the number at the
start of a paragraph or heading, followed by a space, the end, a colon, a bracketed caption, or, in texts pasted
without the space, by a word that cannot continue a reference. Where several articles were squeezed into one
paragraph, those behind the first are the numbers after a full stop and before a space that go on counting: the whole
corpus has 112 numbers after a full stop inside a paragraph, all of one such text (飞行基本规则), and all of them heads.
"""

from __future__ import annotations

import re
from html import unescape

from .numerals import NUMERAL, number_of
from .rendered import Heading

# 第十条规定, 第十条的, 第十条、第十一条, 第十条第二款, 第十条修改为 … speak about an article.
_REFERENCE = (
    "规定|所|的|和|与|及|或|至|到|第|款|项|之|以[上下外内前后]|中(?!华|国|央|小|外|介|医|药|等|型)|修改|改为|增加|删|作为|合并|调整为|废止|前|后|"
    "内|等|同时|不适用|适用|执行|要求|明确|列|情形|条件|办理|处罚|处理|[、，,。．.；;！!？?”’》」』〉〕】)）～~—–－-]"
)
_NOT_A_REFERENCE = rf"(?=[ \u3000:：【〔\[]|</|$|[（(](?!{NUMERAL}[)）])|(?!{_REFERENCE})[\u3400-\u9fff“《〈「『])"
# Groups: the number as written; its numeral and the numeral of its branch; the unit of a division, None for an article.
_HEAD = re.compile(rf"(?:<strong>)?(第({NUMERAL})(?:条(?:之({NUMERAL}))?|(分?编|章|节))){_NOT_A_REFERENCE}")
_SQUEEZED = re.compile(rf"。[ \u3000]*(第({NUMERAL})条)(?=[ \u3000])")
_CONTENTS = re.compile(r"(?:<strong>)?目[ \u3000]*[录錄](?:</strong>)?\Z")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE = re.compile("[。；;！!？?：:，,]")
MAY_BEGIN_HEAD = "第目<"
"""First characters of the inner HTML of a head (目 of 目录, < of <strong>); any other block is plain at a glance."""
_LONGEST_BARE_HEADING = 30
_DIVISIONS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
# Ranks of headings written with # are 10 × their number of signs; a bare 第一章 stands where ## stands.
_BARE_RANKS = {"part": 10, "subpart": 15, "chapter": 20, "section": 30}
RANKS_PER_LEVEL = 10
_DEEPEST = 6


class Outline:
    """The numbering of one text. Fed the blocks in order, it answers with their HTML and remembers the heads.

    Levels: the page's h1 is its title, so the shallowest heading is h2, and none is more than one level below the one
    before it.
    """

    __slots__ = ("_chapter", "_contents", "_counts", "_open_ranks", "_taken", "articles", "headings")

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.articles: list[Heading] = []
        self._taken: dict[str, int] = {}
        self._open_ranks: list[int] = []
        self._counts: list[int] = []
        self._chapter = ""
        # First division of a printed contents list (目录); None when we are not inside one, "" before its first line.
        self._contents: str | None = None

    def heading(self, rank: int, inner: str) -> str:
        """HTML of a heading of the given rank (10 × number of #)."""
        self._contents = None
        if inner[0] not in MAY_BEGIN_HEAD:
            return self._heading(rank, inner, None)
        head = _HEAD.match(inner)
        if head and head[4] is None:
            level = self._level(rank)
            return f"<h{level}{self._article(head, inner)}</h{level}>"
        if _CONTENTS.match(inner):
            self._contents = ""
        return self._heading(rank, inner, head)

    def paragraph(self, inner: str) -> str:
        """HTML of a paragraph: an article, a chapter heading that stands bare on its line, or plain."""
        if inner[0] not in MAY_BEGIN_HEAD:
            return f"<p>{inner}</p>"
        head = _HEAD.match(inner)
        if head is None:
            if _CONTENTS.match(inner):
                self._contents = ""
            return f"<p>{inner}</p>"
        if head[4] is None:
            return f"<p{self._article(head, inner)}</p>"
        text = _plain(inner)
        if len(text) <= _LONGEST_BARE_HEADING and not _SENTENCE.search(text):
            if self._contents is None or self._contents == head[1]:
                self._contents = None
                return self._heading(_BARE_RANKS[_DIVISIONS[head[4]]], inner, head)
            self._contents = self._contents or head[1]
        return f"<p>{inner}</p>"

    def _article(self, match: re.Match[str], inner: str) -> str:
        self._contents = None
        text, numeral, branch, _ = match.groups()
        anchor = f"article-{number_of(numeral)}"
        if branch:
            anchor += f"-{number_of(branch)}"
        anchor = self._claim(anchor)
        self.articles.append(Heading(0, anchor, text))
        start, end = match.span(1)
        rest = inner[end:]
        if "第" in rest and _SQUEEZED.search(rest):
            rest = self._squeezed(number_of(numeral), rest)
        return f' id="{anchor}">{inner[:start]}<a class="article-number" href="#{anchor}">{text}</a>{rest}'

    def _squeezed(self, number: int, rest: str) -> str:
        """The rest of an article's paragraph, with anchors on the articles that follow in it."""
        out: list[str] = []
        done = seen = inside = 0
        for match in _SQUEEZED.finditer(rest):
            text, numeral = match.groups()
            # Neither in a tag nor between those of a link: links hold no links.
            for mark, step in (("<", 1), (">", -1), ("<a ", 1), ("</a>", -1)):
                inside += step * rest.count(mark, seen, match.start())
            seen = match.start()
            if inside or number_of(numeral) != number + 1:
                continue
            number += 1
            anchor = self._claim(f"article-{number}")
            self.articles.append(Heading(0, anchor, text))
            start, end = match.span(1)
            out += (rest[done:start], f'<a class="article-number" id="{anchor}" href="#{anchor}">{text}</a>')
            done = end
        return "".join(out) + rest[done:]

    def _heading(self, rank: int, inner: str, division: re.Match[str] | None) -> str:
        level = self._level(rank)
        if division is None:
            wanted = "section-" + "-".join(map(str, self._counts))
        else:
            unit = _DIVISIONS[division[4]]
            wanted = f"{unit}-{number_of(division[2])}"
            if unit == "section" and self._chapter:
                wanted = f"{self._chapter}-{wanted}"
        anchor = self._claim(wanted)
        if division is not None:
            if unit == "chapter":
                self._chapter = anchor
            elif unit != "section":
                self._chapter = ""
        self.headings.append(Heading(level, anchor, _plain(inner)))
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    def _level(self, rank: int) -> int:
        open_ranks, counts = self._open_ranks, self._counts
        while open_ranks and open_ranks[-1] >= rank:
            open_ranks.pop()
        open_ranks.append(rank)
        depth = len(open_ranks)
        if len(counts) >= depth:
            counts[depth - 1] += 1
            del counts[depth:]
        else:
            counts.append(1)
        return min(depth + 1, _DEEPEST)

    def _claim(self, anchor: str) -> str:
        taken = self._taken
        if anchor not in taken:
            taken[anchor] = 1
            return anchor
        count = taken[anchor] + 1
        while f"{anchor}-{count}" in taken:
            count += 1
        taken[anchor] = count
        taken[f"{anchor}-{count}"] = 1
        return f"{anchor}-{count}"


def _plain(inner: str) -> str:
    if "<" in inner or "&" in inner:
        return unescape(_TAG.sub("", inner)).strip()
    return inner
