"""`gongkai search`: the site's search in a terminal, for clerks who check whether something is there already, and for
CI."""

from __future__ import annotations

import json
from pathlib import Path

import click
import msgspec

from gongkai.bridge.project import open_project
from gongkai.stages.find import Answer, find
from gongkai.stages.index.gather import read_documents
from gongkai.stages.index.memory import FOLDER

_STEPS = {
    "number": "按文号、索引号找到",
    "phrase": "含有这些字的",
    "parts": "没有连在一起的，含有全部词语的",
    "some": "没有含有全部词语的，最接近的",
}


def run_search(config_file: Path, query: str, limit: int, *, as_json: bool) -> int:
    """Answer from the index of the last build. Returns 0 when something is found, else 1."""
    project, _ = open_project(config_file)
    documents = read_documents(project)
    if documents is None:
        click.echo("还没有搜索索引，先运行 gongkai build。", err=True)
        return 2
    listed = project.target / FOLDER / "shards.json"
    others = json.loads(listed.read_bytes())["synonyms"] if listed.is_file() else {}
    answer = find(documents, query, others)
    if as_json:
        click.echo(msgspec.json.encode(_plain(answer, limit)).decode())
    else:
        _tell(answer, query, limit)
    return 0 if answer.hits else 1


def _plain(answer: Answer, limit: int) -> dict[str, object]:
    shown = [
        {"title": hit.document.title, "url": hit.document.url, "date": hit.document.day, **hit.document.display}
        for hit in answer.hits[:limit]
    ]
    return {"step": answer.step, "count": len(answer.hits), "results": shown}


def _tell(answer: Answer, query: str, limit: int) -> None:
    if not answer.hits:
        click.echo(f"没有找到“{query}”。")
        return
    click.echo(f"{_STEPS[answer.step]}：{len(answer.hits)} 条。")
    for number, hit in enumerate(answer.hits[:limit], 1):
        document = hit.document
        facts = (document.display.get("number", ""), document.day, document.display.get("department", ""))
        click.echo(f"{number}. {document.title}  {'  '.join(filter(None, facts))}")
        click.echo(f"   {document.url}" + (f"  …{hit.excerpt}…" if hit.excerpt else ""))
    if len(answer.hits) > limit:
        click.echo(f"还有 {len(answer.hits) - limit} 条，用 --limit 多看一些。")
