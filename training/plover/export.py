"""Export a trained network to ONNX, fused and in eight bits.

python -m training.plover.export STATE --encoder DIR --out FOLDER
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.plover.network import Network, restored
from training.shipping import command, ship


class Shipped(nn.Module):
    """What reading runs: from pieces to the chance of each type."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """B x TYPES chances."""
        return torch.softmax(self.net(pieces, mask), -1)


def export(net: Network, target: Path) -> None:
    """Write the network to an ONNX file."""
    sample = (torch.full((2, 24), 2000), torch.ones(2, 24, dtype=torch.long))
    inputs = {name: {0: "sentences", 1: "pieces"} for name in ("pieces", "mask")}
    ship(Shipped(net), sample, inputs, {"chances": {0: "sentences"}}, net.encoder.config, target)


def main() -> None:
    """The command line."""
    command(__doc__, "coder.onnx", restored, export)


if __name__ == "__main__":
    main()
