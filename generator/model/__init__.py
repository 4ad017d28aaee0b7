"""The nouns that every stage shares: frozen records, no logic that needs a rule."""
