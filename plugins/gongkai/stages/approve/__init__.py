"""Approve: has everything that a release brings been signed by those who may?

In: records as they were and are, the forms below `approvals/`, the register of roles. Out: diagnostics, and the printed
发布审批单. Nothing here reaches a page.
"""

from gongkai.stages.approve.codes import CODES

__all__ = ["CODES"]
