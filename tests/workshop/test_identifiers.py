"""Codes: the check digits of real codes pass, and no single slip of the hand does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workshop.identifiers import (
    credit_check_digit,
    is_credit_code,
    is_organisation_code,
    is_site_code,
    organisation_check_digit,
)

ORGANISATIONS = ("000014349", "01404053X", "011336909", "053533505", "01527918X")
CREDIT_CODES = ("11441700007280420Y", "11620622013933539B")
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", ORGANISATIONS)
def test_real_organisation_codes_pass(code: str) -> None:
    assert is_organisation_code(code)


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_real_credit_codes_pass(code: str) -> None:
    assert is_credit_code(code)


@given(st.sampled_from(CREDIT_CODES), st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_never_passes(code: str, place: int, character: str) -> None:
    changed = code[:place] + character + code[place + 1 :]
    assert is_credit_code(changed) == (changed == code)


@given(st.sampled_from(ORGANISATIONS), st.integers(0, 9))
def test_a_wrong_organisation_check_digit_names_the_right_one(code: str, digit: int) -> None:
    changed = code[:8] + str(digit)
    assert is_organisation_code(changed) == (changed == code)
    assert organisation_check_digit(changed[:8]) == code[8]


@given(st.text(max_size=20))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert is_organisation_code(text) in (True, False)
    assert is_credit_code(text) in (True, False)
    assert is_site_code(text) in (True, False)


@pytest.mark.parametrize(
    "text", ["", "1144170000728042", "11441700007280420y", "I1441700007280420Y", "１１441700007280420Y"]
)
def test_malformed_credit_codes_fail(text: str) -> None:
    assert not is_credit_code(text)


def test_malformed_bodies_have_no_check_digit() -> None:
    assert organisation_check_digit("0000143") is None
    assert credit_check_digit("1144170000728042O") is None


@pytest.mark.parametrize("text", ["3100000087", "5001070012", "bm55000001", "bm64130001"])
def test_site_codes_in_use_pass(text: str) -> None:
    assert is_site_code(text)


@pytest.mark.parametrize("text", ["310000008", "31000000870", "BM55000001", "bm5500000", "bm55000001\n", "３100000087"])
def test_misshapen_site_codes_fail(text: str) -> None:
    assert not is_site_code(text)
