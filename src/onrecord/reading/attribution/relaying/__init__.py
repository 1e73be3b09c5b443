"""Through whom: outlets and how a text makes them known, settings, chains of relays, the whole path."""
