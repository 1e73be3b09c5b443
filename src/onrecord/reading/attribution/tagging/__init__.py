"""The learned tagger: what it sees (``chunks``), the network (``tagger``), scores (``spans``, ``voices``).

``joining`` brings it together with the rules, ``contents`` cuts what it gives as said, ``confidence`` says
how sure a statement is.
"""
