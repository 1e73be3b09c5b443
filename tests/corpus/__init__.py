"""Collections of self-written reports with findings marked by hand, and what scores a pipeline on them."""
