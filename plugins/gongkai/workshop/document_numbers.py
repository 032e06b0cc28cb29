"""文号 and titles of official papers: reading them, and saying how a misspelt number should look.

In: one line as a clerk typed it. Out: a frozen `DocumentNumber`, a corrected spelling, or the kind a title ends with;
`None` where it is none. It is here because policies, gazettes and links between documents are all found by their
numbers.

Sources: 党政机关公文处理工作条例 (中办发〔2012〕14号) art. 8 and 9; GB/T 9704-2012 7.2.5.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

import msgspec

from gongkai.workshop.chinese import fold_width

_YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_ISSUER = "(?P<issuer>[\u4e00-\u9fa5A-Za-z·（）]{1,24})"
# Orders and announcements print whole names of bodies, joint ones with 、 or blanks between them.
_NAMES = "(?P<issuer>[\u4e00-\u9fa5·（）、 \u3000]{0,80}?)"


class DocumentNumberForm(Enum):
    """The three legal forms of a document number."""

    STANDARD = "发文字号"
    ORDER = "令"
    ANNOUNCEMENT = "公告"


_FORMS = {
    DocumentNumberForm.STANDARD: re.compile(rf"{_ISSUER}〔{_YEAR}〕(?P<serial>[1-9][0-9]{{0,4}})号"),
    DocumentNumberForm.ORDER: re.compile(rf"{_NAMES}令第(?P<serial>[1-9][0-9]{{0,3}})号"),
    DocumentNumberForm.ANNOUNCEMENT: re.compile(rf"(?:{_NAMES}公告)?{_YEAR}年第(?P<serial>[1-9][0-9]{{0,3}})号"),
}
_LONGEST = 150
"""Characters of the longest number with room for slips; the patterns below must not be let loose on more."""
# Numbers with slips are few: these are compiled when the first one comes.
_BLANK_BESIDE_NUMBER = r"\s+(?=令|公告|年|第|号|[0-9])|(?<=[令告年第号0-9])\s+"
_LOOSE_STANDARD = rf"{_ISSUER[:-1]}?)[\[［(（【〈﹝〔〖]{_YEAR}[\]］)）】〉﹞〕〗]第?0*(?P<serial>[1-9][0-9]{{0,4}})号"
_LOOSE_ORDER = rf"{_NAMES}令第?0*(?P<serial>[1-9][0-9]{{0,3}})号"
_LOOSE_ANNOUNCEMENT = rf"(?P<front>(?:{_NAMES}公告)?){_YEAR}年第?0*(?P<serial>[1-9][0-9]{{0,3}})号"


class DocumentNumber(msgspec.Struct, frozen=True):
    """A document number taken apart.

    `issuer` is the 发文机关代字 (`云川政办发`), or for the other forms the name before 令 or 公告 (`云川市人民政府`, `国`), which may be
    empty for a bare `2026年第6号`. `year` is `None` for orders, which are numbered through.
    """

    issuer: str
    year: int | None
    serial: int
    form: DocumentNumberForm


@lru_cache(maxsize=64)  # each number is asked for a few times running
def parse_document_number(text: str) -> DocumentNumber | None:
    """`云川政办发〔2026〕9号`, `云川市人民政府令第12号`, `公告2026年第6号` taken apart; `None` for every other spelling."""
    for form, pattern in _FORMS.items():
        match = pattern.fullmatch(text)
        if match is not None:
            year = None if form is DocumentNumberForm.ORDER else int(match["year"])
            return DocumentNumber(match["issuer"] or "", year, int(match["serial"]), form)
    return None


def explain_document_number(text: str) -> str | None:
    """The right spelling of a number that is wrong only in brackets, leading zeros, blanks, full-width digits or 第.

    `None` where the number is right already and where more is wrong than spelling can mend, which is always so of texts
    too long for a number.
    """
    bare = text.strip()
    if len(bare) > _LONGEST or parse_document_number(text) is not None:
        return None
    folded = fold_width(bare)
    match = re.fullmatch(_LOOSE_STANDARD, re.sub(r"\s+", "", folded))
    if match is not None:
        return f"{match['issuer']}〔{match['year']}〕{match['serial']}号"
    # Here blanks part the names of joint issuers, so only those beside the number itself are slips.
    tight = re.sub(_BLANK_BESIDE_NUMBER, "", folded)
    match = re.fullmatch(_LOOSE_ANNOUNCEMENT, tight)
    if match is not None:
        return f"{match['front']}{match['year']}年第{match['serial']}号"
    match = re.fullmatch(_LOOSE_ORDER, tight)
    return f"{match['issuer']}令第{match['serial']}号" if match is not None else None


# The fifteen kinds of art. 8 as a title's last word. 令 alone stands for 命令（令）.
_KIND_ENDINGS = {
    "决议": "决议",
    "决定": "决定",
    "令": "命令（令）",
    "公报": "公报",
    "公告": "公告",
    "通告": "通告",
    "意见": "意见",
    "通知": "通知",
    "通报": "通报",
    "报告": "报告",
    "请示": "请示",
    "批复": "批复",
    "议案": "议案",
    "函": "函",
    "纪要": "纪要",
}
_NOT_A_KIND = re.compile(r"(?:法令|司令|口令|指令|县令|时令|责令|(?:征求|征集|听取|反馈)意见)$")
_TRAILING_NOTE = re.compile(r"(?:（[^（）]{1,20}）|\([^()]{1,20}\))$")


def document_kind(title: str) -> str | None:
    """Which of the 15 公文 kinds a title ends with, notes such as （试行） left aside; `None` where it ends with none.

    The answer is the official name of the kind, so a title that ends with 令 answers `命令（令）`.
    """
    bare = title.strip()
    while (shorter := _TRAILING_NOTE.sub("", bare).rstrip()) != bare:
        bare = shorter
    if _NOT_A_KIND.search(bare):
        return None
    return next((kind for ending, kind in _KIND_ENDINGS.items() if bare.endswith(ending)), None)
