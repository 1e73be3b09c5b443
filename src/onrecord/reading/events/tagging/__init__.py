"""The learned tagger of events: what it reads (``tagger``), and how it joins the rules (``joining``).

In: a sentence. Out: for each word how probable it is to tell of an event, of which kind, how far come.
Invariant: the network is loaded at the first sentence that needs it, and not before.
"""
