// Package quote finds direct speech in the text of an article, and its speakers.
//
// It follows rules rather than a trained model, in these steps:
//
//	text ──► marks ──► pairs ──► attributions ──► kinds ──► quotations
//	         the side  those     the speaker,     speech,
//	         of each   that      in the words     a title,
//	                   match     beside it        or a scare quote
//
// Marks. The characters beside a mark count more than its look: a mark with a space
// before it and a letter after it opens, and one with a letter before it and a
// space after it closes. Its look decides only if the characters beside it do not
// show the side. Straight marks, German „…“ and marks curled the wrong way
// therefore need no rules of their own. An apostrophe is a single mark between
// letters, or before a word that is written with one ("'em", "the ’90s"), or after
// an s if a better closing mark follows.
//
// Pairs. Each paragraph has a stack, as for brackets. A quotation that a paragraph
// opens and does not close may continue in the next one if that one begins with an
// opening mark, or if its first mark closes. Otherwise it ends with its sentence at
// the latest, so a missing mark affects a sentence and not the rest of the
// paragraph. Two straight marks that both seem to close, with nothing open, are a
// pair with a space on the wrong side.
//
// Attributions. The words between two quotations may name the speaker of the first,
// of the second or of both:
//
//	“We waited,” Ana Ré said. Then the mayor added: “It was cold.”
//	             ~~~~~~ ^^^^       ~~~~~~~~~ ^^^^^
//	             after the first   before the second
//
// Each stretch of words is read twice: its beginning, up to the first sentence end,
// for the quotation before it, and its last sentence for the quotation after it. A
// verb of saying right beside a mark is usually a firm sign; one farther away in
// the sentence is a weak one. If several verbs precede a quotation, the nearest
// counts, unless it is in a side clause or may be a noun and another governs it; see
// yields.
//
// Speakers. The speaker is the subject of the verb, which is often not the phrase
// nearest to it. The clause is read back to its beginning, past insertions, relative
// clauses and verbs that share the subject; see clause.go. Pronouns and offices are
// kept as written. Words that are not a noun phrase, such as an article alone or a
// preposition and its noun, are not a speaker; see settled.
//
// Antecedents. If no words beside a quotation of whole sentences attribute it, its
// speaker is the one whom the previous sentence names, in its paragraph or at the end of
// the one before; see antecedent.go. This does not affect its kind.
//
// A verb counts if the language lists it as a verb of saying, or if it is a past form
// beside a name or a pronoun; see unlisted. A noun ("came the reply from Ana Ré") and
// a name behind a dash attribute a quotation, too.
//
// Kinds. A quotation with a firm attribution is usually speech, and so is a long
// one. A few words without an attribution are a title if they are written like one.
// In a text that reports speech, in which at least half of the quotations have an
// attribution, a weak attribution makes any words speech. The rest are scare quotes.
// The function judge has all rules in order.
//
// Speech without marks. Dashes introduce dialogue in some languages, and a colon, an
// indent or ">" a block quotation. See dialogue.go and block.go.
//
// Cost. Bytes that begin no mark are skipped. The text read beside a quotation, the
// depth of nested marks and the length of a paragraph are bounded, and each stretch
// between quotations is read only a few times. The time is therefore proportional
// to the length of the text.
package quote
