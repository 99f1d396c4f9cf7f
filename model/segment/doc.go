// Package segment divides the text of an article into paragraphs and
// sentences.
//
// It follows rules, not a trained model, so that people can read its decisions,
// question them and correct them, and so that it decides the same everywhere. One
// pass goes over each paragraph and stops only where a sentence may end or a list
// item may begin.
//
//	text ──► paragraph.Split ──► lines, or wrapped lines joined again
//	              │
//	              ▼
//	           scanner ──► halts at . ! ? … 。 • ; ) and emoji
//	              │
//	              ├─ ending: the terminators and closing marks read together
//	              ├─ following: what comes after them
//	              ▼
//	           decide ──► mark, ellipsis, full stop, no space after, 。
//	              │           each asks the rules of the language:
//	              ▼           abbreviations, first words, verbs of saying
//	          sentences
//
// The meaning of a full stop depends on the word before it (a known abbreviation,
// and of what kind?) and on the word after it (one that often begins sentences, a
// name, a number?). Both are looked up in the rules of the language: lists of words
// and a few switches. No list has every abbreviation, so the form counts too:
//
//	compound.go      "a. C.", "т. е.": short words read together; "(пол. Zielona)",
//	                 "(pop. 4,100)": a bracket that holds no sentence
//	citation.go      "Fed. R. Civ. P. 12": a chain of abbreviations; "… of Kell
//	                 Corp. Shares rose": a noun that begins a sentence
//	markedname.go    "the band Panic! At the Disco": names with a mark
//	attribution.go   “Why?” Lena’s brother asked: who says it
//	spaceless.go     「なぜ？」と, 《跑！》: what continues without a space
//	notemark.go      "fell.¹", "fell.[4 - 6]": marks of notes after a full stop
//	missingspace.go  "great.We went": a missing space
//	mailheader.go    the name and time above a mail whose line breaks are lost
//
// Every quotation keeps its marks, each sentence of a longer quotation is one, and
// words that say who spoke stay with the last of them. Text that is not a sentence,
// such as a caption after a full stop, becomes a sentence of its own. Only white
// space is ever left out.
package segment
