"""The receipt of a release: what was put, for the archive; and which addresses changed, for the CDN.

In: a Plan and how it went. Out: a Receipt. Addresses are percent-encoded: names are Chinese and may hold blanks.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from gongkai.model.release import Amount, Plan, PublishedFile, Receipt
from gongkai.stages.publish.plan import digest_of

_KINDS = (
    ("pages", (".html",)),
    ("feeds", (".xml", ".atom", ".rss")),
    ("assets", (".css", ".js", ".woff", ".woff2", ".ttf", ".ico")),
    ("images", (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")),
    ("data", (".json", ".csv", ".txt", ".yml", ".geojson", ".jsonld")),
)


def kind_of(path: str) -> str:
    """What sort of file it is: `search`, `pages`, `feeds`, `assets`, `images`, `data`, `documents`."""
    if path.startswith("search/"):
        return "search"
    lower = path.lower()
    return next((kind for kind, endings in _KINDS if lower.endswith(endings)), "documents")


def amounts(files: Iterable[PublishedFile]) -> dict[str, Amount]:
    """Files and bytes by kind."""
    found: dict[str, Amount] = {}
    for file in files:
        kind = kind_of(file.path)
        before = found.get(kind, Amount(0, 0))
        found[kind] = Amount(before.files + 1, before.size + file.size)
    return dict(sorted(found.items()))


def changed_urls(paths: Iterable[str], origin: str) -> tuple[str, ...]:
    """The addresses of paths; the folder's own beside its index.html."""
    base = origin if origin.endswith("/") or not origin else f"{origin}/"
    urls = set()
    for path in paths:
        urls.add(base + quote(path))
        if path == "index.html" or path.endswith("/index.html"):
            urls.add(base + quote(path.removesuffix("index.html")))
    return tuple(sorted(urls - {""}))


def make_receipt(
    plan: Plan, changed: Iterable[str], target: str, origin: str, verified: str, restored_from: str
) -> Receipt:
    manifest = plan.manifest
    return Receipt(
        manifest.release,
        target,
        manifest.commit,
        manifest.time,
        digest_of(manifest.files),
        amounts(manifest.files),
        amounts(put.file for put in plan.puts),
        tuple(action.path for action in plan.actions if action.kind == "delete"),
        changed_urls(changed, origin),
        verified,
        restored_from,
    )
