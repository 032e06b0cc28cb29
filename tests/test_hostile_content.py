"""Nothing that an author writes runs in a reader's browser, and no link or attachment leads out of its folder."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command_line import DATED, gongkai, overwrite
from site_tools import lay_out

from gongkai.workshop.markdown import convert, convert_by_reference

POLICY = "content/sfb/policies/2026-9.md"
PAGE = "policies/sfb/2026-9.html"

HOSTILE = (
    "<script>alert('x1741')</script>",
    "<SCRIPT src=//evil.example/x1741.js></SCRIPT>",
    "<scr<script>ipt>x1741()</script>",
    '<img src=x onerror="x1741()">',
    '<img src="javascript:x1741()">',
    "[点这里](javascript:x1741())",
    "[点这里](JaVaScRiPt&#58;x1741())",
    "[点这里](data:text/html;base64,x1741)",
    "[点这里](vbscript:x1741)",
    '<a href="java\tscript:x1741()">点这里</a>',
    "<style>body{background:url(x1741)}</style>",
    '<p style="background:url(x1741)">文</p>',
    '<iframe src="https://evil.example/x1741"></iframe>',
    '<object data="x1741"></object><embed src="x1741">',
    '<svg onload="x1741()"><script>x1741()</script></svg>',
    '<math><mtext></form><form action="x1741"></math>',
    '<form action="https://evil.example/x1741"><input name="x1741"></form>',
    '<meta http-equiv="refresh" content="0;url=x1741"><base href="//x1741/">',
    '<details open ontoggle="x1741()"><summary>问</summary>答</details>',
    '<a id="gongkai" name="x1741" onclick="x1741()">锚</a>',
    "<!-- x1741 --><!--> <script>x1741()</script>",
    '![图](x" onerror="x1741())',
    "`<script>x1741()</script>`",
    "    <script>x1741()</script>",
    "[甲]: javascript:x1741()\n\n[乙][甲]",
    "<javascript:x1741()>",
)
ACTIVE = {
    "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "button", "meta", "base", "link",
    "template", "frame",
}  # fmt: skip
SAFE_SCHEMES = {"", "http", "https", "mailto", "tel", "policy", "interpretation", "entry", "department"}


class Danger(HTMLParser):
    """Everything in a piece of HTML that a browser would run, load by itself, or jump to by an odd scheme."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            # Browsers drop tabs and line ends anywhere in an address, and blanks and control characters before it.
            address = re.sub(r"[\t\r\n]", "", value or "").lstrip("".join(map(chr, range(33))))
            scheme = address.partition(":")[0].lower() if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address) else ""
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{tag} {name}")
            elif name in ("href", "src", "action", "data", "poster") and scheme not in SAFE_SCHEMES:
                self.found.append(f"{tag} {name}={value}")


FIELDS = ("名称", "内容概述", "主送机关", "附注", "发布机构")


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def built(folder: Path) -> str:
    done = gongkai(folder, "build", *DATED)
    assert (folder / "site" / PAGE).is_file(), done.stderr
    return (folder / "site" / PAGE).read_text("utf-8")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24])
def test_hostile_markdown_is_made_harmless(text: str) -> None:
    for rendered in (convert(text), convert_by_reference(text)):
        assert Danger(rendered.html).found == [], rendered.html


def test_a_page_with_all_of_it_is_harmless(tmp_path: Path) -> None:
    lay_out(tmp_path)
    overwrite(
        tmp_path / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      severities: {SRC-05: 'off', SRC-06: 'off'}\n"
    )
    clean = main_of(built(tmp_path))
    overwrite(tmp_path / POLICY, "## 一、", "\n\n".join(HOSTILE) + "\n\n## 一、")
    page = built(tmp_path)
    assert Danger(main_of(page)).found == Danger(clean).found
    assert "各单位要及时更新政府信息公开目录。" in page, "and what follows is still there"


def test_fields_are_text_and_never_markup(tmp_path: Path) -> None:
    """Every page of the site, and every place where a field is shown: cards, listings, metadata, feeds."""
    lay_out(tmp_path)
    hostile = "\"><script>x1741()</script><img src=x onerror='x1741()'>"
    path = tmp_path / POLICY
    lines = path.read_text("utf-8").split("\n")
    kept = [line for line in lines if line.partition(":")[0] not in FIELDS]
    quoted = hostile.replace("'", "''")
    path.write_text("\n".join([kept[0], *(f"{name}: '关于{quoted}的通知'" for name in FIELDS), *kept[1:]]), "utf-8")
    for file, label in (("catalogues/departments/sfb.yml", "地址"), ("catalogues/columns.yml", "名称")):
        where = tmp_path / file
        old = next(
            line for line in reversed(where.read_text("utf-8").split("\n")) if line.strip().startswith(f"{label}:")
        )
        overwrite(where, old, f"{old.partition(':')[0]}: '{quoted}'")
    built(tmp_path)
    for page in sorted((tmp_path / "site").rglob("*.html")):
        text = page.read_text("utf-8")
        assert "<script>x1741" not in text, page
        assert "<img src=x" not in text, page
    for sitemap in sorted((tmp_path / "site").rglob("*.xml")):
        assert "<script" not in sitemap.read_text("utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "../2026-8.files/a.txt", "/etc/hostname", "2026-9.files/../../../../mkdocs.yml", "2026-9.files/..", "..",
        "//evil.example/a.txt", "..\\..\\mkdocs.yml", "2026-9.files\\a.txt", "2026-9.md", "2026-9.files/%2e%2e/a.txt",
        "./2026-9.files/a.txt", "2026-9.files/sub/a.txt",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["[表]({})", "![图]({})", '<a href="{}">表</a>', '<img src="{}" alt="图">'])
