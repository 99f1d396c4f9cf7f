// Package quote finds direct speech in the text of an article, and its speakers.
//
// It follows rules, not a trained model, from the certain to the uncertain:
//
//	text ──► marks ──► pairs ──► attributions ──► kinds ──► quotations
//	         the side  those     the speaker,     speech,
//	         of each   that      in the words     a title,
//	                   match     beside it        or a word as such
//
// Marks. The characters beside a mark say more than its look: a mark with a space
// before it and a letter after it opens, one the other way round closes, and only
// if neither applies does its look decide. So straight marks, German „…“, and
// marks curled the wrong way need no rules of their own. An apostrophe is a single
// mark with letters on both sides, or before a word that is written with one
// ("’em", "the ’90s"), or after an s if a better closing mark follows.
//
// Pairs. Each paragraph has a stack, as for brackets. A quotation that a paragraph
// opens and does not close continues in the next one if that one begins with an
// opening mark, or if its first mark closes. Otherwise it ends with its sentence,
// so that a missing mark costs a sentence and not a paragraph. Two marks that both
// seem to close, with nothing open, are a pair with a space on the wrong side.
//
// Attributions. The words between two quotations may name the speaker of the
// first, of the second or of both:
//
//	“We waited,” Ana Ré said. Then the mayor added: “It was cold.”
//	             ~~~~~~ ^^^^       ~~~~~~~~~ ^^^^^
//	             after the first   before the second
//
// The beginning of a gap, up to its first sentence end, is read for the quotation
// before it, and its end for the one after it. A verb of saying right beside a
// mark is a firm sign; one anywhere else in the sentence is a weak one. The speaker
// is the subject of the verb, without words that only join, date or interrupt the
// clause. Pronouns and offices are kept as they are.
//
// Kinds. A quotation with a firm attribution is mostly speech, and so is a long one.
// A few words without an attribution are a title if they are written like one. In a
// text that reports speech, in which at least half of the quotations have an
// attribution, other short quotations are speech if they have several words. The
// rest are words used at a distance. judge has the rules in their order.
//
// Cost. All bytes that begin no mark are skipped. The text read beside a quotation,
// the depth of nested marks and the length of a paragraph are bounded, and each gap
// is read only a few times, so the time is proportional to the length of the text,
// whatever its content.
package quote
