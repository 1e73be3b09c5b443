"""Onrecord keeps the record of a negotiation from the news about it."""
