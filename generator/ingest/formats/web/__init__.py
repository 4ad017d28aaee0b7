"""Web pages: what the page says of its article, and the article's text."""
