"""What mkdocs.yml must say so that every page is what a government site's page must be.

In: the settings. Out: SiteProblems at the configuration. They warn, though the standard calls them errors: what is
missing is a number that a site may still be waiting for, not a mistake in what is published.

Sources: 国办发〔2017〕47号 附件 (footer, page tags); 国办秘函〔2019〕19号.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.model.diagnostic import Severity
from gongkai.model.room import Code, Problem, SiteProblem
from gongkai.model.settings import Settings

CODES: Mapping[str, Code] = {
    "SIT-01": Code(Severity.WARNING, "页脚不完整", "国办发〔2017〕47号"),
    "SIT-02": Code(Severity.WARNING, "网站标签不完整", "国办发〔2017〕47号"),
}
_FOOTER = {
    "party_mark_url": "党政机关网站标识",
    "find_error_url": "“我为政府网站找错”",
    "sponsor": "主办单位",
    "contact": "联系方式",
    "icp": "ICP备案编号",
    "police": "公安机关备案号",
}


def settings_problems(settings: Settings) -> Iterator[SiteProblem]:
    """SIT-01 for what the footer lacks; SIT-02 for what the page tags and full addresses are made from."""
    path = f"{settings.name}.yml"
    missing = {name: label for name, label in _FOOTER.items() if not getattr(settings.furniture, name)}
    if missing:
        hint = f"在 {path} 的 furniture 中写 {'、'.join(missing)}"
        yield SiteProblem(Problem("SIT-01", f"页脚缺少{'、'.join(missing.values())}", hint), path=path)
    if not settings.site_url:
        message = "没有写 site_url，网页没有规范网址和网站域名标签，也没有网站地图文件"
        yield SiteProblem(
            Problem("SIT-02", message, "写网站的正式地址，例如 site_url: https://www.yunchuan.example/"), path=path
        )
    if not settings.furniture.site_code:
        message = "没有写网站标识码，页脚和网页标签（SiteIDCode）中都没有"
        yield SiteProblem(Problem("SIT-02", message, f"在 {path} 的 furniture 中写 site_code"), path=path)
