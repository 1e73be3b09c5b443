"""The learned tagger: what it sees (``chunks``), what it makes of the scores (``spans``), the network (``tagger``)."""
