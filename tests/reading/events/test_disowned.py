"""What the next sentence denies of what was reported."""

import pytest

from onrecord.model import Status
from tests.reading.events.stage import read_all

S = Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya and Egypt will meet in Doha, the paper reported. Egypt denied the report.", S.DENIED),
        ("Kenya and Egypt met in Doha, the paper reported. Egypt said the report was false.", S.DENIED),
        ("Kenya and Egypt met in Doha, the paper reported.\n\nEgypt dismissed the claim.", S.DENIED),
        ("Kenya and Egypt met in Doha, the paper reported. Egypt did not deny the report.", S.HAPPENED),
        ("Kenya and Egypt met in Doha, the paper reported. Egypt denied the charge against it.", S.HAPPENED),
        ("Kenya and Egypt met in Doha, the paper reported. Egypt denied the report of a row.", S.HAPPENED),
        ("Kenya and Egypt met in Doha, the minister said. Egypt rejected the idea.", S.HAPPENED),
        ("Kenya and Egypt met in Doha on Monday. Egypt denied the report.", S.HAPPENED),
    ],
)
def test_a_report_that_is_denied(text: str, status: Status) -> None:
    assert read_all(text)[0].status is status
