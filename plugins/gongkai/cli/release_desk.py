"""What every command that changes a target needs: the project, the operator's settings, the target opened.

In: a Project, the name of a target, the environment. Out: a Desk, or a Chinese sentence that says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from gongkai.model.project import Project
from gongkai.model.release import Headers
from gongkai.release import Wish, site_wish
from gongkai.stages.index.memory import is_absent, is_current
from gongkai.stages.publish.folder import FolderTarget
from gongkai.stages.publish.opening import NotOpenedError, Secrets, open_target, secrets_of
from gongkai.stages.publish.patterns import headers_for
from gongkai.stages.publish.records import Target
from gongkai.stages.publish.settings import FILE, PublishSettings, TargetSettings, read_settings
from gongkai.stages.publish.site_files import SiteFiles, read_site
from gongkai.stages.remember import Memory
from gongkai.workshop import git
from gongkai.workshop.diagnostic_text import as_text
from gongkai.workshop.stores import StoreError


class RefusedError(Exception):
    """It cannot be done as things are. The text says why, in Chinese."""


class Desk(msgspec.Struct, frozen=True):
    """A target of a project, ready to be changed. `origin` is its address, with a slash at the end."""

    project: Project
    settings: PublishSettings
    name: str
    target: Target | FolderTarget
    origin: str
    secrets: Secrets


def open_desk(
    project: Project, named: str | None, environment: Mapping[str, str], sleep: Callable[[float], None]
) -> Desk:
    """The target of this name in publish.yml, or the folder; where none is named, the only one there is."""
    settings, diagnostics = read_settings(project)
    if settings is None:
        raise RefusedError("\n".join(as_text(each) for each in diagnostics))
    name = named or _only_target(settings)
    chosen = settings.targets.get(name)
    secrets = secrets_of(name, environment)[1]
    origin = chosen.origin if chosen and chosen.origin else project.settings.site_url
    if chosen is None and not ("/" in name or Path(name).is_dir()):
        known = "、".join(settings.targets) or "还没有写"
        raise RefusedError(f"{FILE} 中没有目标“{name}”（有：{known}）；要发布到文件夹，请写出路径，例如 ./{name}")
    try:
        target = _opened(project, name, chosen, environment, sleep)
    except NotOpenedError as error:
        raise RefusedError(f"不能打开目标“{name}”：{error}") from None
    except StoreError as error:
        raise RefusedError(secrets.conceal(f"目标“{name}”的设置不对：{error}")) from None
    return Desk(project, settings, name, target, origin, secrets)


def _only_target(settings: PublishSettings) -> str:
    if not settings.targets:
        raise RefusedError(f"{FILE} 中还没有写目标；要发布到文件夹，请写出路径，例如 ./site-published")
    if len(settings.targets) > 1:
        raise RefusedError(f"{FILE} 中有几个目标，请写明是哪一个：{'、'.join(settings.targets)}")
    return next(iter(settings.targets))


def _opened(
    project: Project,
    name: str,
    chosen: TargetSettings | None,
    environment: Mapping[str, str],
    sleep: Callable[[float], None],
) -> Target | FolderTarget:
    if chosen is None:
        return FolderTarget(name, Path(name).resolve())
    if chosen.kind == "directory":
        return FolderTarget(name, (project.root / chosen.path).resolve())
    return open_target(name, chosen, environment, sleep)


def require_whole_site(project: Project) -> None:
    """Refuse a site that was never built, or not to the end."""
    memory = Memory(project.memory)
    if memory.interrupted:
        raise RefusedError("上次生成网站没有完成，不能发布。请先运行 gongkai build")
    if memory.glance() is None or not (project.target / "index.html").is_file():
        raise RefusedError("还没有生成网站，不能发布。请先运行 gongkai build")
    if project.settings.search is not None and not (is_current(project) or is_absent(project)):
        raise RefusedError("搜索索引没有做完，不能发布。请先运行 gongkai build")


def wanted_site(desk: Desk, now_ns: int) -> Wish:
    """The site as it was built, for this target."""
    target = desk.target
    sends = isinstance(target, Target) and target.site.abilities.headers
    headers: Callable[[str], Headers] = headers_for(desk.settings.header_rules()) if sends else lambda _: Headers()
    files = read_site(desk.project.target, desk.project.memory / "published-files", headers, now_ns)
    return site_wish(files, _commit(desk.project), SiteFiles(desk.project.target))


def _commit(project: Project) -> str:
    """The commit the sources are at, with a plus where they were changed since; "" without git."""
    tops = (project.settings.content, project.settings.catalogues)
    try:
        commit = git.commit_of(project.root, "HEAD")
        return commit + "+" if git.changed_in_work_tree(project.root, "HEAD", tops) else commit
    except git.GitError:
        return ""
