"""The text of a Markdown record to its YAML front matter and its body.

In: the text of a file, as `text_file.decode` returns it. Out: `FrontMatter`, or a diagnostic that says which rule of
`---` is missing. It is here because the body must stay exact to the character, and the usual splitters trim it.
"""

from __future__ import annotations

import msgspec

from gongkai.model.diagnostic import Diagnostic, Severity

FIRST_LINE = 2
"""Line of the file on which the YAML part begins: after the opening `---`."""


# A msgspec struct like the other values: made 20,000 times in a cold build, at a fifth of a frozen dataclass's price.
class FrontMatter(msgspec.Struct, frozen=True):
    """Both parts of a file.

    `text` is the YAML between the two `---` lines, with its last line feed; it begins on line `FIRST_LINE`. `body` is
    every character after the closing line's line feed. `body_line` is the body's first line in the file, from 1.
    """

    text: str
    body: str
    body_line: int


def split(text: str, *, path: str) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """Front matter and body of a record; None and one error where either `---` line is missing.

    The first line is `---`; the next line that is `---` closes. Blanks after the dashes are forgiven. Any later `---`
    belongs to the body.
    """
    if text.startswith("---\n"):
        end = text.find("\n---", 3)
        if end >= 0 and text[end + 4 : end + 5] in ("\n", ""):
            yaml_text = text[4 : end + 1]
            return FrontMatter(yaml_text, text[end + 5 :], yaml_text.count("\n") + 3), []
    return _split_unusual(text, path)


def _split_unusual(text: str, path: str) -> tuple[FrontMatter | None, list[Diagnostic]]:
    import re

    from frontmatter.default_handlers import YAMLHandler  # imports PyYAML: only for the few odd files

    # The handler's own boundary swallows the blank lines that begin a body and takes `-----`, a rule, for an end.
    handler = YAMLHandler(fm_boundary=re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE))
    if not handler.detect(text):
        return None, [_missing(text, path)]
    try:
        yaml_text, body = handler.split(text)
    except ValueError:  # one boundary only: nothing to unpack
        hint = "在最后一个字段的下一行单独写 ---，正文从再下一行开始"
        return None, [Diagnostic(path, 1, 1, "YML-11", Severity.ERROR, "文件头没有结束：找不到第二行 ---", hint)]
    return FrontMatter(yaml_text, body, yaml_text.count("\n") + 3), []


def _missing(text: str, path: str) -> Diagnostic:
    first_line = text.partition("\n")[0]
    dashes = first_line.strip(" \t\u3000-－—–_")
    hint = "第一行单独写 ---，接着写各字段，再单独一行 ---，然后是正文"
    if first_line and not dashes:
        message = f"文件头的第一行应恰好是三个半角短横线 ---，现在是“{first_line}”"
    elif text.lstrip().startswith("---"):
        message = "文件头 --- 之前有空行或空格"
        hint = "删去它前面的空行和空格，使 --- 成为文件的第一行"
    else:
        message = "缺少文件头：第一行不是 ---"
    return Diagnostic(path, 1, 1, "YML-10", Severity.ERROR, message, hint)
