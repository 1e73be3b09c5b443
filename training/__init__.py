"""How the models that Onrecord ships are made. Not part of the installed package."""
