"""The schema of `publish.yml`, by which it is judged.

In: the file's bytes. Out: PublishSettings, or diagnostics. It is parted from the values it gives because these are
remembered: a publication of a file that was judged before need not import a schema library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import msgspec
from pydantic import Field, StringConstraints

from gongkai.model.diagnostic import Diagnostic
from gongkai.model.record import Part
from gongkai.model.room import Problem
from gongkai.stages.publish.codes import CODES
from gongkai.stages.publish.settings import FILE, PublishSettings, RecordsPlace
from gongkai.workshop.typed_file import read_typed
from gongkai.workshop.yaml_document import read_with_positions

_SECRET = re.compile(r"secret|passw|token|access_?key|credential|private_?key|(^|_)pass$", re.IGNORECASE)
_NEEDED = {
    "directory": ({"path"}, set()),
    "s3": ({"bucket", "endpoint"}, {"region"}),
    "oss": ({"bucket", "endpoint"}, set()),
    "cos": ({"bucket", "endpoint"}, set()),
    "obs": ({"bucket", "endpoint"}, set()),
    "webdav": ({"endpoint"}, {"user"}),
    "rclone": ({"remote"}, set()),
}
"""For each kind what must be set, and what may be, beside prefix, records and options."""
_UNSET = PublishSettings()
"""What counts where nothing is written."""
_Folder = Annotated[str, StringConstraints(pattern=r"^/?(?:[^/\s][^/]*/)*$")]
_Text = Annotated[str, StringConstraints(min_length=1)]


class _Records(Part):
    """Where our records of a target lie."""

    bucket: str = Field("", alias="bucket", description="另一个存储空间的名称；不填为同一个")
    prefix: _Folder = Field(RecordsPlace().prefix, alias="prefix", description="文件夹，以斜线结尾")


class _Target(Part):
    """One place a site is put."""

    kind: Literal["directory", "s3", "oss", "cos", "obs", "webdav", "rclone"] = Field(
        alias="kind", description="目标的种类"
    )
    path: str = Field("", alias="path", description="文件夹，相对于 mkdocs.yml 所在的文件夹")
    bucket: str = Field("", alias="bucket", description="存储空间的名称")
    endpoint: str = Field("", alias="endpoint", description="服务地址，以 https:// 开头")
    region: str = Field("", alias="region", description="地域")
    prefix: _Folder | Literal[""] = Field("", alias="prefix", description="网站在存储空间中的文件夹，以斜线结尾")
    user: str = Field("", alias="user", description="用户名；密码放在环境变量中")
    remote: str = Field("", alias="remote", description="rclone 的种类，例如 sftp")
    options: dict[str, str] = Field({}, alias="options", description="交给 opendal 或 rclone 的其他设置，不含密钥")
    origin: str = Field("", alias="origin", description="这个目标的网址，以斜线结尾；不填为网站自己的网址")
    records: _Records = Field(_Records(), alias="records", description="发布记录放在哪里")


class _Header(Part):
    """What files of a pattern are sent with."""

    pattern: _Text = Field(alias="match", description="路径，* 为一级之内，** 为任意级")
    cache_control: str = Field(alias="cache_control", description="缓存头")
    content_disposition: str = Field("", alias="content_disposition", description="下载头")


class _Deletions(Part):
    """How many files may be gone at once."""

    share: Annotated[float, Field(ge=0, le=1)] = Field(
        _UNSET.deletions.share, alias="share", description="最多占全部文件的多少"
    )
    number: Annotated[int, Field(ge=0)] = Field(
        _UNSET.deletions.number, alias="number", description="不多于这个数时总是允许"
    )


class _Keep(Part):
    """Which releases can be restored."""

    releases: Annotated[int, Field(ge=1)] = Field(
        _UNSET.keep.releases, alias="releases", description="至少保留几次发布"
    )
    days: Annotated[int, Field(ge=0)] = Field(_UNSET.keep.days, alias="days", description="至少保留多少天内的发布")


class _File(Part):
    """The whole file."""

    targets: dict[str, _Target] = Field({}, alias="targets", description="发布目标，每个一个名称")
    headers: tuple[_Header, ...] = Field((), alias="headers", description="缓存头，写在前面的优先")
    entries: tuple[_Text, ...] = Field(_UNSET.entries, alias="entries", description="最后上传的入口文件")
    grace_days: Annotated[float, Field(ge=0)] = Field(
        _UNSET.grace_days, alias="grace_days", description="删去的文件还保留几天"
    )
    lease_seconds: Annotated[float, Field(ge=1, le=240)] = Field(
        _UNSET.lease_seconds, alias="lease_seconds", description="中断的发布过几秒后让下一次发布开始"
    )
    deletions: _Deletions = Field(_Deletions(), alias="deletions", description="一次最多删去多少")
    keep: _Keep = Field(_Keep(), alias="keep", description="保留多少次发布供恢复")
    purge: tuple[_Text, ...] = Field((), alias="purge", description="刷新缓存的命令，从标准输入得到网址")


def judged(content: bytes) -> tuple[PublishSettings | None, list[Diagnostic]]:
    """The settings, None where there are mistakes."""
    value, _, diagnostics = read_typed(content, _File, FILE)
    if value is None:
        return None, diagnostics
    found = [each for name, target in value.targets.items() for each in _problems(name, target)]
    if found:
        return None, [*diagnostics, *_placed(found, content.decode())]
    return msgspec.convert(value.model_dump(), PublishSettings), diagnostics


def _problems(name: str, target: _Target) -> Iterator[Problem]:
    """What is wrong with a target of its kind."""
    needed, allowed = _NEEDED[target.kind]
    given = {each for each in ("path", "bucket", "endpoint", "region", "user", "remote") if getattr(target, each)}
    place = ("targets", name)
    if missing := sorted(needed - given):
        yield Problem("PUB-01", f"{target.kind} 目标还要写：{'、'.join(missing)}", "", place)
    for extra in sorted(given - needed - allowed):
        yield Problem("PUB-02", f"{target.kind} 目标没有“{extra}”这个设置", "请删去，或者检查 kind", (*place, extra))
    for secret in sorted(each for each in target.options if _SECRET.search(each)):
        message, hint = f"密钥和密码不能写在文件里：{secret}", "请删去，改放在环境变量中，并更换已写过的密钥"
        yield Problem("PUB-03", message, hint, (*place, "options", secret))


def _placed(problems: Iterable[Problem], text: str) -> Iterator[Diagnostic]:
    _, positions, _ = read_with_positions(text, path=FILE)
    for each in problems:
        severity = CODES[each.code].severity
        yield Diagnostic(FILE, *positions.value(each.field), each.code, severity, each.message, each.hint)
