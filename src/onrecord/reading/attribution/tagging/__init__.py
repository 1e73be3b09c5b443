"""The learned tagger: what it sees (``chunks``), what scores mean (``spans``), the network (``tagger``)."""
