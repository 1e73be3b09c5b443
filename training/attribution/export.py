"""Export a trained network to ONNX, fused and in eight bits.

python -m training.attribution.export STATE --encoder DIR --out FOLDER
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.attribution.network import Network
from training.attribution.train import restored
from training.shipping import command, ship

_PIECES = ("pieces", "quoted", "mask")
_WORDS = ("first", "words", "asked")


class Shipped(nn.Module):
    """What reading runs: from pieces to anchors, with the roles and voices of all words to each."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self,
        pieces: Tensor,
        quoted: Tensor,
        mask: Tensor,
        first: Tensor,
        words: Tensor,
        asked: Tensor,
        least: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Places of the anchors (A x 2: chunk, word), their chances (A), log roles and voices (A x W x 4, 5).

        ``asked`` is B x W, 1 for words that are anchors whatever their chance.
        """
        encoded = self.net.encode(pieces, quoted, mask, first)
        chance = torch.sigmoid(self.net.anchors(encoded)) * words
        places = torch.nonzero(torch.logical_or(chance >= least, asked > 0))
        rows, columns = places[:, 0], places[:, 1]
        roles, voices = self.net.both(encoded, rows, columns)
        return places, chance[rows, columns], torch.log_softmax(roles, -1), torch.log_softmax(voices, -1)


def export(net: Network, target: Path) -> None:
    """Write the network to an ONNX file."""
    b, p, w = 2, 24, 20
    ones = torch.ones(b, p, dtype=torch.long)
    places = torch.arange(w).expand(b, w).clone()
    sample = (ones * 2000, ones * 0, ones, places, ones[:, :w], ones[:, :w] * 0, torch.tensor(0.0))
    inputs = {n: {0: "chunks", 1: "pieces"} for n in _PIECES} | {n: {0: "chunks", 1: "words"} for n in _WORDS}
    outputs = {"places": {0: "anchors"}, "chances": {0: "anchors"}}
    outputs |= {name: {0: "anchors", 1: "words"} for name in ("roles", "voices")}
    ship(
        Shipped(net),
        sample,
        {**inputs, "least": {}},
        outputs,
        net.encoder.config,
        target,
        attention=False,
    )


def main() -> None:
    """The command line."""
    given = command(__doc__, "tagger.onnx", restored, export)
    (given.out / "tokenizer.json").write_bytes((given.encoder / "tokenizer.json").read_bytes())


if __name__ == "__main__":
    main()
