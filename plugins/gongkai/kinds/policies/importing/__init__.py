"""Importing documents into the policy library: `gongkai import policies DIR --department ID`.

In: a folder of Markdown or plain-text documents. Out: policy files below `content/<department>/policies/`, and a report
of what was not understood. It is here because a library begins with what an office already has.

  decode ─▶ take apart ─▶ date, classify ─▶ bring the texts of one law together ─▶ judge, notice ─▶ files, observations

    sources · documents (heads, furniture, bodies) · dating, classifying, withholding · planning (naming) · judging,
    noticing · writing · report

Every character of a source is kept, in order; `conserves` is that promise as a function. Identifiers are a pure
function of the source (`naming`), so importing twice changes nothing.
"""

from gongkai.kinds.policies.importing.bodies import conserves
from gongkai.kinds.policies.importing.planning import plan_import
from gongkai.kinds.policies.importing.report import format_report
from gongkai.kinds.policies.importing.sources import read_sources
from gongkai.kinds.policies.importing.values import (
    ImportCounts,
    ImportedFile,
    ImportReport,
    Observation,
    SourceDocument,
    Written,
)
from gongkai.kinds.policies.importing.writing import write_import

__all__ = [
    "ImportCounts",
    "ImportReport",
    "ImportedFile",
    "Observation",
    "SourceDocument",
    "Written",
    "conserves",
    "format_report",
    "plan_import",
    "read_sources",
    "write_import",
]
