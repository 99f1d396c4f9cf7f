// Package origin proposes where the knowledge of articles comes from: their outlet, a news
// agency, or another outlet.
//
//	text ─▶ credits, datelines, names ─────┐
//	     ─▶ sample of its runs of words ─▶ families of near-identical texts ─▶ an origin
//
// Evidence. An agency or outlet that a dateline or a credit names is the origin: "BRENHOLT
// (Tellwire) –", "– AFP", "Reuters contributed to this report". One that is named as the
// source of a sentence ("told CNN", "according to Le Monde") is weaker evidence. It is
// proposed only if the first two sentences name it, or most of the sentences that attribute
// something.
//
// Families. A text is represented by a sample of its runs of four words: those whose hash
// is divisible by four. The sample does not depend on where a text begins, so what a reprint
// leaves out, adds or changes costs only the runs that it touches. Two texts are
// near-identical if they share half of the smaller sample, and three twentieths of the
// larger one. So a brief that is cut from a report is one of its family, and a round-up of
// many reports joins none. Lists of the articles that have a run find the pairs that are
// compared. In a long list, each article is compared with a few before it and with the
// first; the rest follows by way of these.
//
// The origin of a family is the agency that any of its articles credits. Without one it is,
// in this order, the outlet that others credit, the only outlet that credits itself, the
// one that was strictly first, and the one that others name. Without any of these, the
// family has no origin: the analyst decides.
//
// Proposals do not depend on the order of the articles.
package origin
