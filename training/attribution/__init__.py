"""The attribution tagger: from a corpus with marked sources, cues and contents to one ONNX file."""
