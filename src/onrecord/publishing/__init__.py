"""What leaves the record: the page, and files for other programs."""
