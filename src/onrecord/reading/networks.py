"""The shipped networks and their word pieces, as all stages load them.

In: files. Out: an onnxruntime session, a word-piece tokenizer. Invariant: a session keeps to one thread,
because documents are read in parallel, one process each.
"""

from __future__ import annotations

from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer


def session(network: Path) -> onnxruntime.InferenceSession:
    """A network in ONNX, ready to be run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def tokenizer(pieces: Path) -> Tokenizer:
    """A word-piece tokenizer that neither pads nor cuts."""
    made = Tokenizer.from_file(str(pieces))
    made.no_padding()
    made.no_truncation()
    return made
