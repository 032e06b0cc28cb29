"""Archive (信息清理): the text of a record leaves the site and stays in an offline snapshot; its card stays.

In: a record whose column keeps it no longer, a person's decision, a snapshot that is whole and holds it. Out: new texts
of its source, and files that go. Nothing is ever archived because a rule says so alone.
"""
