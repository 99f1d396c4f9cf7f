// Package align finds where the sentences of one text are in another text of the same
// article: an older and a newer version of it, or an original and its reprint.
//
//	older                          newer
//	The wall held.          ─────  The wall held.              same
//	Eight boats sank.       ─────  Seven boats sank.           changed
//	The mayor slept.                                           dropped
//	It rained.              ──╲ ╱  Nobody was hurt.            added
//	The pier is closed.     ──╱ ╲  The pier is closed.         same
//	                            ╲  It rained.                  same, moved
//
// Sentences are paired in this order, each of them at most once:
//
//  1. the same bytes, or else the same words (by the rules of package wording), if no other
//     sentence of either text has them. A pair draws in the equal sentences beside it, so a
//     sentence that is repeated ("Read more") is paired where it has the same neighbours
//  2. nearly the same words. Candidates share rare words or pairs of words, or stand at the
//     same place between the same pairs. The most similar are paired first
//  3. repeated sentences that are left, in order, between two pairs that stand in order
//
// The longest list of pairs whose indexes ascend in both texts is in order. All other pairs
// are moved.
//
// Similarity is the weight of the words that both sentences have in the same order, as a
// share of all. Long words weigh more than short ones. Names weigh little, so sentences that
// only name the same people are not similar, and numbers weigh least. Beside the same
// neighbours, less similarity is enough than elsewhere in the text.
//
// A sentence that was divided in two is Changed into the part that has most of it; the other
// part is Added. Of two sentences that were joined, the one that is most of the result is
// Changed into it, and the other is Dropped.
//
// Costs. No step compares all sentences with all others: the cost is O(n log n) with n
// sentences, and most of it is that of reading the words of those that are not the same. A
// sentence of more than longest bytes is compared by pieces of some 60 bytes, not by words.
package align
