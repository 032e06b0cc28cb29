"""Page tags against the official table."""

from __future__ import annotations

from gongkai.standards import meta_tags
from gongkai.workshop.page_metadata import column_tags, content_tags, head_html, publication_time


def test_a_day_alone_is_shown_with_its_midnight() -> None:
    assert publication_time("2026-03-02") == "2026-03-02 00:00"
    assert publication_time("2026-03-02 09:30") == "2026-03-02 09:30"


def test_every_tag_is_one_of_the_official_table() -> None:
    known = {tag.name for tag in meta_tags()}
    given = {name for name, _ in (*content_tags("甲", "2026-03-02", "乙"), *column_tags("丙", "", (), ""))}
    assert given <= known
    assert given | {"SiteName", "SiteDomain", "SiteIDCode"} == known


def test_required_column_tags_are_never_empty() -> None:
    required = {tag.name for tag in meta_tags() if tag.group == "column" and tag.duty == "required"}
    html = head_html(column_tags("统计公报", "", (), ""))
    assert all(f'name="{name}" content="统计公报"' in html for name in required)


def test_empty_tags_are_left_out_and_quotes_cannot_break_out() -> None:
    html = head_html(content_tags('关于"双公示"的<通知>', "2026-03-02", "市政府办公室"))
    assert 'content="关于&quot;双公示&quot;的&lt;通知&gt;"' in html
    assert "Author" not in html
