// Package index tells which sentences can hold what a query looks for,
// without reading them.
//
// # A segment
//
// Sentences are indexed some ten thousand at a time, in segments that never
// change. A segment numbers its sentences from 0, in the order of their
// articles, and holds for each word the numbers of the sentences that have it:
//
//	articles    12: 3 sentences   13: 2 sentences   17: 4 sentences
//	            0  1  2           3  4              5  6  7  8
//
//	terms       flood  ─▶ 1 4          one contiguous stretch of lists
//	            floods ─▶ 0 4 7      } for flood*: read at once, and
//	            flooding ─▶ 8        } joined into one set
//	            river  ─▶ 0 1 2 … 8    (in more than an eighth: as bits)
//
// Terms are sorted and front-coded, 32 in a block; the first of each block is
// kept in memory. So a word costs one block and one list, the beginning of a
// word two blocks and a stretch of lists, and words with typos a walk through
// the blocks which passes over all terms that begin alike wrongly. Sets are
// bits by sentence: a segment's are 8 KB, joined and intersected 64 at a time.
//
// A segment says which sentences have the words of a phrase or the letters
// that a regular expression needs; whether they stand there as they should is
// seen in the text. No more than that is in a segment: no text, no positions.
//
// The bytes, little-endian, with uvarints as in encoding/binary:
//
//	sizes     8 × u32: sentences, articles, terms, blocks;
//	          bytes of the articles, of the heads, of the lists, of the blocks
//	articles  each: number less the one before, sentences
//	heads     each block's: length of its first term, the term, where the
//	          block begins, where its lists begin
//	lists     each: how many × 2 + 1 and bits, ⌈sentences/8⌉ bytes; or
//	          how many × 2 and each number less the one before
//	blocks    each term: bytes shared with the one before, bytes that follow,
//	          these, bytes of its list
package index
