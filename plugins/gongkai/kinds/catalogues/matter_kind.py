"""The kind `matter`: one disclosure matter (公开事项) of a body's list.

In: a valid DisclosureMatter. Out: what the corridor asks of a kind. A matter has no page of its own: its row travels
in the facts of its summary and stands on the page of its list.

Sources: 条例第12条; 国办发〔2019〕54号 (the grassroots table).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from gongkai.kinds.catalogues.model import DisclosureMatter
from gongkai.kinds.catalogues.outline import outline_of
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.reference import Ref
from gongkai.model.room import Context, Identity, Loaded, Place, Problem, Site
from gongkai.model.search import SearchDocument
from gongkai.model.summary import Summary
from gongkai.standards import grassroots
from gongkai.workshop.search_documents import facets_of, level_of, page_part, shown

_FROM_SITES = ("政府网站",)


class MatterRow(msgspec.Struct, frozen=True, array_like=True):
    """Everything a list prints of one matter."""

    title: str
    field: str
    first_level: str
    second_level: str
    content: tuple[str, ...]
    basis: tuple[str, ...]
    limit: str
    body: str
    channels: tuple[str, ...]
    audience: str
    mode: str
    levels: tuple[str, ...]
    phone: str
    column: str
    department: str


def row_of(summary: Summary) -> MatterRow:
    return msgspec.json.decode(summary.facts["row"], type=MatterRow)


class MatterKind:
    """公开事项."""

    name = "matter"
    label = "公开事项"
    folder = "matters"
    places = (Place("catalogues", ("catalogues", "matters"), ".yml"),)
    schema = DisclosureMatter

    def body_of(self, record: DisclosureMatter) -> str | None:  # noqa: ARG002
        return ""

    def rules(
        self,
        record: DisclosureMatter,
        identity: Identity,
        body: str,  # noqa: ARG002
        context: Context,
    ) -> Iterable[Problem]:
        return matter_problems(record, identity, context)

    def summarise(self, record: DisclosureMatter, identity: Identity, context: Context) -> Summary:  # noqa: ARG002
        department = identity.ref.department
        facts = {"row": msgspec.json.encode(_row(record, department)).decode()}
        suffix = ""
        if record.field is not None:
            facts["field"] = record.field
            suffix = "-grassroots"
        return Summary(
            identity.ref,
            record.title,
            f"matters/{department}{suffix}.html#{record.identifier}",
            identity.path,
            identity.item,
            f"{max(identity.item, 0):05d}",
            facts=facts,
        )

    def state(self, summary: Summary, as_of: str) -> str:  # noqa: ARG002
        return ""

    def pages(
        self,
        loaded: Loaded,  # noqa: ARG002
        record: DisclosureMatter,  # noqa: ARG002
        inquiry: Inquiry,  # noqa: ARG002
        site: Site,  # noqa: ARG002
    ) -> Iterable[Product]:
        return ()

    def searched(
        self, loaded: Loaded, record: DisclosureMatter, inquiry: Inquiry, context: Context
    ) -> Iterator[SearchDocument]:
        """Its row, found at its place in the list."""
        summary = loaded.summary
        body = inquiry.record(Ref("department", summary.department))
        owner = body.title if body else summary.department
        words = (
            *(record.field, record.first_level, record.second_level, *record.content, *record.basis, record.limit),
            *(record.body, *record.channels, record.audience, record.mode, *record.levels, record.phone),
        )
        yield SearchDocument(
            identifier=str(summary.ref),
            url=summary.url,
            title=summary.title,
            parts=(page_part(words),),
            facets=facets_of(self.label, department=owner, level=level_of(summary, context)),
            display=shown(kind=self.label, department=owner),
            listings=summary.listings,
        )


def _row(record: DisclosureMatter, department: str) -> MatterRow:
    return MatterRow(
        record.title,
        record.field or "",
        record.first_level or "",
        record.second_level or "",
        record.content,
        record.basis,
        record.limit,
        record.body,
        record.channels,
        record.audience,
        record.mode,
        record.levels,
        record.phone,
        record.column or "",
        record.department or department,
    )


def matter_problems(record: DisclosureMatter, identity: Identity, context: Context) -> Iterator[Problem]:
    """MAT-01 to MAT-03 and GRA-01."""
    outline = outline_of(context)
    if record.column is None:
        if record.mode == "主动公开" and record.audience == "全社会" and set(_FROM_SITES) & set(record.channels):
            yield Problem("MAT-03", f"公开事项“{record.title}”没有连接落实它的栏目", "填写“栏目”", ("事项名称",))
    elif outline.nodes and outline.get(record.column) is None:
        yield Problem("MAT-01", f"没有栏目“{record.column}”", "栏目的标识见 columns.yml", ("栏目",))
    bodies = context.bodies.by_identifier
    if record.department is not None and record.department not in bodies:
        yield Problem("MAT-02", f"没有单位“{record.department}”", "应写单位标识，例如 czj", ("部门",))
    if identity.ref.department not in bodies:
        hint = f"文件名应为单位标识，例如 {next(iter(bodies), 'czj')}.yml"
        yield Problem("MAT-02", f"没有单位“{identity.ref.department}”", hint)
    if record.field is not None:
        yield from _grassroots_problems(record)


def _grassroots_problems(record: DisclosureMatter) -> Iterator[Problem]:
    standard = grassroots()
    fields = [field.name for field in standard.fields]
    if record.field not in fields:
        yield Problem("GRA-01", f"“{record.field}”不是基层公开的领域", f"可以写：{'、'.join(fields)}", ("领域",))
    for name, value in (("一级事项", record.first_level), ("二级事项", record.second_level)):
        if value is None:
            yield Problem(
                "GRA-01", f"基层标准目录的行缺少“{name}”", "标准目录每行都有一级事项和二级事项", ("事项名称",)
            )
    if not record.levels:
        yield Problem("GRA-01", "基层标准目录的行缺少“公开层级”", "可以写：县级、乡级、村级", ("事项名称",))
    if not record.channels:
        yield Problem(
            "GRA-01", "基层标准目录的行没有公开渠道", f"可以写：{'、'.join(standard.channels)}", ("公开渠道",)
        )
    for index, channel in enumerate(record.channels):
        if channel not in standard.channels:
            choices = "、".join(standard.channels)
            yield Problem("GRA-01", f"“{channel}”不是标准目录的公开渠道", f"可以写：{choices}", ("公开渠道", index))
