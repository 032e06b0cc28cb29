"""Approval (三审 with 保密审查) as it is registered: forms, who may sign what, and what a site demands.

In: mappings read from YAML below `approvals/`, keys being the official Chinese labels. Out: frozen values. Leaders sign
a paper or in the office system; these files say what was signed, so that a release can be held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from gongkai.model.record import Day, Identifier, Part, Text, YesNo

FOLDER = "approvals"
"""Beside mkdocs.yml, outside of the content roots: nothing in it is ever published."""
ROLES = f"{FOLDER}/roles.yml"
SETTINGS = f"{FOLDER}/settings.yml"
ALLOWED_SIGNERS = f"{FOLDER}/allowed_signers"

KindLabel = Literal["信息", "公开事项", "政策文件", "历史文本", "政策解读", "机构"]
"""The kinds of records, as their rooms call them."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Step(StrEnum):
    """环节: what is signed, in this order; 保密审查 at any time before 终审."""

    FIRST = "初审"
    SECOND = "复审"
    FINAL = "终审"
    SECRECY = "保密审查"


class Signature(Part):
    """Who signed one step, and when."""

    person: Text = Field(alias="人员", description="签字人姓名，与名册 approvals/roles.yml 中的一致")
    day: Day = Field(alias="日期", description="签字的日期，例如 2026-11-18")
    opinion: Text = Field("同意", alias="意见", description="以“同意”开头，例如 同意公开")


class ApprovedRecord(Part):
    """One record of a form."""

    record: Text = Field(alias="信息", description="信息的种类和标识，例如 policy:sfb/2026-9")
    digest: Sha256 | None = Field(
        None, alias="内容摘要", description="审批单上印的64位内容摘要，用 gongkai form 得到，证明审批的是哪一稿"
    )


class ApprovalForm(Part):
    """发布审批单, for one record or a batch."""

    number: Text = Field(alias="审批单编号", description="与文件名相同，例如 2026-031")
    records: tuple[ApprovedRecord, ...] = Field(
        alias="信息", min_length=1, description="这张审批单审批的信息，每条一项"
    )
    first: Signature = Field(alias=Step.FIRST, description="初审的人员、日期、意见")
    second: Signature = Field(alias=Step.SECOND, description="复审的人员、日期、意见")
    final: Signature = Field(alias=Step.FINAL, description="终审的人员、日期、意见")
    secrecy: Signature = Field(alias=Step.SECRECY, description="保密审查的人员、日期、意见")
    scan: Sha256 | None = Field(None, alias="扫描件摘要", description="签字后扫描件的 SHA-256 值，可以不写")

    @property
    def signatures(self) -> Mapping[Step, Signature]:
        return {
            Step.FIRST: self.first,
            Step.SECOND: self.second,
            Step.FINAL: self.final,
            Step.SECRECY: self.secrecy,
        }

    def digests_of(self, record: str) -> tuple[str | None, ...]:
        """What the form says of one record: its digest, None where it gives none; nothing where it is not named."""
        return tuple(each.digest for each in self.records if each.record == record)


class Role(Part):
    """Who may sign which steps for which bodies, from when to when."""

    person: Text = Field(alias="人员", description="姓名；同名的在后面用括号写明科室")
    departments: tuple[Identifier, ...] = Field(alias="部门", min_length=1, description="单位标识，例如 [sfb]")
    steps: tuple[Step, ...] = Field(
        alias="环节", min_length=1, description="初审、复审、终审、保密审查中的一个或者几个"
    )
    start: Day = Field(alias="起始日期", description="从哪一天起")
    end: Day | None = Field(None, alias="截止日期", description="到哪一天为止；还在任的不写")


class RoleRegister(Part):
    """approvals/roles.yml."""

    roles: tuple[Role, ...] = Field((), alias="名册", description="每人每项权限一条")


class ApprovalSettings(Part):
    """approvals/settings.yml: what this site demands. Without the file nothing is."""

    required: YesNo = Field(False, alias="须三审", description="新增、改动的信息没有审批单就不能发布")
    since: Day | None = Field(None, alias="起始日期", description="从哪一天起要求；不写为一直要求")
    digests: YesNo = Field(False, alias="须写内容摘要", description="审批单必须写明每条信息的内容摘要")
    signed: YesNo = Field(False, alias="须签名提交", description="改动信息和审批单的提交必须用登记过的密钥签名")
    kinds: tuple[KindLabel, ...] = Field(
        ("信息", "政策文件", "历史文本", "政策解读"), alias="种类", description="哪些种类的信息须经三审"
    )

    def applies(self, day: str) -> bool:
        """Whether what is published on a day (ISO text) has to be approved."""
        return self.required and (self.since is None or self.since.isoformat() <= day)
