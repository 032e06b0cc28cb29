"""`gongkai snapshot`: the site of a commit in one file.

The same commit, the same snapshot before and the same versions give the same bytes: nothing is taken from the clock,
and what is in no commit is refused.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click
import msgspec

from gongkai.bridge.authored import authored_files
from gongkai.bridge.project import configuration_files, open_project
from gongkai.build import build, source_tree
from gongkai.cli.building import Progress, kept_or_new_shell
from gongkai.kinds.catalogues.outline import outline_of
from gongkai.model.project import Project, Report
from gongkai.model.search import SearchError
from gongkai.search import with_search
from gongkai.snapshot import SOURCES, AlteredSiteError, Order, Packed, pack
from gongkai.stages.freeze import FOLDER, WITHDRAWN
from gongkai.stages.index.gather import Publication
from gongkai.stages.snapshot.selection import Selection
from gongkai.stages.snapshot.sources import NotCommittedError
from gongkai.stages.snapshot.texts import Previous
from gongkai.workshop import git
from gongkai.workshop.bags import BagError, UnfitNameError, UnreadableError, digest_of, open_bag, read_information
from gongkai.workshop.diagnostic_text import as_text
from gongkai.workshop.signatures import SUFFIX, Key, MissingSignerError, SigningError, open_key
from gongkai.workshop.tombstones import read_tombstones

KEY, PASSWORD = "GONGKAI_SIGNING_KEY", "GONGKAI_SIGNING_PASSWORD"
"""Names in the environment: of the file of the secret key, and of its password."""


class Part(msgspec.Struct, frozen=True):
    """The part that is asked for: a body, a column or a year, by their names."""

    department: str | None
    column: str | None
    year: str | None


class RefusedError(Exception):
    """No snapshot can be made. The text says why, in Chinese."""


def run_snapshot(config_file: Path, previous: Path | None, part: Part, output: Path | None) -> int:
    """Build the site if it is not as it should be, and put it into a file. Returns the exit code."""
    try:
        key = _key()
        project, configured = open_project(config_file)
        commit = _clean_commit(project, config_file)
        before = _previous(previous, project) if previous else None
        of, report = _built(project, config_file, configured or commit.committed[:10])
        order = Order(
            commit.id,
            datetime.fromisoformat(commit.committed),
            configured or commit.committed[:10],
            _selection(part, of),
            before,
            frozenset(git.tree_of(project.root, commit.id)),
            tuple(_other_sources(project, config_file)),
            of.context.tombstones,
        )
        path = output or Path.cwd() / f"{order.name(project.settings)}.zip"
        packed = _written(path, order, of, report)
        _sign(path, key, order, packed)
    except MissingSignerError:
        click.echo("签名要用附加组件，请先安装：pip install 'gongkai[archive]'", err=True)
        return 2
    except (RefusedError, SigningError, BagError) as error:
        click.echo(str(error), err=True)
        return 2
    except SearchError as error:
        click.echo(f"搜索索引没有做成，没有快照：{error}", err=True)
        return 1
    _tell(path, order, of, packed)
    return 0


def _key() -> Key | None:
    named = os.environ.get(KEY)
    return open_key(Path(named), os.environ.get(PASSWORD, "")) if named else None


def _clean_commit(project: Project, config_file: Path) -> git.Commit:
    """The commit that lies here, if the sources are what it says."""
    settings = project.settings
    files = [path.relative_to(project.root).as_posix() for path in _configuration(project, config_file)]
    tops = (settings.content, settings.catalogues, *files)
    try:
        commit = git.commit(project.root, "HEAD")
        differing = git.changed_in_work_tree(project.root, "HEAD", tops)
        unknown = git.ask(project.root, "ls-files", "--others", "--exclude-standard", "-z", "--", *tops).split(b"\0")
    except git.GitError as error:
        raise RefusedError(f"快照要有版本（git commit），这里读不到：{error}") from error
    changed = [*differing, *(os.fsdecode(path) for path in unknown if path)]
    if changed:
        more = f"等 {len(changed)} 个文件" if len(changed) > 1 else ""
        raise RefusedError(
            f"有文件改动后没有提交，快照只收录已经提交的内容：{changed[0]}{more}。请先提交，或者撤销改动"
        )
    return commit


def _configuration(project: Project, config_file: Path) -> list[Path]:
    """The configuration files that lie in the project."""
    found = (path.resolve() for path in configuration_files(config_file))
    return [path for path in found if path.is_relative_to(project.root)]


def _built(project: Project, config_file: Path, as_of: str) -> tuple[Publication, Report]:
    published: list[Publication] = []

    def after(publication: Publication) -> None:
        with_search(publication)
        published.append(publication)

    progress = Progress(sys.stderr.isatty())
    report = build(
        project, source_tree(project), as_of, lambda: kept_or_new_shell(project, config_file), progress, after
    )
    if not published:
        for diagnostic in report.diagnostics:
            click.echo(as_text(diagnostic), err=True)
        raise RefusedError("有错误，没有快照。改正后再次运行")
    return published[0], report


def _selection(part: Part, of: Publication) -> Selection:
    if part.department is not None:
        if of.context.bodies.get(part.department) is None:
            raise RefusedError(f"没有“{part.department}”这个单位，应写单位标识，例如 sfb")
        body = of.atlas.record("department", part.department)
        label = body.title if body else part.department
        return Selection(label, f"department-{part.department}", department=part.department)
    if part.column is not None:
        outline = outline_of(of.context)
        node = outline.get(part.column)
        if node is None:
            raise RefusedError(f"没有“{part.column}”这个栏目，应写栏目标识，例如 b0401")
        # A list holds what stands below it, too, but for those of the first level.
        listings = frozenset((node.listing, *(child.listing for child in outline.child_nodes(node))))
        return Selection(f"栏目：{node.title}", f"column-{part.column}", listings=listings)
    if part.year is not None:
        return Selection(f"{part.year}年发布", f"year-{part.year}", year=part.year)
    return Selection()


def _other_sources(project: Project, config_file: Path) -> list[str]:
    """Sources that belong to no record: the registers, the authored pages, the configuration."""
    settings, root = project.settings, project.root
    catalogues = root / settings.catalogues
    registers = (*sorted(catalogues.glob("*.yml")), *sorted((catalogues / FOLDER).rglob("*.*")))
    content = root / settings.content
    pages = (content / path for path in authored_files(content, settings.scope).values())
    return [path.relative_to(root).as_posix() for path in (*registers, *pages, *_configuration(project, config_file))]


def _previous(path: Path, project: Project) -> Previous:
    register = f"{project.settings.catalogues}/{FOLDER}/{WITHDRAWN}"
    with open_bag(path) as bag:
        try:
            said = read_information(bag.read("bag-info.txt"))
            withdrawn, _ = read_tombstones(bag.read(f"data/{SOURCES}/{register}"), register)
        except UnreadableError:
            raise RefusedError(f"前一快照 {path.name} 已损坏，请用 gongkai verify 核验") from None
    if path.is_dir() or "Commit" not in said:
        raise RefusedError(f"{path.name} 不是 gongkai 做的快照（应为 .zip 文件）")
    return Previous(bag.name, digest_of(path), withdrawn)


def _written(path: Path, order: Order, of: Publication, report: Report) -> Packed:
    """The snapshot at its place: whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with partial.open("wb") as file:
            packed = pack(file, order, of, report)
        os.replace(partial, path)
    except NotCommittedError as error:
        raise RefusedError(f"网站用到了没有提交的文件：{error}。请先提交") from error
    except AlteredSiteError as error:
        raise RefusedError(f"网页 {error} 与生成时不同。请删去 .gongkai 文件夹，重新运行 gongkai build") from error
    except UnfitNameError as error:
        raise RefusedError(f"文件名中有 %、\\ 或者控制字符，各种核验工具读法不一，请改名：{error}") from error
    except OSError as error:
        raise RefusedError(f"不能写出 {path}：{error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
    return packed


def _sign(path: Path, key: Key | None, order: Order, packed: Packed) -> None:
    signature = path.with_name(path.name + SUFFIX)
    if key is None:
        signature.unlink(missing_ok=True)  # one of another file that lay here
        return
    signature.write_bytes(key.sign(path, f"commit:{order.commit} sha256:{packed.bag.digest}"))


def _tell(path: Path, order: Order, of: Publication, packed: Packed) -> None:
    counted = "，".join(f"{of.kinds[kind].label} {count}" for kind, count in packed.counts.items())
    click.echo(f"{of.project.settings.site_name}（{order.selection.label}）：{counted}。")
    for source in packed.left_out:
        click.echo(f"原稿没有收入（有错误，或者带有不公开的内容）：{source}", err=True)
    signature = path.with_name(path.name + SUFFIX)
    signed = f"，签名在 {signature.name}" if signature.exists() else f"，没有签名（环境变量 {KEY} 没有指明私钥）"
    click.echo(f"快照在 {path}，{len(packed.bag.digests)} 个文件、{packed.bag.size / 1_000_000:.1f} MB{signed}。")
    click.echo(f"SHA-256：{packed.bag.digest}")
