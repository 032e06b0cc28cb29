"""History: when was each record really published, and what became of it since?

In: the commits of the published branch. Out: a Chronicle that is kept and only ever added to, the events of one record,
and a diagnostic for each 发布日期 that the history does not bear out.
"""

from gongkai.stages.history.codes import CODES

__all__ = ["CODES"]
