"""Reading git by its command: revisions, trees, what changed between them, contents, and the history of a branch.

In: a folder inside a repository, and revisions as people type them. Out: values; every path is relative to that folder.
Here because a shallow clone, a file name in Chinese and a person's own git settings must be right in one place. Nothing
is ever written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

NO_BLOB = "0" * 40
"""What git gives for the content of a file that is not there."""
_SYMLINK, _SUBMODULE = "120000", "160000"
_FIELDS = ("%H", "%P", "%an", "%ae", "%aI", "%cn", "%cI", "%s", "%(trailers:only,unfold)")
_FORMAT = "%x00".join(_FIELDS) + "%x00"


class GitError(Exception):
    """Git could not answer. The text is what git said."""


class TreeFile(msgspec.Struct, frozen=True):
    """A file of a revision. `mode` is git's, six octal digits."""

    path: str
    blob: str
    mode: str

    @property
    def is_regular(self) -> bool:
        """Neither a symbolic link nor another repository."""
        return self.mode not in (_SYMLINK, _SUBMODULE)


class ChangedFile(msgspec.Struct, frozen=True, order=True):
    """A file that differs between two revisions. `status` is A (added), D (deleted), M (modified) or T (another type of
    file); a renamed file is one deleted and one added."""

    path: str
    status: str
    old_blob: str
    new_blob: str


class Commit(msgspec.Struct, frozen=True):
    """One commit. Times are ISO text with their time zone. Of a merge, `committed` is the moment of merging.

    `changes` are those against the first parent: of a merge, all that it brought to the branch.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored: str
    committer: str
    committed: str
    subject: str
    trailers: tuple[tuple[str, str], ...]
    changes: tuple[ChangedFile, ...] = ()


def commit_of(folder: Path, revision: str) -> str:
    """The full id of the commit a revision names.

    Raises:
        GitError: there is no such commit here, or no repository.
    """
    return _words(ask(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")).strip()


def merge_base(folder: Path, one: str, other: str) -> str | None:
    """The commit from which two revisions went apart; None where it is not known here (a shallow clone)."""
    first, second = commit_of(folder, one), commit_of(folder, other)
    done = _run(folder, ("merge-base", first, second))
    return _words(done.stdout).strip() or None


def prefix_of(folder: Path) -> str:
    """Where in its repository a folder lies, with a slash at the end; "" where it is the repository's own."""
    return _words(ask(folder, "rev-parse", "--show-prefix")).removesuffix("\n")


def is_shallow(folder: Path) -> bool:
    """Whether the history here has been cut off."""
    return _words(ask(folder, "rev-parse", "--is-shallow-repository")).strip() == "true"


def tree_of(folder: Path, revision: str, tops: Sequence[str] = ()) -> dict[str, TreeFile]:
    """The files of a revision under the given folders (none: all), by path."""
    answer = ask(folder, "ls-tree", "-r", "-z", commit_of(folder, revision), "--", *tops)
    files = (_tree_file(entry) for entry in _words(answer).split("\0") if entry)
    return {file.path: file for file in files}