def test_links_out_of_the_folder_are_refused(tmp_path: Path, target: str, form: str) -> None:
    lay_out(tmp_path)
    files = tmp_path / "content/sfb/policies/2026-9.files"
    (files / "sub").mkdir(parents=True)
    (files / "a.txt").write_text("表")
    (files / "sub/a.txt").write_text("表")
    overwrite(tmp_path / POLICY, "目录。\n", f"目录。{form.format(target)}\n")
    done = gongkai(tmp_path, "check", POLICY, *DATED)
    assert done.returncode == 1
    assert re.search(r"2026-9\.md:\d+:\d+  SRC-0[56]  错误", done.stdout)


@pytest.mark.parametrize(
    "target",
    ["2026-9.files/表一.txt", "2026-9.files/a.txt", "2026-9.files/a.txt#page=2", "2026-9.files/%E8%A1%A8%E4%B8%80.txt"],
)
def test_links_to_its_own_attachments_are_good(tmp_path: Path, target: str) -> None:
    lay_out(tmp_path)
    files = tmp_path / "content/sfb/policies/2026-9.files"
    files.mkdir()
    for name in ("a.txt", "表一.txt"):
        (files / name).write_text("表")
    overwrite(tmp_path / POLICY, "目录。\n", f"目录，见[表]({target})。\n")
    done = gongkai(tmp_path, "check", POLICY, *DATED)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["../2026-8.md", "/etc/hostname", "sub/a.txt", "..", ".hidden", "..\\a.txt"])
def test_attachments_with_a_path_are_refused(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path)
    (tmp_path / "content/sfb/policies/2026-9.files/sub").mkdir(parents=True)
    (tmp_path / "content/sfb/policies/2026-9.files/sub/a.txt").write_text("表")
    overwrite(tmp_path / POLICY, "不解读理由", f"附件:\n  - 名称: 表\n    文件: '{name}'\n不解读理由")
    done = gongkai(tmp_path, "check", POLICY, *DATED)
    assert done.returncode == 1
    assert "SRC-06" in done.stdout


SECRET = "玄鸟计划七四一"


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("content/sfb/policies/2026-9.files/a.txt", "a.md"),
        ("content/sfb/policies/2026-9.files", "."),
        ("content/sfb/policies/2026-10.md", "a.md"),
        ("content/sfb", "."),
        ("content/index.md", "a.md"),
        ("content/pages", "."),
        ("content/pages/a.md", "a.md"),
        ("catalogues/entries/sfb/x.yml", "a.md"),
        ("catalogues/departments/x.yml", "a.md"),
        ("catalogues/classifications.yml", "a.md"),
    ],
)
def test_symbolic_links_are_refused_and_never_followed(tmp_path: Path, link: str, leads_to: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("a.txt", "a.md", "x.yml"):
        (outside / name).write_text(f"# {SECRET}\n", "utf-8")
    project = tmp_path / "project"
    lay_out(project)
    overwrite(project / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      on_error: publish-rest\n")
    path = project / link
    if link == "content/sfb":
        (project / "content/sfb").rename(project / "content/old")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(outside / leads_to)
    done = gongkai(project, "build", *DATED)
    assert done.returncode == 1
    assert f"{link}  SRC-02  错误" in done.stderr
    for file in (project / "site").rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(
    "former", ["../../x1741.html", "/tmp/x1741.html", "a/../../../x1741.html", "a\\..\\..\\x1741.html"]
)
def test_an_old_address_does_not_lead_out_of_the_site(tmp_path: Path, former: str) -> None:
    project = tmp_path / "a/b"
    lay_out(project)
    overwrite(project / "mkdocs.yml", "  - gongkai:\n", "  - gongkai:\n      on_error: publish-rest\n")
    overwrite(project / POLICY, "文件类别:", f"曾用地址: ['{former}']\n文件类别:")
    before = {path for path in tmp_path.rglob("*") if not path.is_relative_to(project / "site")}
    done = gongkai(project, "build", *DATED)
    assert "SRC-09  错误" in done.stderr
    after = {path for path in tmp_path.rglob("*") if not path.is_relative_to(project / "site")}
    assert {path for path in after - before if ".gongkai" not in path.parts} == set()
    assert not Path("/tmp/x1741.html").exists()


def test_an_old_address_does_not_take_the_place_of_another_page(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for former in ("index.html", "policies/index.html", "entries/sfb/2026-kaifangri.html", "assets/x.html"):
        text = (tmp_path / POLICY).read_text("utf-8")
        overwrite(tmp_path / POLICY, "文件类别:", f"曾用地址: ['{former}']\n文件类别:")
        assert "SRC-10  错误" in gongkai(tmp_path, "check", POLICY, *DATED).stdout, former
        (tmp_path / POLICY).write_text(text, "utf-8")
