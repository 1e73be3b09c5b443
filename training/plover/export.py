"""Export a trained network to ONNX, fused and in eight bits.

python -m training.plover.export STATE --encoder DIR --out FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from training.plover.network import Network, restored


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
    axes = {name: {0: "sentences", 1: "pieces"} for name in ("pieces", "mask")} | {
        "chances": {0: "sentences"}
    }
    with tempfile.TemporaryDirectory() as temporary:
        whole, fused = Path(temporary) / "whole.onnx", Path(temporary) / "fused.onnx"
        torch.onnx.export(
            Shipped(net.eval()),
            sample,
            str(whole),
            input_names=["pieces", "mask"],
            output_names=["chances"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        config = net.encoder.config
        fusion = FusionOptions("bert")
        fusion.enable_embed_layer_norm = False  # fused, the word embeddings would stay in 32 bits
        model = optimizer.optimize_model(
            str(whole),
            "bert",
            config.num_attention_heads,
            config.hidden_size,
            optimization_options=fusion,
            opt_level=0,
        )
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["Attention", "MatMul", "Gather", "Gemm"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for coder.onnx")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    target = given.out / "coder.onnx"
    export(restored(given.encoder, given.state), target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
