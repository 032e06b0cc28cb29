"""Withdraw: what must disappear goes from the sources, from the targets and from this machine, and a tombstone stays."""
