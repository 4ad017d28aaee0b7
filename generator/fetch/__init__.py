"""Pages from the web into a folder of sources: the only part of the program that asks the web."""
