"""The network that codes: an encoder, and one linear layer over three of its means.

Shapes: B sentences of P pieces; TYPES types.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.reading.events.coding.coder import TYPES

SOURCE, TARGET = 2, 4  # the pieces that open a source and a target


class Network(nn.Module):
    """The mean of all pieces, of the marks before the source, of those before the target: to types."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(3 * size, len(TYPES))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """B x TYPES logits, from B x P pieces and a mask with 1 where there is one."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
        means = [_mean(hidden, mask), _mean(hidden, pieces == SOURCE), _mean(hidden, pieces == TARGET)]
        return self.head(self.dropout(torch.cat(means, -1)))


def _mean(hidden: Tensor, where: Tensor) -> Tensor:
    """B x size: the mean over the pieces that are meant; nought where there are none."""
    weight = where.float().unsqueeze(-1)
    return (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)


def fresh(folder: Path) -> Network:
    """An untrained network over the pretrained encoder in a folder."""
    # Eager attention exports to the graph that runs fastest.
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")
    encoder.pooler = None
    return Network(encoder)


def restored(folder: Path, state: Path) -> Network:
    """A trained network."""
    net = fresh(folder)
    net.load_state_dict(torch.load(state))
    return net.eval()
