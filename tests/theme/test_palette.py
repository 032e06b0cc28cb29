"""Contrast of every pair of colours that the stylesheet puts together (WCAG 2.1; 互联网网站适老化通用设计规范)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLES = (Path(__file__).resolve().parents[2] / "theme/assets/stylesheets/gongkai.css").read_text(encoding="utf-8")

Palette = dict[str, str]

TEXTS = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("soft", "paper"),
    ("soft", "surface"),
    ("link", "paper"),
    ("link", "surface"),
    ("visited", "paper"),
    ("red", "paper"),
    ("red", "surface"),
    ("on-band", "band"),
]


def palettes(selector: str) -> list[Palette]:
    """The custom properties of each rule whose selector ends the given way."""
    rules = re.findall(re.escape(selector) + r" \{([^}]*)\}", STYLES)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule)) for rule in rules]


LIGHT = palettes("\n:root")[0]
DARK_BY_SYSTEM = palettes(':root:not([data-theme="light"])')[0]
DARK_BY_CHOICE = palettes(':root[data-theme="dark"]')[0]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_reaches_4_5(palette: Palette, text: str, ground: str) -> None:
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [pair for pair in TEXTS if pair[0] != "soft"])
def test_text_reaches_7_in_elder_mode(palette: Palette, text: str, ground: str) -> None:
    # Elder mode writes what is soft in ink; every other colour must do as it stands.
    assert contrast(palette[text], palette[ground]) >= 7


def test_elder_mode_writes_soft_text_in_ink() -> None:
    rule = re.search(r":root\[data-elder\] \{([^}]*)\}", STYLES)
    assert rule is not None
    assert "--soft: var(--ink)" in rule[1]


@pytest.mark.parametrize("palette", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
def test_edges_of_controls_reach_3(palette: Palette) -> None:
    assert contrast(palette["edge"], palette["paper"]) >= 3


def test_dark_is_the_same_by_system_and_by_choice() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE
    assert DARK_BY_SYSTEM.keys() == LIGHT.keys()
