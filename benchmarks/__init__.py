"""Speed, measured side by side: a generator of records, the same content for other site generators, paired runs.

In: a number of records and a seed. Out: sites in `benchmarks/.work`, figures on the terminal and in a JSON file
there. It is here because a claim about speed is worth what its command reproduces: `make bench`, `make bench-peers`,
`make bench-scale`.
"""
