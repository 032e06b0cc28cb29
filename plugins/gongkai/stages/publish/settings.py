"""`publish.yml`: what the operator decided about publishing.

In: the project. Out: PublishSettings, or diagnostics. The file lies beside mkdocs.yml, outside the content roots, so no
build depends on it. Secrets come from the environment alone: a file in a repository is read by everybody.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec

from gongkai.model.diagnostic import Diagnostic
from gongkai.model.project import Project
from gongkai.stages.publish.lock import LASTS
from gongkai.stages.publish.patterns import ENTRIES, RULES, HeaderRule, matcher
from gongkai.stages.publish.plan import Rules
from gongkai.workshop.output_file import write_atomically

FILE = "publish.yml"


class RecordsPlace(msgspec.Struct, frozen=True):
    """Where our records of a target lie: a bucket ("" for the site's own) and a folder."""

    bucket: str = ""
    prefix: str = "_gongkai/"


class TargetSettings(msgspec.Struct, frozen=True):
    """One place a site is put. What is not set is empty."""

    kind: str
    path: str = ""
    bucket: str = ""
    endpoint: str = ""
    region: str = ""
    prefix: str = ""
    user: str = ""
    remote: str = ""
    options: dict[str, str] = {}
    origin: str = ""
    records: RecordsPlace = RecordsPlace()


class DeletionSettings(msgspec.Struct, frozen=True):
    """How many files may be gone at once: this share of all, and in any case this number."""

    share: float = 0.05
    number: int = 50


class KeepSettings(msgspec.Struct, frozen=True):
    """Which releases can be restored: so many, and those of so many days."""

    releases: int = 30
    days: int = 90


class PublishSettings(msgspec.Struct, frozen=True):
    """The whole file. `settings_schema.py` says what may be written there, in its words."""

    targets: dict[str, TargetSettings] = {}
    headers: tuple[HeaderRule, ...] = ()
    entries: tuple[str, ...] = ENTRIES
    grace_days: float = 7
    lease_seconds: float = LASTS.total_seconds()
    deletions: DeletionSettings = DeletionSettings()
    keep: KeepSettings = KeepSettings()
    purge: tuple[str, ...] = ()

    def header_rules(self) -> tuple[HeaderRule, ...]:
        """The operator's own rules, then ours."""
        return (*self.headers, *RULES)

    def rules(self) -> Rules:
        return Rules(
            matcher(self.entries),
            timedelta(days=self.grace_days),
            self.keep.releases,
            timedelta(days=self.keep.days),
            bool(self.purge),
        )

    def lease(self) -> timedelta:
        """How long a publisher who is heard of no more excludes others."""
        return timedelta(seconds=self.lease_seconds)

    def most_deletions(self, files: int) -> int:
        """How many files may be gone at once before somebody has to confirm it."""
        return max(self.deletions.number, int(self.deletions.share * files))


class _Known(msgspec.Struct, frozen=True):
    """A file that was found right, by its digest and that of our code."""

    digest: str
    settings: PublishSettings


def read_settings(project: Project) -> tuple[PublishSettings | None, list[Diagnostic]]:
    """The settings; all defaults where there is no file. What was judged once is remembered: importing a schema library
    takes as long as planning a release."""
    try:
        content = (project.root / FILE).read_bytes()
    except FileNotFoundError:
        return PublishSettings(), []
    digest = sha256(project.engine.encode() + content).hexdigest()
    memo = project.memory / "publish-settings"
    known = _remembered(memo)
    if known is not None and known.digest == digest:
        return known.settings, []
    from gongkai.stages.publish.settings_schema import judged

    settings, diagnostics = judged(content)
    if settings is not None and not diagnostics:
        write_atomically(memo, msgspec.msgpack.encode(_Known(digest, settings)))
    return settings, diagnostics


def _remembered(memo: Path) -> _Known | None:
    try:
        return msgspec.msgpack.decode(memo.read_bytes(), type=_Known)
    except (OSError, msgspec.MsgspecError):
        return None
