"""Made-up input at length; `make fuzz` runs it with a seed."""
