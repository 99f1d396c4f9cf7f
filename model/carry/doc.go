// Package carry plans how the versions of an article are linked, and how the work on an older
// version moves to the current one.
//
// Each version is an article with a text of its own, and records link them (record.Chains). The
// work of all analysts is on the current version, so that every sentence is counted, searched and
// compared once:
//
//	version 1 (superseded)           version 2 (current)
//	[Eight were hurt.] claim ──────▶ [Nine were hurt.] claim
//	[It rained.] background ───────▶ [It rained.] background
//	[The mayor fled.] claim          (the outlet withdrew the sentence)
//
// What moves keeps its analyst and its time. What has no place in the current version, or
// whose place is taken, is left behind: it stays on its sentence in the older version, and an
// analyst places it by hand (Planner.Place). So nothing is lost, and nothing exists twice.
//
// All of this is done by rule for all analysts, as when sentences are split or merged.
package carry
