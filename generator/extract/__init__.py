"""Article -> Findings. The only stage that knows spaCy."""
