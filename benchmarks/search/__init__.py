"""Search, asked and judged: what stands on the pages, queries, clients in a real browser, bytes as a server sends them.

In: built sites. Out: answers with their times and bytes, and what they are worth. The tests' recall gate and the
benchmarks ask by the same code; it lies here, because tests already import the benchmarks and nothing imports tests.
"""
