// Package workbook writes a project, or the hits of a search, as an Excel workbook (.xlsx).
// docs/export.md describes its sheets.
package workbook

// How a project becomes a workbook
//
//	articles ─ crew ─▶ documents ─▶ rows of Sentences
//	                       │
//	                       └─▶ counts, and a few bytes for each sentence
//	                                 └─▶ rows of the other sheets
//
// The articles are read once. The 0-1 sheet is written after the Sentences sheet from what was
// kept of each sentence, so both have the same rows even if somebody edits the project meanwhile.
// Only the comparison of outlets reads the articles for itself, before anything is kept.
