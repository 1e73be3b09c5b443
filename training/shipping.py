"""From a trained network to the file that is shipped: ONNX, fused, in eight bits.

In: a module that does what reading runs, with a sample of its inputs. Out: an ONNX file. Invariant: weights
are taken by channel and scaled once; activations are scaled when the network runs.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

N = TypeVar("N", bound=nn.Module)
Axes = Mapping[str, Mapping[int, str]]
"""For each input and output the axes of no fixed length, by their names; in the order of the module's own."""


def ship(
    module: nn.Module,
    sample: Sequence[Tensor],
    inputs: Axes,
    outputs: Axes,
    config: Any,
    target: Path,
    *,
    attention: bool = True,
) -> None:
    """Write a module over an encoder to an ONNX file.

    ``config`` is the encoder's. ``attention`` puts the fused attention into eight bits, too, and keeps the
    word embeddings out of the fusion, which would leave them in 32 bits.
    """
    fusion = FusionOptions("bert")
    fusion.enable_embed_layer_norm = not attention
    kinds = ["MatMul", "Gather", "Gemm"]
    with tempfile.TemporaryDirectory() as temporary:
        whole, fused = Path(temporary) / "whole.onnx", Path(temporary) / "fused.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(sample),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: dict(axes) for name, axes in (*inputs.items(), *outputs.items()) if axes},
            opset_version=17,
            dynamo=False,
        )
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
            op_types_to_quantize=["Attention", *kinds] if attention else kinds,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def command(
    about: str | None, file: str, restored: Callable[[Path, Path], N], export: Callable[[N, Path], None]
) -> argparse.Namespace:
    """The command line of an export: STATE, --encoder DIR and --out FOLDER, in which ``file`` is written."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True, help=f"folder for {file}")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    target = given.out / file
    export(restored(given.encoder, given.state), target)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return given
