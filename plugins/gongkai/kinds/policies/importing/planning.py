"""From documents to the files of the policy library.

In: source documents, the keeping department, the valid themes. Out: an `ImportReport`. It is here as the one place that
knows the order: decode, take apart, date, classify, bring the texts of one law together, write.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.kinds.policies.importing.classifying import Classification, classify
from gongkai.kinds.policies.importing.dating import Dating, date_document
from gongkai.kinds.policies.importing.documents import take_apart
from gongkai.kinds.policies.importing.furniture import read_metadata
from gongkai.kinds.policies.importing.judging import judge
from gongkai.kinds.policies.importing.naming import name_date, policy_path, stem_of, version_path
from gongkai.kinds.policies.importing.noticing import notice
from gongkai.kinds.policies.importing.sources import UnreadableText, decode, lines_of
from gongkai.kinds.policies.importing.values import (
    Document,
    ImportCounts,
    ImportedFile,
    ImportReport,
    Line,
    Observation,
    SourceDocument,
)
from gongkai.kinds.policies.importing.withholding import reason_to_withhold
from gongkai.kinds.policies.importing.writing import file_text
from gongkai.model.diagnostic import Severity


@dataclass(frozen=True)
class _Text:
    """One document that can be written: everything known about it. `day` is the date in the file's name."""

    document: Document
    metadata: Mapping[str, Sequence[Line]]
    dating: Dating
    classification: Classification
    day: date | None


@dataclass
class _Plan:
    files: list[ImportedFile] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    def refuse(self, path: str, message: str) -> None:
        self.observations.append(Observation(path, 0, Severity.ERROR, f"没有导入：{message}"))


def plan_import(sources: Sequence[SourceDocument], home: str, themes: Collection[str] = frozenset()) -> ImportReport:
    """What importing these documents into a department's library would write. `home` is where it keeps its documents,
    relative to the project's root (`content/sfj`).

    `themes` are the valid 主题分类 (`一级\\\\二级`); a page's 主题分类 that is not among them is reported and left out. The answer
    depends on nothing else and not on the order of `sources`.
    """
    plan = _Plan()
    groups: dict[str, list[_Text]] = {}
    for source in sorted(sources, key=lambda source: source.path):
        text = _read(source, plan)
        if text is not None:
            stem = stem_of(text.document.title, text.document.path)
            groups.setdefault(stem, []).append(text)
    for stem, texts in groups.items():
        _plan_policy(plan, home, stem, texts, themes)
    versions = len(plan.files) - len(groups)
    clauses = [clause for texts in groups.values() for text in texts for clause in text.document.clauses]
    understood = sum(clause.is_understood for clause in clauses)
    counts = ImportCounts(len(sources), len(groups), versions, understood, len(clauses) - understood)
    files = tuple(sorted(plan.files, key=lambda file: file.path))
    return ImportReport(files, tuple(sorted(plan.observations)), counts)


def _read(source: SourceDocument, plan: _Plan) -> _Text | None:
    content = decode(source.data)
    if isinstance(content, UnreadableText):
        plan.refuse(source.path, content)
        return None
    document = take_apart(source.path, content)
    metadata = read_metadata(document.body_lines)
    dating = date_document(document, metadata)
    withheld = reason_to_withhold(lines_of(content), metadata)
    if withheld is not None:
        plan.refuse(source.path, withheld)
        return None
    if not document.body:
        plan.refuse(source.path, "只有标题，没有正文")
        return None
    if dating is None:
        plan.refuse(source.path, "题注、正文和文件名里都没有日期；请在文件名末尾加上日期，如“名称(2019-04-03).md”")
        return None
    return _Text(document, metadata, dating, classify(document, metadata), name_date(source.path))


def _plan_policy(plan: _Plan, home: str, stem: str, texts: list[_Text], themes: Collection[str]) -> None:
    """The latest text is the policy, the earlier ones its versions; of two of one day the first by path is kept."""
    kept: dict[date | None, _Text] = {}
    for text in texts:
        first = kept.setdefault(text.day, text)
        if first is not text:
            same = "内容相同" if first.document.body == text.document.body else "内容不同，请核对该留哪一份"
            severity = Severity.INFO if same == "内容相同" else Severity.ERROR
            message = f"没有导入：与“{first.document.path}”的标题和日期相同，{same}"
            plan.observations.append(Observation(text.document.path, 0, severity, message))
    *earlier, latest = sorted(kept.values(), key=lambda text: text.day or date.min)
    theme, observations = judge(latest.document, latest.metadata, latest.dating, latest.classification, themes)
    plan.observations.extend(observations)
    plan.observations.extend(notice(latest.document))
    plan.files.append(_policy_file(home, stem, latest, theme))
    for text in earlier:
        _, observations = judge(text.document, text.metadata, text.dating, text.classification, themes)
        plan.observations.extend(observations)
        plan.observations.extend(notice(text.document))
        plan.files.append(_version_file(home, stem, text, latest.document.title))


def _policy_file(home: str, stem: str, text: _Text, theme: str | None) -> ImportedFile:
    document, dating, classification = text.document, text.dating, text.classification
    index_numbers = {line.text for line in text.metadata.get("索引号", ())}
    fields: list[tuple[str, str | date | None]] = [
        ("名称", document.title),
        ("索引号", index_numbers.pop() if len(index_numbers) == 1 else None),
        ("文号", classification.document_number),
        ("文件类别", classification.category.value),
        ("生成日期", dating.created),
        ("发布日期", dating.published_on),
        ("发布机构", classification.publisher),
        ("主题分类", theme),
        ("体裁分类", classification.genre),
        ("生效日期", dating.effective),
        ("废止日期", dating.repealed),
        ("来源", "导入"),
    ]
    content = file_text(fields, document.clauses, document.body)
    return ImportedFile(policy_path(home, stem), content, document.path)


def _version_file(home: str, stem: str, text: _Text, present_title: str) -> ImportedFile:
    assert text.day is not None  # only dated texts share a stem
    document = text.document
    fields: list[tuple[str, str | date | None]] = [
        ("名称", document.title if document.title != present_title else None),
        ("文号", text.classification.document_number),
        ("生效日期", text.dating.effective),
    ]
    content = file_text(fields, document.clauses, document.body)
    return ImportedFile(version_path(home, stem, text.day), content, document.path)
