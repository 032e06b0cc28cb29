"""Review: two revisions of the sources to what a reviewer must see.

In: records, pages and files as they were and as they are. Out: a Review, and of that the text of a comment and a page.
"""

from gongkai.stages.review.comment import comment_of
from gongkai.stages.review.pages import authored_pages, changed_pages, titled
from gongkai.stages.review.records import Edition, changed_records
from gongkai.stages.review.report import report_page

__all__ = [
    "Edition",
    "authored_pages",
    "changed_pages",
    "changed_records",
    "comment_of",
    "report_page",
    "titled",
]
