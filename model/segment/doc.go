// Package segment divides the text of an article into paragraphs and sentences.
//
// It follows rules, not a trained model, so that people can understand and correct
// its decisions. A scanner passes once over each paragraph and stops at the
// characters where a sentence may end or begin.
//
//	text ──► paragraph.Split ──► lines, or hard-wrapped lines joined
//	              │
//	              ▼
//	           scanner ──► stops at . ! ? … 。 • ; : ) - emoji and a few more
//	              │
//	              ├─ ending: the terminators and the closing marks after them
//	              ├─ following: what comes after the ending
//	              ▼
//	           decide ──► mark, ellipsis, full stop, no space after, 。
//	              │           most ask the rules of the language:
//	              ▼           abbreviations, first words, verbs of saying
//	          sentences
//
// The meaning of a full stop depends on the word before it (a known abbreviation,
// and which kind?) and on the word after it (one that often begins sentences, a
// name, a number?). Both are looked up in the rules of the language: lists of words
// and a few switches. No list is complete, so other rules look at the form of the
// text:
//
//	compound.go      "a. C.", "т. е.": short words read together; "(пол. Zielona)",
//	                 "(pop. 4,100)": a bracket that holds no sentence
//	citation.go      "Fed. R. Civ. P. 12": a chain of abbreviations; "… of Kell
//	                 Corp. Shares rose": a noun that begins a sentence
//	markedname.go    "the band Panic! At the Disco": names with ! or ?
//	attribution.go   “Why?” Lena’s brother asked: words that name the speaker
//	spaceless.go     「なぜ？」と, 《跑！》: scripts without spaces
//	notemark.go      "fell.¹", "fell.[4 - 6]": footnote marks and references
//	missingspace.go  "great.We went": a missing space
//	mailheader.go    the header of an e-mail that has lost its line breaks
//
// Sentences keep their quotation marks. Each sentence of a longer quotation is a
// sentence of its own, and words that name the speaker stay with the last one. A
// fragment, such as a caption after a full stop, is a sentence of its own. Only
// white space is left out.
package segment
