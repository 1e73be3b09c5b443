"""Makes the network of ``onrecord.reading.events.tagging``: events and how far they have come."""
