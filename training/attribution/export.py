"""Export a trained network to ONNX, in eight bits.

    python -m training.attribution.export STATE --encoder DIR --out FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.attribution.network import Network
from training.attribution.train import network


class Shipped(nn.Module):
    """What reading runs: from pieces to anchors, with the roles of all words to each."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, quoted: Tensor, mask: Tensor, first: Tensor, words: Tensor, least: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Anchors (A x 2: chunk, word), their probabilities (A), log-probabilities of the roles (A x W x 4)."""
        encoded = self.net.encode(pieces, quoted, mask, first)
        chance = torch.sigmoid(self.net.anchors(encoded)) * words
        places = torch.nonzero(chance >= least)
        rows, columns = places[:, 0], places[:, 1]
        roles = self.net.roles(encoded, rows, columns)
        return places, chance[rows, columns], torch.log_softmax(roles, -1)


def export(net: Network, folder: Path, bits: int = 8) -> None:
    """Write ``tagger.onnx``."""
    net.eval()
    b, p, w = 2, 24, 20
    sample = (
        torch.randint(1000, 2000, (b, p)),
        torch.zeros(b, p, dtype=torch.long),
        torch.ones(b, p, dtype=torch.long),
        torch.arange(w).expand(b, w).contiguous(),
        torch.ones(b, w, dtype=torch.long),
        torch.tensor(0.0),
    )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "tagger.onnx"
    names = ["pieces", "quoted", "mask", "first", "words", "least"]
    axes = {n: {0: "chunks", 1: "pieces"} for n in names[:3]} | {n: {0: "chunks", 1: "words"} for n in names[3:5]}
    axes |= {"places": {0: "anchors"}, "chance": {0: "anchors"}, "roles": {0: "anchors", 1: "words"}}
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx" if bits == 8 else target
        torch.onnx.export(
            Shipped(net), sample, whole, input_names=names, output_names=["places", "chance", "roles"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )
        if bits == 8:
            quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True,
                             op_types_to_quantize=["MatMul", "Gather", "Gemm"])
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bits", type=int, choices=(8, 32), default=8)
    given = parser.parse_args()
    net = network(given.encoder)
    net.load_state_dict(torch.load(given.state))
    export(net, given.out, given.bits)
    (given.out / "tokenizer.json").write_bytes((given.encoder / "tokenizer.json").read_bytes())


if __name__ == "__main__":
    main()
