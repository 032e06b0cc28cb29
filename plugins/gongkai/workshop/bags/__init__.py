"""Bags: folders that say of every file in them what it must be (BagIt, RFC 8493), in one file that can be carried.

In: files by their address. Out: a stored zip that standard tools open and verify; and of a bag that came from
elsewhere, which of its files are not what they were.
"""

from gongkai.workshop.bags.manifests import UnfitNameError, read_information
from gongkai.workshop.bags.opening import BagError, OpenedBag, UnreadableError, digest_of, open_bag
from gongkai.workshop.bags.verifying import Finding, Trouble, verify_bag
from gongkai.workshop.bags.writing import Content, WrittenBag, write_bag

__all__ = [
    "BagError",
    "Content",
    "Finding",
    "OpenedBag",
    "Trouble",
    "UnfitNameError",
    "UnreadableError",
    "WrittenBag",
    "digest_of",
    "open_bag",
    "read_information",
    "verify_bag",
    "write_bag",
]
