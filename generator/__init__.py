"""Briefing Book: a folder of news articles in, a cited briefing book out."""

__version__ = "0.2.0"
