"""Which sources are prints of one story: copies, versions and kin."""
