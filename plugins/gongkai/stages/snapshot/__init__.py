"""Snapshot: the site of one commit in one file, to be opened, searched and verified for decades without a server.

In: a Publication's parts, the commit, the snapshot before. Out: the contents of a bag (`workshop.bags`): the site as it
was built, its publishable sources, its records as data, and the texts that explain it. docs/snapshots.md says why.
"""
