"""Cues, and the source and content that the grammar gives each: who says what.

An attribution has three parts, as in the Penn Attribution Relations Corpus (Pareti 2012) and
PolNeAR (Newell et al. 2018): a source ("the ministry"), a cue ("said", "according to", "call for")
and a content (the clause or the quoted words). Cues are words of rules/quotations/cues.yml; source
and content are read from the dependency parse, with the order of words as fallback where quotation
marks lead the parser astray. Ranges are half-open and count tokens.

`lexicon` holds the words, `grammar` what can be asked of a token, `sources` who speaks,
`complements` which dependent is the content, `contents` where it begins and ends, `parentheses`
the contents that stand around a cue, and `cues` puts them together for a sentence.
"""
