"""`gongkai form`: the 发布审批单 of one record or a batch, filled in.

In: records as they lie here, committed or not. Out: a page to print, or the file in which the signed form is
registered.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gongkai.bridge.project import commit_day, open_project
from gongkai.build import examine
from gongkai.cli.naming import record_named
from gongkai.findings import Findings
from gongkai.kinds.catalogues.outline import Node, outline_of
from gongkai.kinds.catalogues.placing import columns_of
from gongkai.model.project import Project, SourceFiles, say_nothing
from gongkai.model.record import DisclosureMode, DisclosureScope
from gongkai.model.summary import Summary
from gongkai.rooms import KINDS, record_paths
from gongkai.stages.approve.gather import Revision, records_of
from gongkai.stages.approve.sheet import RecordToSign, form_file, form_page
from gongkai.workshop.output_file import write_atomically
from gongkai.workshop.record_paths import Owner


def run_form(config_file: Path, names: Sequence[str], number: str, form: str, output: Path | None) -> int:
    """Print the form, or write it to `output`. Returns 1 where a record has errors or does not exist."""
    project, configured = open_project(config_file)
    findings = examine(project, configured or commit_day(project.root), say_nothing)
    found = [(name, record_named(findings.atlas, name)) for name in dict.fromkeys(names)]
    if missing := [name for name, summary in found if summary is None]:
        click.echo(f"没有“{'”“'.join(missing)}”这样的信息；有错误的信息先运行 gongkai check 改好", err=True)
        return 1
    summaries = [summary for _, summary in found if summary is not None]
    departments = sorted({each.department for each in summaries})
    if len(departments) > 1:
        click.echo(f"一张审批单只能审批一个单位的信息，这里有：{'、'.join(departments)}", err=True)
        return 2
    records = [_to_sign(each, findings, project) for each in summaries]
    body = findings.atlas.record("department", departments[0])
    title = body.title if body else departments[0]
    if form == "yaml":
        page = form_file(number, records)
    else:
        page = form_page(project.settings.site_name, title, departments[0], number, records)
    if output is None:
        click.echo(page, nl=False)
    else:
        write_atomically(output, page.encode())
        click.echo(f"写出 {output}。")
    return 0


def _to_sign(summary: Summary, findings: Findings, project: Project) -> RecordToSign:
    context = findings.ground.context
    owner = record_paths(project.settings).owner(summary.path)
    assert owner is not None
    lying = records_of(_as_it_lies(project.sources, owner), [owner])
    known = next(each for each in lying if each.text.ref == summary.ref)
    columns = columns_of(summary, context)
    body = findings.atlas.record("department", summary.department)
    text = known.text.text_of
    return RecordToSign(
        str(summary.ref),
        KINDS[summary.ref.kind].label,
        summary.title,
        summary.document_number,
        summary.index_number,
        summary.publisher or (body.title if body else ""),
        summary.published,
        tuple(_way(node, findings) for node in columns),
        text("公开方式") or DisclosureMode.PROACTIVE.value,
        text("公开范围") or DisclosureScope.PUBLIC.value,
        tuple(dict.fromkeys(basis for node in columns for basis in node.column.basis)),
        summary.description,
        _attachments(known.text.fields),
        known.digest,
    )


def _as_it_lies(sources: SourceFiles, owner: Owner) -> Revision:
    """One file and its attachments as they lie here: a path is its content's id."""
    paths = (owner.file, *sources.below(f"{owner.file.rpartition('.')[0]}.files"))
    return Revision({path: path for path in paths}, lambda ids: map(sources.content, ids))


def _way(node: Node, findings: Findings) -> str:
    nodes = outline_of(findings.ground.context).nodes
    return " › ".join(nodes[step].title for step in node.path)


def _attachments(fields: dict[str, object]) -> tuple[str, ...]:
    """The titles of what is attached, as the record gives them."""
    written = fields.get("附件")
    items = written if isinstance(written, list) else []
    return tuple(str(each["名称"]) for each in items if isinstance(each, dict) and "名称" in each)
