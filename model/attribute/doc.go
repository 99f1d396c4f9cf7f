// Package attribute proposes whose words or knowledge the sentences of an article report.
//
// It follows rules rather than a trained model, and needs no dictionary. For example:
//
//	Mayor Ana Ré said the wall would hold.    Ana Ré, "said", indirect
//	“We built it twice,” she told CNN.        Ana Ré, "told", direct, via CNN; a guess
//	“It stands.”                              Ana Ré, direct; a guess
//	The council meets on Monday.
//
// Names. One pass over the text collects the names of persons and bodies. Words with
// capitals are a name unless they occur only at the beginning of a sentence. Titles and
// offices before a name ("Mayor") are not part of the name, but they show a gender, and whom
// "the mayor" stands for. A surname stands for the full name that ends with it. If several
// full names do, the title or the office decides ("Mrs Ré" is never Bo Ré); otherwise the one
// mentioned last before the surname is a guess. Initials and the first word of its name also
// identify a body.
//
// Readings. Every verb of saying and every phrase such as "according to" outside quotation
// marks is a candidate. It counts only if a clause or a quotation follows it, or if it
// follows the reported words. The voice is the subject of its clause, which is looked for
// past insertions, days and adverbs:
//
//	On Monday Ana Ré, the harbour master, later said that it leaked.
//	          ~~~~~~                            ^^^^
//
// If a sentence has several readings, the one that governs it is taken: a closing "…, Ré
// said" before the verb of the main clause, and that before participles and relative clauses.
// Other dependent clauses ("… since Ré said so") attribute nothing. If no reading is found and
// the sentence has direct speech, package quote may know the speaker.
//
// A voice must be a noun phrase with a head. The rules drop an article alone, and words that
// begin with a preposition, a relative word, a participle or a verb. A name is replaced by its
// fullest form. A common noun stays as written ("a ministry spokesman", "the report"), unless
// it has "the" and stands for a name or for a noun that spoke before.
//
// Pronouns and quotations without a speaker. They belong to the last voice that agrees with
// them, in the same paragraph or in the sentence right before. All of these are guesses,
// except for the rest of a quotation whose speaker is named. Without such a voice, nothing is
// proposed.
//
// Languages. The rules are the same for all languages, with word lists for English, German,
// French, Spanish, Ukrainian and Russian. Verbs that show a gender ("сказала") help to
// resolve pronouns.
//
// Cost. Names are read once, and at most 4 kB of each sentence are read once. The number of
// tokens read around a verb and the number of remembered voices are bounded. So the time is
// proportional to the length of the text.
package attribute
