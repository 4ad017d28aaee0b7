"""Where it stands: the few lines that a reader with two minutes needs."""
