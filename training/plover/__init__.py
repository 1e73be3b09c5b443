"""How the classifier of PLOVER's types is trained; see training/README.md."""
