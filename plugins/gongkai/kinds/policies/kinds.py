"""The three kinds of the library, as the corridor asks for them.

In: valid records. Out: problems, summaries, states, pages; all by the modules that know.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.kinds.policies import searching, summaries
from gongkai.kinds.policies.interpretation_rules import interpretation_problems
from gongkai.kinds.policies.interpretation_views import interpretation_pages
from gongkai.kinds.policies.model import Interpretation, Policy, PolicyVersion
from gongkai.kinds.policies.policy_views import policy_pages
from gongkai.kinds.policies.rules import policy_problems, version_problems
from gongkai.kinds.policies.validity import AMENDED, state_on
from gongkai.kinds.policies.version_views import version_pages
from gongkai.model.inquiry import Inquiry
from gongkai.model.page import Product
from gongkai.model.room import Context, Identity, Loaded, Place, Problem, Site
from gongkai.model.search import SearchDocument
from gongkai.model.summary import Summary


class PolicyKind:
    """政策文件."""

    name = "policy"
    label = "政策文件"
    folder = "policies"
    places = (Place("content", ("content", "*", "policies"), ".md"),)
    schema = Policy

    def body_of(self, record: Policy) -> str | None:  # noqa: ARG002 - the text after the front matter
        return None

    def rules(self, record: Policy, identity: Identity, body: str, context: Context) -> Iterable[Problem]:
        return policy_problems(record, identity, body, context)

    def summarise(self, record: Policy, identity: Identity, context: Context) -> Summary:
        return summaries.summarise_policy(record, identity, context)

    def state(self, summary: Summary, as_of: str) -> str:
        return state_on(summary, as_of)

    def pages(self, loaded: Loaded, record: Policy, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return policy_pages(loaded, record, inquiry, site)

    def searched(self, loaded: Loaded, record: Policy, inquiry: Inquiry, context: Context) -> Iterable[SearchDocument]:
        return searching.policy_searched(loaded, record, inquiry, context)


class PolicyVersionKind:
    """政策文件的历史文本."""

    name = "policy-version"
    label = "历史文本"
    folder = "policies"
    places = (Place("content", ("content", "*", "policies", "*"), ".md"),)
    schema = PolicyVersion

    def body_of(self, record: PolicyVersion) -> str | None:  # noqa: ARG002
        return None

    def rules(
        self,
        record: PolicyVersion,
        identity: Identity,
        body: str,  # noqa: ARG002
        context: Context,  # noqa: ARG002
    ) -> Iterable[Problem]:
        return version_problems(record, identity)

    def summarise(self, record: PolicyVersion, identity: Identity, context: Context) -> Summary:  # noqa: ARG002
        return summaries.summarise_version(record, identity)

    def state(self, summary: Summary, as_of: str) -> str:  # noqa: ARG002 - an earlier text is one on any day
        return AMENDED

    def pages(self, loaded: Loaded, record: PolicyVersion, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return version_pages(loaded, record, inquiry, site)

    def searched(
        self, loaded: Loaded, record: PolicyVersion, inquiry: Inquiry, context: Context
    ) -> Iterable[SearchDocument]:
        return searching.version_searched(loaded, record, inquiry, context)


class InterpretationKind:
    """政策解读."""

    name = "interpretation"
    label = "政策解读"
    folder = "interpretations"
    places = (Place("content", ("content", "*", "interpretations"), ".md"),)
    schema = Interpretation

    def body_of(self, record: Interpretation) -> str | None:  # noqa: ARG002
        return None

    def rules(self, record: Interpretation, identity: Identity, body: str, context: Context) -> Iterable[Problem]:
        return interpretation_problems(record, identity, body, context)

    def summarise(self, record: Interpretation, identity: Identity, context: Context) -> Summary:  # noqa: ARG002
        return summaries.summarise_interpretation(record, identity)

    def state(self, summary: Summary, as_of: str) -> str:  # noqa: ARG002
        return ""

    def pages(self, loaded: Loaded, record: Interpretation, inquiry: Inquiry, site: Site) -> Iterable[Product]:
        return interpretation_pages(loaded, record, inquiry, site)

    def searched(
        self, loaded: Loaded, record: Interpretation, inquiry: Inquiry, context: Context
    ) -> Iterable[SearchDocument]:
        return searching.interpretation_searched(loaded, record, inquiry, context)
