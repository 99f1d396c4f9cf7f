// Package wording compares texts word by word.
//
// Words are those of UAX #29. Where all characters of a text are plain, plain.go finds them
// without the segmenter. They are the same if they differ only in case, accents or
// the form of their marks: "don’t" and "don't", "U.S." and "US", "1,200" and "1200". In
// Differences and Emphasis, numbers of the same value are the same, too: "twelve" and "12".
//
// Two texts are aligned by their longest common subsequence of words:
//
//	a  The harbour wall     held  on Friday
//	b  The          wall has held since Friday
//	   same dropped same added same replaced same
//
// The words that both begin and end with are matched first. The table of the rest costs
// the product of both lengths. If it would have more than mostCells cells, the texts are
// divided at words that occur once in both, and the table is made for each part. The tables
// of one alignment have at most mostWork cells. Where not even that is enough, all words
// count as replaced. So very long texts cost time proportional to their length.
package wording
