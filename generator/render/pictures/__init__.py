"""Pictures of the book, drawn at build time: who met whom, coverage over time, the activity of a topic.

Each says nothing that a table or a list beside it does not say in words.
"""
