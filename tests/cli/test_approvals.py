"""`gongkai approvals`: nothing is released that four people did not sign."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from approval_city import (
    DEMAND,
    LIST,
    POLICY,
    ROLES,
    city,
    codes,
    digest_of,
    edit_policy,
    form,
    register,
)
from command_line import gongkai, overwrite
from repository import commit, git, write
from site_tools import contents

FORM = "approvals/sfb/2026-001.yml"
MISSING = [f"{POLICY}:2 APR-07"]


def changed(folder: Path, settings: str = DEMAND) -> Path:
    """A city in which one policy was changed on 2026-05-10."""
    city(folder, settings)
    edit_policy(folder)
    commit(folder, "补充一句", day="2026-05-10")
    return folder


def test_a_change_without_a_review_names_commit_record_and_what_is_missing(tmp_path: Path) -> None:
    changed(tmp_path)
    done = gongkai(tmp_path, "approvals", "base..HEAD")
    assert done.returncode == 1
    head = git(tmp_path, "rev-parse", "HEAD")[:10]
    assert done.stdout.splitlines() == [
        f"{POLICY}:2:1  APR-07  错误：“云川市人民政府办公室关于做好2026年政务公开工作的通知”（policy:sfb/2026-9）"
        f"由提交 {head}（丁一，2026-05-10，“补充一句”）改动，没有审批单",
        "    提示：运行 gongkai form policy:sfb/2026-9 印出审批单，审签后登记到 approvals/sfb/",
        "检查了 0 张审批单、1 条信息：1 处错误。",
    ]


def test_a_signed_form_with_the_digest_of_the_text_covers_it(tmp_path: Path) -> None:
    changed(tmp_path, DEMAND + "须写内容摘要: 是\n")
    digest = digest_of(tmp_path, "policy:sfb/2026-9")
    register(tmp_path, form(f"- {{信息: policy:sfb/2026-9, 内容摘要: {digest}}}"))
    commit(tmp_path, "登记审批单", day="2026-05-11")
    assert codes(tmp_path) == []
    assert codes(tmp_path, "--all") == [f"{LIST}:1 APR-07"]
    overwrite(tmp_path / POLICY, "2026-05-09 10:00", "2026-05-12 10:00")
    overwrite(tmp_path / POLICY, "\n---\n\n", "\n---\n\n\n")
    commit(tmp_path, "改发布日期", day="2026-05-11")
    assert codes(tmp_path) == [], "what publishing sets is not what was approved"
    edit_policy(tmp_path, "扩大公开")
    commit(tmp_path, "又补充一句", day="2026-05-11")
    assert codes(tmp_path) == [f"{POLICY}:2 APR-08"]


def test_attachments_are_part_of_what_was_approved(tmp_path: Path) -> None:
    city(tmp_path)
    overwrite(tmp_path / POLICY, "文件类别", "附件:\n- {名称: 任务表, 文件: renwu.txt}\n文件类别")
    write(tmp_path, "content/sfb/policies/2026-9.files/renwu.txt", "一")
    digest = digest_of(tmp_path, "policy:sfb/2026-9")
    register(tmp_path, form(f"- {{信息: policy:sfb/2026-9, 内容摘要: {digest}}}"))
    commit(tmp_path, "附任务表")
    assert codes(tmp_path) == []
    write(tmp_path, "content/sfb/policies/2026-9.files/renwu.txt", "二")
    commit(tmp_path, "换任务表")
    assert codes(tmp_path) == [f"{POLICY}:2 APR-08"]


def test_without_a_digest_a_form_older_than_the_change_does_not_cover_it(tmp_path: Path) -> None:
    changed(tmp_path)
    register(tmp_path, form())
    commit(tmp_path, "登记审批单", day="2026-05-12")
    assert codes(tmp_path) == []
    edit_policy(tmp_path, "扩大公开")
    commit(tmp_path, "审批以后又改", day="2026-05-12")
    assert codes(tmp_path) == [f"{POLICY}:2 APR-08"]


def test_a_site_may_demand_digests(tmp_path: Path) -> None:
    changed(tmp_path, DEMAND + "须写内容摘要: 是\n")
    register(tmp_path, form())
    commit(tmp_path, "登记审批单")
    assert codes(tmp_path) == [f"{POLICY}:2 APR-08"]


def test_an_item_of_a_list_is_approved_by_itself(tmp_path: Path) -> None:
    city(tmp_path)
    text = (tmp_path / LIST).read_text("utf-8")
    more = text.replace("2026-kaifangri", "2026-peixun").replace("01000", "01001").replace("开放日活动", "业务培训")
    (tmp_path / LIST).write_text(text + more, "utf-8")
    commit(tmp_path, "增加一条")
    line = text.count("\n") + 1
    assert codes(tmp_path) == [f"{LIST}:{line} APR-07"], "the item that stood there needs no new form"
    register(tmp_path, form("- {信息: entry:sfb/2026-peixun}"))
    commit(tmp_path, "登记审批单")
    published = text.split("\n").index("  发布日期: 2026-03-03 09:00") + line
    assert codes(tmp_path) == [f"{LIST}:{published} APR-06"], "it says that it was public before anybody approved it"
    overwrite(tmp_path / LIST, more, more.replace("2026-03-03 09:00", "2026-05-11 15:00"))
    commit(tmp_path, "改发布日期")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (form(number="2026-002"), "1 APR-01"),
        (form("- {信息: policy:sfb/2026-9}\n- {信息: policy:sfb/2026-10}"), "4 APR-02"),
        (form("- {信息: policy:sfb/2026-9}\n- {信息: entry:kjj/2026-1}"), "4 APR-02"),
        (form("- {信息: 关于公开的通知}\n- {信息: policy:sfb/2026-9}"), "3 APR-02"),
        (form(first="江志恒, 日期: 2026-05-11"), "4 APR-03"),
        (form(first="梁若水, 日期: 2026-05-11"), "4 APR-03"),
        (form(final="石念慈, 日期: 2027-01-04"), "7 APR-03"),
        (form(second="毛春晖, 日期: 2026-05-11"), "6 APR-04"),
        (form(second="文谨言, 日期: 2026-05-12"), "5 APR-05"),
        (form(secrecy="毛春晖, 日期: 2026-05-12"), "6 APR-05"),
        (form(final="石念慈, 日期: 2026-05-13"), "7 APR-06"),
        (form(final="石念慈, 日期: 2026-05-11, 意见: 不同意公开"), "7 APR-10"),
        (form(final="石念慈"), "7 FLD-01"),
        (form(final="石念慈, 日期: 2026-05-32"), "7 FLD-06"),
    ],
)
def test_a_form_with_a_mistake_covers_nothing(tmp_path: Path, text: str, found: str) -> None:
    changed(tmp_path)
    register(tmp_path, text)
    commit(tmp_path, "登记审批单", day="2026-05-12")
    told = codes(tmp_path)
    assert f"{FORM}:{found}" in told
    late = found.endswith(("APR-06", "4 APR-02")) and "kjj" not in text
    assert (MISSING[0] in told) is not late, "unless it is only known from outside that it is wrong"


def test_what_is_demanded_and_who_may_sign_is_what_the_base_says(tmp_path: Path) -> None:
    changed(tmp_path)
    write(tmp_path, "approvals/settings.yml", "须三审: 否\n")
    write(tmp_path, "approvals/roles.yml", ROLES.replace("石念慈", "卢雨桐"))
    register(tmp_path, form(final="卢雨桐, 日期: 2026-05-11"))
    commit(tmp_path, "自己给自己授权")
    assert codes(tmp_path) == [f"{FORM}:7 APR-03", *MISSING]
    write(tmp_path, "approvals/roles.yml", "名册: 无\n")
    commit(tmp_path, "弄坏名册")
    assert "approvals/roles.yml:1 FLD-05" in codes(tmp_path)


def test_nothing_is_demanded_before_the_day_or_without_settings(tmp_path: Path) -> None:
    changed(tmp_path, "须三审: 是\n起始日期: 2026-06-01\n")
    assert codes(tmp_path) == []
    edit_policy(tmp_path, "扩大公开")
    commit(tmp_path, "六月", day="2026-06-01")
    assert codes(tmp_path) == MISSING


def test_a_site_without_approvals_is_told_so(tmp_path: Path) -> None:
    changed(tmp_path, "")
    done = gongkai(tmp_path, "approvals", "--all")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].endswith("这里不要求三审，只检查了审批单本身。")


def test_two_records_of_one_name_are_both_judged(tmp_path: Path) -> None:
    """The approved one must not cover for the other."""
    city(tmp_path)
    text = (tmp_path / LIST).read_text("utf-8")
    write(tmp_path, LIST, text.replace("三十名", "三百名") + text)
    commit(tmp_path, "同名的两条")
    assert codes(tmp_path) == [f"{LIST}:1 APR-07"]


def test_a_form_is_late_by_the_merge_that_brought_it(tmp_path: Path) -> None:
    changed(tmp_path)
    register(tmp_path, form(final="石念慈, 日期: 2026-05-13"))
    commit(tmp_path, "写成后天", day="2026-05-11")
    (tmp_path / "README.md").write_text("以后的提交")
    commit(tmp_path, "以后的提交", day="2026-06-01")
    assert codes(tmp_path) == [f"{FORM}:7 APR-06"]


def test_settings_that_name_no_kind_are_refused(tmp_path: Path) -> None:
    changed(tmp_path)
    write(tmp_path, "approvals/settings.yml", DEMAND + "种类: [文件]\n")
    commit(tmp_path, "写错种类")
    assert "approvals/settings.yml:3 FLD-04" in codes(tmp_path)


def test_the_first_rules_are_judged_by_themselves(tmp_path: Path) -> None:
    city(tmp_path, "")
    git(tmp_path, "rm", "-q", "-r", "approvals")
    commit(tmp_path, "还没有规定")
    git(tmp_path, "tag", "-f", "base")
    write(tmp_path, "approvals/settings.yml", DEMAND)
    write(tmp_path, "approvals/roles.yml", ROLES)
    edit_policy(tmp_path)
    commit(tmp_path, "立规定")
    assert codes(tmp_path) == MISSING
    register(tmp_path, form())
    commit(tmp_path, "登记审批单")
    assert codes(tmp_path) == []


def test_nobody_who_signed_is_named_on_the_site(tmp_path: Path) -> None:
    city(tmp_path)
    register(tmp_path, form())
    assert gongkai(tmp_path, "build", "--as-of", "2026-11-20").returncode == 0
    site = b"".join(contents(tmp_path / "site").values())
    assert "政务公开工作".encode() in site
    assert [name for name in ("沈知行", "文谨言", "石念慈", "毛春晖", "2026-001") if name.encode() in site] == []


def test_the_sample_keeps_its_own_rules(project_root: Path) -> None:
    """Whoever edits one of the sample's newest records finds its form here: `gongkai form` gives the new digest."""
    done = gongkai(project_root, "approvals", "--all")
    if "不能读取版本" in done.stderr:
        pytest.skip("the sample is in no repository")
    assert done.returncode == 0, done.stdout


