"""The import report as a clerk reads it.

In: an `ImportReport`, and `Written` if files were written. Out: lines of Chinese text. It is here so that the command
line only prints.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.kinds.policies.importing.values import ImportReport, Observation, Written
from gongkai.model.diagnostic import Severity

_GROUPS = (
    (Severity.ERROR, "没有导入"),
    (Severity.WARNING, "没有看懂或是推断的，请核对"),
    (Severity.INFO, "看到的情况"),
)


def format_report(report: ImportReport, written: Written | None = None) -> Iterator[str]:
    """Observations, the gravest group last but for the figures, so that they are on screen when the command ends."""
    for severity, heading in reversed(_GROUPS):
        group = [observation for observation in report.observations if observation.severity is severity]
        if group:
            yield f"{heading}（{len(group)}处）："
            yield from (f"  {_place(observation)}  {observation.message}" for observation in group)
    counts = report.counts
    yield f"来源{counts.sources}份：政策{counts.policies}件，以往文本{counts.versions}件。"
    yield f"题注看懂{counts.clauses_understood}条，没有看懂{counts.clauses_not_understood}条。"
    if written is not None:
        yield f"新建{len(written.created)}个文件，更新{len(written.changed)}个，未变{len(written.unchanged)}个。"


def _place(observation: Observation) -> str:
    return f"{observation.path}:{observation.line}" if observation.line else observation.path
