"""Benchmarks: one module a benchmark, one command for all: ``python -m benchmarks NAME --data PATH``.

A module has ``NAME``, ``PEERS`` (name -> figures, beside which ours are printed) and
``run(data, predictions, gold) -> figures``.
"""
