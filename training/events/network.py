"""The network: an encoder, and two linear layers that say of each word what it tells of.

Shapes: B sentences of P pieces and W words.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.reading.events.tagging.tagger import KINDS, STATUSES


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(0.2)
        self.kind = nn.Linear(size, 1 + len(KINDS))
        self.status = nn.Linear(size, len(STATUSES))

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of kinds (B x W x (1 + KINDS)) and statuses (B x W x STATUSES).

        ``pieces`` and ``mask`` are B x P, ``first`` (B x W) the piece at which each word begins.
        """
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        words = self.dropout(torch.gather(hidden, 1, index))
        return self.kind(words), self.status(words)


def fresh(folder: Path) -> Network:
    """An untrained network over the pretrained encoder in a folder; its word embeddings stay as they are."""
    # Eager attention exports to the graph that runs fastest.
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")
    encoder.pooler = None
    encoder.get_input_embeddings().weight.requires_grad_(False)
    return Network(encoder)


def restored(folder: Path, state: Path) -> Network:
    """A trained network."""
    net = fresh(folder)
    net.load_state_dict(torch.load(state))
    return net.eval()
