"""Publish: bring what a target holds to what the site is, so that no link leads nowhere meanwhile.

In: the site's files, what is known of the target, the operator's settings, the time. Out: a plan (a pure function), and
the target changed by it. `docs/publishing.md` holds the argument why it is safe to be killed at any step.
"""
