"""The page of a review: what the comment says, in full and in the look of the site.

In: a Review, the theme's templates, the way from the page to the built site. Out: HTML. One file without script or
inline style, so that it opens from a folder and under the policy of the site.
"""

from __future__ import annotations

from gongkai.model.review import ChangeKind, Review
from gongkai.model.room import Templates
from gongkai.workshop.diagnostic_text import counted


def report_page(review: Review, templates: Templates, site_name: str, site_root: str) -> str:
    """`site_root` is the way to the site's root, with a slash at its end."""
    return templates.fill(
        "review/report.html",
        "",
        review=review,
        counts=[(kind.label, review.count(kind)) for kind in ChangeKind if review.count(kind)],
        problems=counted(review.diagnostics),
        site_name=site_name,
        site_root=site_root,
    )
