// Package match finds which sentences of different articles say the same, and which
// contradict each other.
//
//	texts ─▶ reading ─▶ Index: postings ─▶ links ─▶ Match: scores ─▶ Pairs, Groups
//	         words with     by rare words   the likely    with all      conflicts
//	         weights, facts                 partners      links
//
// Articles are added one by one, and each is compared with those in the index. The result
// does not depend on their order, and the cost of an article hardly depends on their number,
// for three reasons:
//
//   - What a sentence is before it is compared depends on its article alone. A word weighs
//     by the class of frequency that it has in its language, in a fixed table, and less if
//     many sentences of the article have it.
//   - Which sentences are compared depends on the set of sentences alone. Those with a rare
//     word in common stand in an order of their own, and each is compared with the nearest
//     (posting.go). When a sentence comes or goes, exactly the links that this changes are
//     made again (update.go). A build finds all of them at once (links.go).
//   - How many sentences of the project have a word is counted exactly, but is used only
//     when scores are read (partner.go). So no score has to be changed later.
//
// A score is read in two steps, each a logistic regression (weights.go). The base score
// compares two sentences: words, by rarity; the longest common run, also between quotation
// marks; the best clause; numbers; names; runs of four characters. Attributions and
// datelines weigh little. The score then regards the other links of both: whether each is
// the best of the other's article, and whether a third sentence is like both.
//
// Sentences with the same words are one from the start, so a fact in a thousand reprints
// is compared once.
//
// No language needs lists: words are those of package token, which cuts scripts without
// spaces into pairs of letters. English, German, French, Spanish, Ukrainian and Russian
// have lists of function words, attributions and facts. Only they have conflicts.
package match
