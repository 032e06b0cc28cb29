"""A body's colour on white paper: whether it can be seen, and the nearest darker one that can.

In: `#RRGGBB`. Out: contrast ratios and colours. Source: WCAG 2.1 relative luminance, as the accessibility norms for
government sites take it over (GB/T 37668, 互联网网站适老化通用设计规范).
"""

from __future__ import annotations

LEAST_CONTRAST = 4.5


def contrast_with_white(colour: str) -> float:
    """Contrast ratio, 1 to 21."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def darker(colour: str) -> str:
    """The same hue, just dark enough to be seen on white; the colour itself where it is dark enough."""
    channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for percent in range(100, -1, -1):
        tried = "#" + "".join(f"{channel * percent // 100:02X}" for channel in channels)
        if contrast_with_white(tried) >= LEAST_CONTRAST:
            return tried
    return "#000000"
