"""All Findings -> Book. The judgement: what is one person, one event, one disagreement."""
