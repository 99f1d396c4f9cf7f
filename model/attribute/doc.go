// Package attribute proposes whose words or knowledge the sentences of an article give.
//
// It follows rules rather than a trained model, and needs no dictionary. An example:
//
//	Mayor Ana Ré said the wall would hold.    Ana Ré, "said", indirect
//	“We built it twice,” she told CNN.        Ana Ré, "told", direct, via CNN; a guess
//	“It stands.”                              Ana Ré, direct; a guess
//	The council meets on Monday.
//
// Names. One pass over the text collects the names of persons and bodies. Words with
// capitals are a name unless they begin a sentence and are never seen elsewhere. The titles
// and offices before a name ("Mayor") are not part of it, but show a gender, and who "the
// mayor" is. A surname stands for the full name that ends with it. If several do, the title
// or the office decides ("Mrs Ré" is never Bo Ré), and otherwise the nearest one before is
// taken, as a guess. A body is also found by its initials or its first word.
//
// Readings. Every verb of saying and every phrase such as "according to" outside quotation
// marks is a candidate. It counts only if a clause or a quotation follows, or if it stands
// behind what is said. Then the subject of its clause is sought, past insertions, days and
// adverbs:
//
//	On Monday Ana Ré, the harbour master, later said that it leaked.
//	          ~~~~~~                            ^^^^
//
// The reading that governs the sentence is taken: a closing "…, Ré said" before the verb of
// the main clause, and that before participles and relative clauses. A clause that depends
// on another one ("… since Ré said so") attributes nothing. If nothing is read and the
// sentence has direct speech, package quote may know its speaker.
//
// A voice must be a noun phrase with a head: scraps such as an article alone, or words that
// begin with a preposition, a relative, a participle or a verb, are dropped. A name becomes
// the fullest one. A common noun stays as written ("a ministry spokesman", "the report"),
// unless it has "the" and stands for a name or a noun that spoke before.
//
// What goes on. A pronoun, or a quotation without a speaker, is given to the voice before
// that agrees with it, in the same paragraph or in the sentence right before. All of these
// are guesses, except the rest of a quotation whose speaker is named. Without such a voice
// nothing is proposed.
//
// Languages. The rules are the same for all, with words for English, German, French,
// Spanish, Ukrainian and Russian. Verbs that show a gender ("сказала") help with pronouns.
//
// Cost. Names are read once, and each sentence once, at most 4 kB of it. What is read around
// a verb is bounded, as are the voices that are remembered, so the time is proportional to
// the length of the text.
package attribute
