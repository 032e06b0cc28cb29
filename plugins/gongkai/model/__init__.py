"""The vocabulary: nouns every room and stage speaks. No I/O, no MkDocs, no clock."""
