"""Crafts: pure helpers that know nothing of our record kinds."""
