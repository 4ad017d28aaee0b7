self.searchWords = {
 "locale": "en",
 "ordinal": "st|nd|rd|th",
 "asking": "(?:who|what) (?:is|are|was|were)",
 "of": "of",
 "spellings": [
  {
   "pattern": "^advisor(s?)$",
   "becomes": "adviser$1"
  },
  {
   "pattern": "^([a-z]{3,})our(s|ed|ing|able|hood|hoods|ly)?$",
   "becomes": "$1or$2"
  },
  {
   "pattern": "^practis(e|ed|es|ing)$",
   "becomes": "practic$1"
  },
  {
   "pattern": "^([a-z]{4,})is(e|ed|es|er|ers|ing|ation|ations)$",
   "becomes": "$1iz$2"
  },
  {
   "pattern": "^([a-z]+l)ys(e|ed|es|ing)$",
   "becomes": "$1yz$2"
  },
  {
   "pattern": "^(def|off|lic|pret)enc(e|es|ed|eless)$",
   "becomes": "$1ens$2"
  },
  {
   "pattern": "^(cent|theat|met|kilomet|lit|fib|calib|spect)re(s?)$",
   "becomes": "$1er$2"
  },
  {
   "pattern": "^programme(s?)$",
   "becomes": "program$1"
  },
  {
   "pattern": "^([a-z]+[aeiou])ll(ed|ing|er|ers)$",
   "becomes": "$1l$2"
  },
  {
   "pattern": "^aluminium$",
   "becomes": "aluminum"
  },
  {
   "pattern": "^grey(s?)$",
   "becomes": "gray$1"
  },
  {
   "pattern": "^cheque(s?)$",
   "becomes": "check$1"
  },
  {
   "pattern": "^([a-z]{2,})ies$",
   "becomes": "$1y"
  },
  {
   "pattern": "^([a-z]{2,}[a-hj-rtv-z])s$",
   "becomes": "$1"
  }
 ]
};
