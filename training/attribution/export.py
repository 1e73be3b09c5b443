"""Export a trained network to ONNX, fused and in eight bits.

python -m training.attribution.export STATE --encoder DIR --out FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from training.attribution.network import Network
from training.attribution.train import restored

_PIECES = ("pieces", "quoted", "mask")
_WORDS = ("first", "words")


class Shipped(nn.Module):
    """What reading runs: from pieces to anchors, with the roles of all words to each."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, quoted: Tensor, mask: Tensor, first: Tensor, words: Tensor, least: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Places of the anchors (A x 2: chunk, word), their chances (A), log roles (A x W x 4)."""
        encoded = self.net.encode(pieces, quoted, mask, first)
        chance = torch.sigmoid(self.net.anchors(encoded)) * words
        places = torch.nonzero(chance >= least)
        rows, columns = places[:, 0], places[:, 1]
        roles = self.net.roles(encoded, rows, columns)
        return places, chance[rows, columns], torch.log_softmax(roles, -1)


def export(net: Network, target: Path) -> None:
    """Write the network to an ONNX file."""
    b, p, w = 2, 24, 20
    ones = torch.ones(b, p, dtype=torch.long)
    sample = (
        ones * 2000,
        ones * 0,
        ones,
        torch.arange(w).expand(b, w).clone(),
        ones[:, :w],
        torch.tensor(0.0),
    )
    axes = {n: {0: "chunks", 1: "pieces"} for n in _PIECES} | {n: {0: "chunks", 1: "words"} for n in _WORDS}
    axes |= {"places": {0: "anchors"}, "chances": {0: "anchors"}, "roles": {0: "anchors", 1: "words"}}
    with tempfile.TemporaryDirectory() as temporary:
        whole, fused = Path(temporary) / "whole.onnx", Path(temporary) / "fused.onnx"
        torch.onnx.export(
            Shipped(net.eval()),
            sample,
            str(whole),
            input_names=[*_PIECES, *_WORDS, "least"],
            output_names=["places", "chances", "roles"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        config = net.encoder.config
        model = optimizer.optimize_model(
            str(whole), "bert", config.num_attention_heads, config.hidden_size, opt_level=0
        )
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for tagger.onnx and tokenizer.json")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    target = given.out / "tagger.onnx"
    export(restored(given.encoder, given.state), target)
    (given.out / "tokenizer.json").write_bytes((given.encoder / "tokenizer.json").read_bytes())
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
