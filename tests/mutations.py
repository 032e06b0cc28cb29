"""Real files, spoilt at random: input for tests that nothing a clerk commits can crash the loader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
from site_tools import AS_OF, open_site

from gongkai.build import source_tree
from gongkai.ground import survey
from gongkai.model.atlas import Atlas
from gongkai.model.inquiry import Inquiry
from gongkai.model.project import Project
from gongkai.model.room import Kind, Site, SourceAttachment
from gongkai.rooms import CODES, KINDS, ROOMS
from gongkai.stages import check, render
from gongkai.stages.link import Viewpoint
from gongkai.stages.load.attachment_links import files_folder
from gongkai.stages.load.record_file import Desk, FileResult, FileToRead, read_file
from gongkai.workshop.kept_records import restore

LONGEST = 2400
NASTY: tuple[bytes, ...] = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\t", b"\x1b[31m", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xcc\x81" * 9, b"---\n", b"...\n", b"- ", b": ", b"#", b"'", b'"',
    b"[", b"]", b"{", b"}", b"&a ", b"*a ", b"!!python/object:os.system ", b"<<: *a\n", b"? ", b"|\n", b">-\n",
    b"%TAG\n", b"@", b"`", b"\\", b"\\x", b"~", b"null", b"0x1F", b"1e999", b"2026-02-30", b"0000-00-00",
    b"9999-12-31", b"12:30:45", b"[" * 40, b"{a: " * 25, b"- " * 30, "：".encode(), "　".encode(),
    "（此件不公开）".encode(), "〔2026〕".encode(), "第一章".encode(), "第十二条".encode(), "云川市".encode("gb18030"),
    b"<script>", b"</div>", b"<!--", b"]]>", b"[x](../../y)", b"![](", b"](", b"**", b"|--|--|\n", b"```\n",
    b"> > > > ", b"[^1]: ", b"&#0;", b"&amp", b"<a href='javascript:x'>", b"policy:", b"policy:sfb/2026-9",
    b"../", "标识: a\n".encode(), "公开方式: 不予公开\n".encode(), "来源: 导入\n".encode(), "有效期: 99999年\n".encode(),
    "生成日期: 0001-01-01\n".encode(), "发布日期: 9999-12-31\n".encode(), "栏目: [b02, b02]\n".encode(),
)  # fmt: skip


class Seed(msgspec.Struct, frozen=True):
    """A real file, cut to a bearable length, and the kind that claims it."""

    path: str
    place: str
    kind: str
    content: bytes


def seeds(root: Path, more: Path | None = None) -> list[Seed]:
    """Files of every kind below a site's root; `more` is a folder of Markdown that is read as bodies of policies."""
    found: list[Seed] = []
    for kind in KINDS.values():
        for place in kind.places:
            for path in sorted(root.glob("/".join((*place.folders, f"*{place.suffix}")))):
                relative = path.relative_to(root).as_posix()
                names = (have for want, have in zip(place.folders, relative.split("/"), strict=False) if want == "*")
                found.append(Seed(relative, "/".join((*names, path.stem)), kind.name, _cut(path.read_bytes())))
    heads = [each.content.partition(b"\n---\n")[0] for each in found if each.kind == "policy"]
    for number, path in enumerate(sorted(more.rglob("*.md")) if more else ()):
        content = heads[number % len(heads)] + b"\n---\n" + _cut(path.read_bytes())
        found.append(Seed("content/sfb/policies/2026-1.md", "sfb/2026-1", "policy", content))
    return found


def _cut(content: bytes) -> bytes:
    return content[:LONGEST].decode("utf-8", errors="ignore").encode()


def mutants(all_seeds: list[Seed], count: int, seed: int) -> Iterator[Seed]:
    """`count` spoilt files, always the same for the same `seed`."""
    random = Random(seed)
    kinds = sorted(KINDS)
    for _ in range(count):
        chosen = random.choice(all_seeds)
        content = bytearray(chosen.content)
        for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
            _spoil(content, random, all_seeds)
        kind = chosen.kind if random.random() < 0.9 else random.choice(kinds)
        yield msgspec.structs.replace(chosen, content=bytes(content[: 2 * LONGEST]), kind=kind)


def _spoil(content: bytearray, random: Random, all_seeds: list[Seed]) -> None:
    at = random.randrange(len(content) + 1)
    length = random.choice((1, 1, 3, 20, 200))
    match random.randrange(8):
        case 0:
            content[at:at] = random.choice(NASTY)
        case 1:
            content[at : at + length] = b""
        case 2:
            content[at:at] = content[at : at + length]
        case 3:
            content[at : at + 1] = bytes((random.randrange(256),))
        case 4:
            other = random.choice(all_seeds).content
            start = random.randrange(len(other) + 1)
            content[at : at + length] = other[start : start + length]
        case 5:
            lines = content.split(b"\n")
            random.shuffle(lines) if random.random() < 0.1 else lines.pop(random.randrange(len(lines)))
            content[:] = b"\n".join(lines)
        case 6:
            lines = content.split(b"\n")
            number = random.randrange(len(lines))
            indentation = random.choice((b" ", b"  ", b"\t", b"- ", "\u3000".encode(), b"#", b"    "))
            lines[number] = indentation + lines[number]
            content[:] = b"\n".join(lines)
        case _:
            lines = content.split(b"\n")
            number = random.randrange(len(lines))
            key, colon, value = lines[number].partition(b":")
            lines[number] = key + colon + b" " + random.choice((b"", random.choice(NASTY), value * 3, value[:3]))
            content[:] = b"\n".join(lines)


class Reader:
    """Reads files as a build of the given site would, and judges the answer."""

    def __init__(self, config_file: Path, memory: Path) -> None:
        self.project: Project = open_site(config_file, memory=memory)
        context = survey(self.project, source_tree(self.project), AS_OF, None).context
        self.desk = Desk(ROOMS, context, check.levels(CODES, {}))
        self.site = Site(context, render.open_templates(self.project.theme, memory / "templates"))

    def read(self, seed: Seed) -> FileResult:
        """The result for one file. Raises for what only a bug of ours can do."""
        attachments = (SourceAttachment("a.txt", "content/sfb/policies/2026-9.files/a.txt", 3),)
        kind = KINDS[seed.kind]
        folder = files_folder(seed.path)
        source = FileToRead(seed.path, seed.place, "", seed.content, folder, attachments, frozenset({"a.txt"}))
        result = read_file(source, kind, self.desk)
        self._judge(seed, result)
        return result

    def show(self, seed: Seed, result: FileResult) -> int:
        """Make the pages of the records that were accepted. Returns how many."""
        kind: Kind = KINDS[seed.kind]
        made = 0
        for loaded in result.records:
            record = restore(kind.schema, loaded.kept)
            context = self.site.context
            atlas = Atlas.of(Viewpoint(KINDS, AS_OF, context.bodies, "", "").seen([loaded.summary]))
            seen = msgspec.structs.replace(loaded, summary=atlas.records[loaded.summary.ref])
            made += len(list(kind.pages(seen, record, Inquiry(atlas), self.site)))
        return made

    def _judge(self, seed: Seed, result: FileResult) -> None:
        text = seed.content.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        for each in result.diagnostics:
            assert each.code in CODES, each
            assert each.path == seed.path
            assert 0 <= each.line <= len(lines), each
            if each.line and each.code != "YML-01":  # what cannot be decoded has columns of its own
                assert 1 <= each.column <= len(lines[each.line - 1]) + 1, each
            assert each.message
        assert result.records or result.diagnostics, "a file must not disappear silently"
        for loaded in result.records:
            assert "<script" not in loaded.html.lower()
