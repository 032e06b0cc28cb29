"""Codes of bodies and sites: what is well-formed, and whose check digit is right.

In: strings a clerk typed. Out: booleans, and the check digit that would have been right. It is here because index
numbers, departments and page metadata all lean on these codes, and a wrong one is a wrong body.

Sources: GB 11714 (organisation codes), GB 32100 (统一社会信用代码), 国办发〔2017〕47号 (网站标识码).
"""

from __future__ import annotations

import re

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_SITE_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}")


def organisation_check_digit(body: str) -> str | None:
    """The ninth character of the 组织机构代码 whose first eight are `body` (GB 11714); `None` where `body` is malformed."""
    if re.fullmatch("[0-9A-Z]{8}", body) is None:
        return None
    total = sum(
        weight * _ALPHANUMERIC.index(character) for weight, character in zip(_ORGANISATION_WEIGHTS, body, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def is_organisation_code(text: str) -> bool:
    """Whether `text` is a 组织机构代码 of nine characters, without its hyphen, whose check digit is right."""
    return len(text) == 9 and text[8] == organisation_check_digit(text[:8])


def credit_check_digit(body: str) -> str | None:
    """The last character of the 统一社会信用代码 whose first 17 are `body` (GB 32100); `None` where `body` is malformed."""
    if re.fullmatch("[0-9A-HJ-NPQRTUWXY]{17}", body) is None:
        return None
    total = sum(
        weight * _CREDIT_ALPHABET.index(character) for weight, character in zip(_CREDIT_WEIGHTS, body, strict=True)
    )
    return _CREDIT_ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether `text` is a 统一社会信用代码 of 18 characters whose check digit is right."""
    return len(text) == 18 and text[17] == credit_check_digit(text[:17])


def is_site_code(text: str) -> bool:
    """Whether `text` has the shape of a 网站标识码: ten digits, or `bm` and eight digits for central bodies."""
    return _SITE_CODE.fullmatch(text) is not None
