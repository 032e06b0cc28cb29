"""`gongkai review` and `gongkai comment`: what a pull request changes, for people.

In: two revisions. Out: in one folder the review as a page, as the Markdown of a comment, and as JSON; of that JSON,
read as a stranger's, the comment again.
"""

from __future__ import annotations

import os
from pathlib import Path

import click
import msgspec

from gongkai.bridge.project import open_project
from gongkai.model.project import Project, say_nothing
from gongkai.model.review import ChangeKind, Review
from gongkai.stages.review import comment_of, report_page
from gongkai.workshop.diagnostic_text import counted
from gongkai.workshop.git import GitError, commit
from gongkai.workshop.output_file import write_atomically

_MOST_BYTES = 50_000_000


def run_review(config_file: Path, base: str, head: str, as_of: str | None, output: Path, preview: str) -> int:
    """Write the review into `output` and tell what it counts."""
    from gongkai.cli.building import kept_or_new_shell
    from gongkai.review import review

    project, configured = open_project(config_file)
    try:
        day = as_of or configured or commit(project.root, head).committed[:10]
        found = review(project, base, head, day, kept_or_new_shell(project, config_file), say_nothing)
    except GitError as error:
        click.echo(f"不能比较“{base}”和“{head}”：{error}", err=True)
        click.echo("检查两个版本的写法；浅克隆的，先取回要比较的版本：git fetch --depth 1 origin <版本>", err=True)
        return 2
    made = {
        "review.json": msgspec.json.format(msgspec.json.encode(found), indent=1),
        "review.md": comment_of(found, preview).encode(),
        "review.html": _page(project, found, output).encode(),
    }
    for name, content in made.items():
        write_atomically(output.resolve() / name, content)
    click.echo(_told(found))
    click.echo(f"审核摘要在 {output / 'review.html'}。")
    return 0


def run_comment(file: Path, preview: str) -> int:
    """Print the comment of a review that somebody else made."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise msgspec.ValidationError("文件太大")
        found = msgspec.json.decode(file.read_bytes(), type=Review)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        click.echo(f"{file} 不是 gongkai review 写出的 review.json：{error}", err=True)
        return 2
    click.echo(comment_of(found, preview), nl=False)
    return 0


def _page(project: Project, found: Review, output: Path) -> str:
    from gongkai.stages.render import open_templates

    templates = open_templates(project.theme, project.memory / "templates")
    way = Path(os.path.relpath(project.target, output.resolve())).as_posix()
    return report_page(found, templates, project.settings.site_name, f"{way}/")


def _told(found: Review) -> str:
    counts = "，".join(f"{kind.label} {found.count(kind)} 条" for kind in ChangeKind if found.count(kind))
    return f"{counts or '没有信息变化'}；变化的网页 {len(found.pages)} 个；改动的文件：{counted(found.diagnostics)}。"
