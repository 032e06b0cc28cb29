"""What a reader downloads: small, from this host alone, and still there after an upgrade of Material."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import material
import pytest
import yaml

THEME = Path(__file__).resolve().parents[2] / "theme"
STYLES = THEME / "assets/stylesheets/gongkai.css"
SCRIPT = THEME / "assets/javascripts/gongkai.js"
EARLY = THEME / "assets/javascripts/gongkai-early.js"
ASSETS = sorted(path for path in (THEME / "assets").rglob("*") if path.is_file())


def settings() -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((THEME / "mkdocs_theme.yml").read_text(encoding="utf-8"))
    return loaded


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def material_styles() -> Path:
    return Path(material.__file__).parent / "templates" / str(settings()["material_stylesheet"])


def test_the_stylesheet_of_material_has_the_name_that_the_theme_links() -> None:
    assert material_styles().is_file(), "Material was upgraded: name its stylesheet anew in theme/mkdocs_theme.yml"


def test_styles_of_an_authored_page_stay_within_30_kb() -> None:
    assert compressed(STYLES) + compressed(material_styles()) <= 30 * 1024


def test_styles_of_a_record_page_stay_within_8_kb() -> None:
    assert compressed(STYLES) <= 8 * 1024


def test_the_eager_script_stays_within_5_kb_as_it_is_written() -> None:
    assert SCRIPT.stat().st_size <= 5_000


def test_search_stays_within_30_kb_with_its_tables() -> None:
    scripts = sorted((THEME / "assets/javascripts").glob("search*.js"))
    assert len(scripts) == 4
    assert sum(map(compressed, scripts)) <= 30 * 1024


def test_the_script_before_the_first_paint_stays_within_600_bytes() -> None:
    assert EARLY.stat().st_size <= 600


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_assets_name_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://[a-z]|url\(\s*[\"']?//|@import", text)


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_assets_that_styles_name_are_there(path: Path) -> None:
    if path.suffix == ".css":
        for address in re.findall(r"url\(([^)]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / address.strip("\"'")).is_file(), address


def test_the_favicon_is_ours() -> None:
    assert (THEME / str(settings()["favicon"])).is_file()


def test_web_fonts_of_another_host_are_off() -> None:
    assert settings()["font"] is False


def test_script_and_templates_agree_on_what_buttons_do() -> None:
    actions = re.search(r"const actions = \{(.*?)\n  \};", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert actions is not None
    known = set(re.findall(r"^    (\w+)(?::|,$)", actions[1], re.MULTILINE))
    used = {
        name
        for template in THEME.rglob("*.html")
        for name in re.findall(r'data-do="(\w+)"', template.read_text(encoding="utf-8"))
    }
    assert used == known
