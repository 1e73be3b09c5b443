"""Reports by rule: quotations and their cues, indirect speech, headlines, answers."""
