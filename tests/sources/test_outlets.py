"""The names of outlets: known hosts and aliases, and no name that nobody gave."""

import pytest

from onrecord.knowledge import load
from onrecord.sources import outlets


@pytest.mark.parametrize(
    ("url", "sitename", "name"),
    [
        ("https://www.reuters.com/world/x", None, "Reuters"),
        ("https://edition.cnn.com/x", None, "CNN"),
        ("https://news.sky.com/x", "Sky", "Sky News"),
        ("https://www.bbc.co.uk:443/news/1", "BBC", "BBC News"),
        ("https://lakeherald.example/x", "Lake Herald", "Lake Herald"),
        ("https://lakeherald.example/x", "  the   guardian ", "The Guardian"),
        ("https://www.lakeherald.example/x", None, "lakeherald.example"),
        ("https://reuters.com.evil.example/x", None, "reuters.com.evil.example"),
        ("https://notreuters.com/x", None, "notreuters.com"),
        (None, "AFP", "Agence France-Presse"),
        (None, None, None),
        ("not a url", None, None),
        ("http://[::1", None, None),
        ("http://127.0.0.1/x", None, None),
        ("file:///home/x.html", None, None),
    ],
)
def test_the_outlet_of_a_page(url: str | None, sitename: str | None, name: str | None) -> None:
    assert outlets.name_for(url, sitename) == name


@pytest.mark.parametrize(
    ("given", "name"),
    [("nyt", "The New York Times"), ("nytimes.com", "The New York Times"), ("Lake Herald", "Lake Herald")],
)
def test_a_name_is_made_the_usual_one_where_it_is_known(given: str, name: str) -> None:
    assert outlets.canonical(given) == name


def test_the_knowledge_file_keeps_its_schema() -> None:
    entries = load("outlets")["outlets"]
    names = [entry["name"] for entry in entries]
    assert len(names) == len(set(names)) > 200
    known = outlets.outlets()
    for entry in entries:
        assert set(entry) <= {"name", "hosts", "aliases"}
        assert all(isinstance(alias, str) for alias in entry.get("aliases", []))
        for host in entry.get("hosts", []):
            assert host == host.lower() and "/" not in host and not host.startswith("www.")
            assert known.by_host[host] == entry["name"]