def test_a_merged_branch_is_judged_by_what_it_brought(tmp_path: Path) -> None:
    """On the main branch: the merge is named, and a day in Beijing is a day, whatever zone the server is in."""
    city(tmp_path)
    git(tmp_path, "switch", "-q", "-c", "bureau")
    edit_policy(tmp_path)
    register(tmp_path, form())
    commit(tmp_path, "补充一句", day="2026-05-11")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "合并市政府办公室的提交", "bureau", day="2026-05-11")
    assert codes(tmp_path) == []
    (tmp_path / FORM).unlink()
    commit(tmp_path, "删去审批单")
    done = gongkai(tmp_path, "approvals", "base..HEAD")
    assert "合并市政府办公室的提交" in done.stdout


def test_everything_can_be_held_against_the_forms(tmp_path: Path) -> None:
    city(tmp_path)
    assert codes(tmp_path, "--all") == [f"{LIST}:1 APR-07", f"{POLICY}:2 APR-07"]
    days = {step: f"{name}, 日期: 2026-02-11" for step, name in
            (("first", "沈知行"), ("second", "文谨言"), ("secrecy", "毛春晖"), ("final", "石念慈"))}  # fmt: skip
    register(tmp_path, form("- {信息: policy:sfb/2026-9}\n- {信息: entry:sfb/2026-kaifangri}", **days))
    commit(tmp_path, "补登一批")
    assert codes(tmp_path, "--all") == []


