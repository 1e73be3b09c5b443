"""Export a trained network to ONNX, fused and in eight bits.

python -m training.events.export STATE --encoder DIR --out FOLDER
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.events.network import Network, restored
from training.shipping import command, ship


class Shipped(nn.Module):
    """What reading runs: from pieces to the chances of each word."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Chances of kinds (B x W x (1 + KINDS)) and statuses (B x W x STATUSES)."""
        kinds, statuses = self.net(pieces, mask, first)
        return torch.softmax(kinds, -1), torch.softmax(statuses, -1)


def export(net: Network, target: Path) -> None:
    """Write the network to an ONNX file."""
    ones = torch.ones(2, 24, dtype=torch.long)
    sample = (ones * 2000, ones, torch.arange(20).expand(2, 20).clone())
    inputs = {
        "pieces": {0: "sentences", 1: "pieces"},
        "mask": {0: "sentences", 1: "pieces"},
        "first": {0: "sentences", 1: "words"},
    }
    outputs = {name: {0: "sentences", 1: "words"} for name in ("kinds", "statuses")}
    ship(Shipped(net), sample, inputs, outputs, net.encoder.config, target)


def main() -> None:
    """The command line."""
    command(__doc__, "events.onnx", restored, export)


if __name__ == "__main__":
    main()
