"""``python -m tests.corpus [COLLECTION ...]`` prints the scores, the misses and the false lines."""

import sys

from tests.corpus.score import main

main(sys.argv[1:])
