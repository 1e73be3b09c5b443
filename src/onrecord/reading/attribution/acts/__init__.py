"""What a statement does, and what a denial denies."""
