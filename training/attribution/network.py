"""The network: an encoder, a head that finds cues, two that say what each word is to a cue.

One tells the words of its attribution (source, cue, content), the other whose voices they are: who speaks,
who hands on, who is told.

Shapes: B chunks of P pieces and W words; A anchors (words that begin a cue) in all.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

ROLES = 4  # none, source, cue, content
VOICES = 5  # none, speaker, the relay that heard the speaker, a relay further out, addressee
REACH = 64  # words; further away is "as far as that"


@dataclass(frozen=True)
class Batch:
    """``pieces``, ``quoted``, ``mask``: B x P. ``first``: B x W, the first piece of each word.

    ``words``: B x W, 1 where there is a word. ``rows``, ``columns``: A, chunk and word of each anchor;
    ``heard_rows``, ``heard_columns``: V, of each cue whose voices are known.
    """

    pieces: Tensor
    quoted: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    rows: Tensor
    columns: Tensor
    heard_rows: Tensor
    heard_columns: Tensor


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: nn.Module, width: int = 160, factors: int = 48) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.quoted = nn.Embedding(2, size)
        nn.init.zeros_(self.quoted.weight)
        self.dropout = nn.Dropout(0.1)
        self.anchor = nn.Sequential(nn.Linear(size, width), nn.ReLU(), nn.Linear(width, 1))
        self.tags = nn.Linear(
            size, 3
        )  # whether a word is in any source, cue, content: a second task, not shipped
        self.cue = nn.Linear(size, width)
        self.word = nn.Linear(size, width)
        self.distance = nn.Embedding(2 * REACH + 1, width)
        nn.init.normal_(self.distance.weight, std=0.05)
        self.role = nn.Linear(width, ROLES)
        self.left = nn.Linear(size, ROLES * factors)
        self.right = nn.Linear(size, ROLES * factors)
        self.voice = nn.Linear(width, VOICES)
        self.voice_left = nn.Linear(size, VOICES * factors)
        self.voice_right = nn.Linear(size, VOICES * factors)
        self.factors = factors

    def encode(self, pieces: Tensor, quoted: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """B x W x size: the encoding of each word's first piece."""
        embedded = self.encoder.get_input_embeddings()(pieces) + self.quoted(quoted)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        return self.dropout(torch.gather(hidden, 1, index))

    def anchors(self, words: Tensor) -> Tensor:
        """B x W: logit that a word begins a cue."""
        return self.anchor(words).squeeze(-1)

    def roles(self, words: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """A x W x ROLES: logits of what each word of the anchor's chunk is to the anchor."""
        return self._roles(words, rows, columns, self._apart(words, rows, columns))

    def voices(self, words: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """A x W x VOICES: logits of whose voice each word of the anchor's chunk names."""
        return self._voices(words, rows, columns, self._apart(words, rows, columns))

    def both(self, words: Tensor, rows: Tensor, columns: Tensor) -> tuple[Tensor, Tensor]:
        """Roles and voices, with what they share made once."""
        apart = self._apart(words, rows, columns)
        return self._roles(words, rows, columns, apart), self._voices(words, rows, columns, apart)

    def _roles(self, words: Tensor, rows: Tensor, columns: Tensor, apart: Tensor) -> Tensor:
        return self.role(apart) + self._pairs(self.left, self.right, words, rows, columns)

    def _voices(self, words: Tensor, rows: Tensor, columns: Tensor, apart: Tensor) -> Tensor:
        return self.voice(apart) + self._pairs(self.voice_left, self.voice_right, words, rows, columns)

    def _apart(self, words: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
        """A x W x width: an anchor, a word and how far apart they are, added."""
        apart = torch.arange(words.shape[1]).unsqueeze(0) - columns.unsqueeze(1)
        apart = apart.clamp(-REACH, REACH) + REACH
        at = self.cue(words[rows, columns]).unsqueeze(1)
        return torch.relu(at + self.word(words)[rows] + self.distance(apart))

    def _pairs(
        self, left: nn.Linear, right: nn.Linear, words: Tensor, rows: Tensor, columns: Tensor
    ) -> Tensor:
        """A x W x kinds: an anchor and a word, multiplied."""
        kinds = left.out_features // self.factors
        one = left(words[rows, columns]).unflatten(-1, (kinds, 1, self.factors))
        other = right(words).unflatten(-1, (kinds, self.factors)).permute(0, 2, 3, 1)[rows]
        return torch.matmul(one, other).squeeze(2).transpose(1, 2) / self.factors**0.5