def test_what_slipped_through_is_named_until_it_is_approved(tmp_path: Path) -> None:
    """A release that was refused once is not let pass because the next change is a good one."""
    city(tmp_path, "须三审: 是\n起始日期: 2026-05-10\n")
    edit_policy(tmp_path)
    commit(tmp_path, "没有审批", day="2026-05-12")
    (tmp_path / "README.md").write_text("以后的提交")
    commit(tmp_path, "以后的提交", day="2026-05-13")
    assert codes(tmp_path, "HEAD~1..HEAD") == []
    assert codes(tmp_path, "--all") == MISSING, "and what stood before the day is left alone"
    days = {step: f"{name}, 日期: 2026-05-13" for step, name in
            (("first", "沈知行"), ("second", "文谨言"), ("secrecy", "毛春晖"), ("final", "石念慈"))}  # fmt: skip
    register(tmp_path, form(**days))
    commit(tmp_path, "补办审批", day="2026-05-13")
    assert codes(tmp_path, "--all") == []


def key(folder: Path, name: str) -> Path:
    """A new key, and its line for allowed_signers beside it."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path), "-C", name], check=True)
    public = path.with_suffix(".pub").read_text().split()
    (folder / f"{name}.signer").write_text(f'{name}@yunchuan.example namespaces="git" {public[0]} {public[1]}\n')
    return path


def test_commits_have_to_be_signed_by_keys_that_the_base_trusts(tmp_path: Path) -> None:
    keys, folder = tmp_path / "keys", tmp_path / "city"
    keys.mkdir()
    folder.mkdir()
    known, other = key(keys, "clerk"), key(keys, "stranger")

    def signing(path: Path) -> tuple[str, ...]:
        return ("-c", "gpg.format=ssh", "-c", f"user.signingkey={path}", "-c", "commit.gpgsign=true")

    city(folder, DEMAND + "须签名提交: 是\n")
    write(folder, "approvals/allowed_signers", (keys / "clerk.signer").read_text())
    commit(folder, "登记密钥")
    git(folder, "tag", "-f", "base")
    edit_policy(folder)
    register(folder, form())
    commit(folder, "签了名的改动", *signing(known))
    assert codes(folder) == []
    (folder / "README.md").write_text("不是信息")
    commit(folder, "不签名也行")
    assert codes(folder) == []
    assert gongkai(folder, "freeze").returncode == 0
    commit(folder, "登记已公布的索引号")
    assert git(folder, "ls-files", "catalogues/register"), "the release job's own commit, which nobody signs"
    assert codes(folder) == []

    register(folder, form() + "\n")
    write(folder, "approvals/allowed_signers", (keys / "stranger.signer").read_text())
    commit(folder, "自己加密钥", *signing(other))
    done = gongkai(folder, "approvals", "base..HEAD")
    assert done.returncode == 1
    assert "“自己加密钥”）签名的密钥不在 allowed_signers 中" in done.stdout
    git(folder, "reset", "-q", "--hard", "HEAD~1")
    register(folder, form() + "\n")
    commit(folder, "没有签名的改动")
    assert codes(folder) == [f"{FORM}:0 APR-09"]


def test_a_merge_is_its_parents_but_for_what_was_added_by_hand(tmp_path: Path) -> None:
    city(tmp_path, DEMAND + "须签名提交: 是\n")
    git(tmp_path, "switch", "-q", "-c", "bureau")
    (tmp_path / "README.md").write_text("一")
    commit(tmp_path, "与信息无关")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "--no-commit", "bureau")
    edit_policy(tmp_path)
    register(tmp_path, form())
    commit(tmp_path, "合并时夹带")
    assert codes(tmp_path) == [f"{FORM}:0 APR-09"]


@pytest.mark.parametrize("range_", ["no-such..HEAD", "HEAD", "..HEAD"])
def test_a_range_that_means_nothing_is_a_mistake_of_the_command(tmp_path: Path, range_: str) -> None:
    city(tmp_path)
    done = gongkai(tmp_path, "approvals", range_)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert gongkai(tmp_path, "approvals").returncode == 2