def changes_between(folder: Path, base: str, head: str, tops: Sequence[str] = ()) -> tuple[ChangedFile, ...]:
    """The files that differ between the trees of two revisions, under the given folders (none: all), by path."""
    revisions = (commit_of(folder, base), commit_of(folder, head))
    answer = ask(folder, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--relative", *revisions, "--", *tops)
    return tuple(sorted(_changed_files(_words(answer).split("\0"))))


def changed_in_work_tree(folder: Path, base: str, tops: Sequence[str] = ()) -> tuple[str, ...]:
    """Paths of tracked files that differ between a revision and the files as they lie here."""
    answer = ask(
        folder, "diff", "-z", "--name-only", "--no-renames", "--relative", commit_of(folder, base), "--", *tops
    )
    return tuple(sorted(filter(None, _words(answer).split("\0"))))


class BlobReader:
    """One process that gives contents by blob id, as often as it is asked."""

    def __init__(self, folder: Path) -> None:
        command = _command(folder, ("cat-file", "--batch"))
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def content(self, blob: str) -> bytes:
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(f"{blob}\n".encode())
        asked.flush()
        head = told.readline().split()
        if len(head) != 3:
            raise GitError(f"{blob}: {_words(b' '.join(head[1:])) or 'no answer'}")
        content = told.read(int(head[2]) + 1)
        return content[:-1]

    def close(self) -> None:
        self._process.communicate()


def blobs(folder: Path, ids: Iterable[str]) -> Iterator[bytes]:
    """Contents by blob id, in the order of the ids, by one process."""
    reader = BlobReader(folder)
    try:
        for each in ids:
            yield reader.content(each)
    finally:
        reader.close()


def commit(folder: Path, revision: str) -> Commit:
    """One commit, without its changes."""
    options = ("-1", "--no-patch", "--end-of-options")  # one process: builds ask for their day by it
    return next(_commits(folder, options, (f"{revision}^{{commit}}",), ()))


def first_parent_log(folder: Path, newest: str, after: str = "", tops: Sequence[str] = ()) -> Iterator[Commit]:
    """The commits of a branch itself, newest first, each with what it brought; those merged into it do not appear.

    In one pass. `after` leaves out that commit and all before it; with `tops` only commits that changed something there
    are told, with these changes alone.
    """
    options = ("--first-parent", "--diff-merges=first-parent", "-r", "--raw", "--no-abbrev", "--no-renames")
    return _commits(folder, (*options, "--relative"), _range(folder, newest, after), tops)


def goes_on_from(folder: Path, newest: str, known: str) -> bool:
    """Whether a commit is one of the branch itself, so that what is known up to it is still good."""
    answer = ask(folder, "rev-list", "--first-parent", commit_of(folder, newest), "--not", f"{known}^@", "--")
    return _words(answer).split()[-1:] == [known]


def own_log(folder: Path, newest: str, after: str = "", tops: Sequence[str] = ()) -> Iterator[Commit]:
    """All commits that a revision contains, children before parents, each with what its own author changed: a merge has
    no changes. With `tops` only commits that changed something there."""
    options = ("--topo-order", "--diff-merges=off", "-r", "--raw", "--no-abbrev", "--no-renames", "--relative")
    return _commits(folder, options, _range(folder, newest, after), tops)


def ask(folder: Path, *arguments: str, told: bytes = b"") -> bytes:
    """What a git command answers to what it is told.

    Raises:
        GitError: it failed.
    """
    done = _run(folder, arguments, told)
    if done.returncode:
        raise GitError(_words(done.stderr).strip() or f"git {arguments[0]}: {done.returncode}")
    return done.stdout


def _run(folder: Path, arguments: Sequence[str], told: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(_command(folder, arguments), input=told, capture_output=True, check=False)
    except OSError as error:
        raise GitError(str(error)) from error


def _command(folder: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "--no-pager", "--literal-pathspecs", "-C", str(folder), *arguments]


def _words(answer: bytes) -> str:
    return os.fsdecode(answer)


def _range(folder: Path, newest: str, after: str) -> tuple[str, ...]:
    last = commit_of(folder, newest)
    return (last, f"^{commit_of(folder, after)}") if after else (last,)


def _tree_file(entry: str) -> TreeFile:
    facts, _, path = entry.partition("\t")
    mode, _, blob = facts.split()
    return TreeFile(path, blob, mode)


def _changed_files(tokens: Sequence[str]) -> Iterator[ChangedFile]:
    """Pairs of `:mode mode blob blob status` and path."""
    pairs = iter(tokens)
    for facts in pairs:
        if facts:
            _, _, old, new, status = facts.lstrip("\n:").split()
            yield ChangedFile(next(pairs), status, old, new)


def _commits(folder: Path, options: Sequence[str], revisions: Sequence[str], tops: Sequence[str]) -> Iterator[Commit]:
    """One pass over the log. The answer is a row of texts between zero bytes: of each commit the fields of `_FORMAT`,
    then its changes, each of which begins with a colon, as no commit's id does."""
    plain = ("--no-color", "--no-show-signature", "--encoding=UTF-8", "-z", f"--format=tformat:{_FORMAT}")
    tokens = _words(ask(folder, "log", *plain, *options, *revisions, "--", *tops)).split("\0")
    position = 0
    while position < len(tokens):
        if not tokens[position].strip("\n"):
            position += 1
            continue
        fields = tokens[position : position + len(_FIELDS)]
        position = end = position + len(_FIELDS)
        while end < len(tokens) and (tokens[end].lstrip("\n")[:1] == ":" or not tokens[end].strip("\n")):
            end += 2 if tokens[end].strip("\n") else 1
        yield _commit(fields, tuple(sorted(_changed_files(tokens[position:end]))))
        position = end


def _commit(fields: Sequence[str], changes: tuple[ChangedFile, ...]) -> Commit:
    identifier, parents, author, email, authored, committer, committed, subject, trailers = fields
    pairs = (line.partition(":") for line in trailers.splitlines() if ":" in line)
    return Commit(
        identifier.strip("\n"),
        tuple(parents.split()),
        author,
        email,
        authored,
        committer,
        committed,
        subject,
        tuple((key.strip(), value.strip()) for key, _, value in pairs),
        changes,
    )
