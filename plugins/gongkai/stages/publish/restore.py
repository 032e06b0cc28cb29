"""Rollback: an earlier release from what is kept at the target, without a build.

In: the manifest of a release, what stands at the target. Out: a Source. The release's files are then wanted like those
of a build, and put by the same plan, as a new release.
"""

from __future__ import annotations

from hashlib import sha256

from gongkai.model.release import PublishedFile
from gongkai.stages.publish.records import Target, kept_path
from gongkai.stages.publish.standing import Standing
from gongkai.workshop.stores import StoreError


class KeptFiles:
    """A Source: bytes that stand somewhere on the site, or are kept."""

    def __init__(self, target: Target, standing: Standing) -> None:
        self._target = target
        self._standing_at = {file.digest: file.path for file in standing.files.values()}

    def read(self, file: PublishedFile) -> bytes:
        content = self._target.records.read(kept_path(file.digest))
        if content is None and (path := self._standing_at.get(file.digest)) is not None:
            content = self._target.site.read(path)
        if content is None or sha256(content).hexdigest() != file.digest:
            raise StoreError(f"“{file.path}”在那次发布时的内容没有留存，不能恢复")
        return content
