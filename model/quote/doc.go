// Package quote finds direct speech in the text of an article, and who
// speaks.
//
// It is rules, not a trained model. They go from what is sure to what is not:
//
//	text ──► marks ──► pairs ──► attributions ──► kinds ──► quotations
//	         what each  which     who says it,    speech,
//	         one does   belong    by the words    a title,
//	                    together  beside it       or a word as such
//
// Marks. How a mark is curled tells less than what stands beside it: a mark
// with a space before and a letter behind it opens, one the other way round
// closes, and only where that tells nothing does its look decide. So straight
// marks, German „…“, and marks curled the wrong way need no rules of their own.
// An apostrophe is a single mark with letters on both sides, or before a word
// that is written with one ("’em", "the ’90s"), or behind an s where a better
// closing mark follows.
//
// Pairs. A stack for each paragraph, as for brackets. What a paragraph opens
// and does not close goes on in the next one if that begins with a mark too,
// or if its first mark closes; otherwise it ends with its sentence, so that a
// forgotten mark costs a sentence and not a paragraph. Two marks that both
// seem to close, with nothing open, are a pair with a space on the wrong side.
//
// Attributions. Between two quotations stand words that may tell who said the
// first, the second or both:
//
//	“We waited,” Ana Ré said. Then the mayor added: “It was cold.”
//	             ~~~~~~ ^^^^       ~~~~~~~~~ ^^^^^
//	             after the first   before the second
//
// The head of a gap, up to its first sentence end, is read for the quotation
// before it, and its tail for the one behind it. A verb of saying right beside
// a mark is a firm sign; one anywhere else in the sentence a weak one. Who
// speaks are the words of the verb's clause, without what only joins, dates or
// interrupts it. Pronouns and offices stay as they stand.
//
// Kinds. What is said by somebody is speech, as is what is long. A few words
// that nobody is said to say are a title when they are written like one, or
// stand where titles do; in a text that reports speech, in which half of the
// quotations have an attribution, they are somebody's words; elsewhere they
// are held at arm's length. judge has the rules in their order.
//
// Cost. Everything but a mark is skipped a byte at a time. What is read beside
// a quotation, how deep marks nest, and the paragraph looked at are bounded,
// and no gap is read more than four times, so time is in proportion to the
// length of the text whatever is in it.
package quote
