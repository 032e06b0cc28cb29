"""Withdraw: what must disappear goes from sources, targets and this machine, and a tombstone stays."""
