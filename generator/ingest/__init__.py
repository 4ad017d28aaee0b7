"""Source files to articles."""

from .reading import article_from_bytes, fingerprint, list_sources, plain_article, read_article, source_ids

__all__ = ["article_from_bytes", "fingerprint", "list_sources", "plain_article", "read_article", "source_ids"]
