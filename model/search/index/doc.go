// Package index finds sentences that may match a query, without reading texts.
//
// # A segment
//
// Sentences are indexed in segments that never change. A full segment has some
// 65,000 sentences. It numbers them from 0, in the order of their articles. For
// each word it has the numbers of the sentences that contain it:
//
//	articles    12: 3 sentences   13: 2 sentences   17: 4 sentences
//	            0  1  2           3  4              5  6  7  8
//
//	terms       flood  ─▶ 1 4          one contiguous part of lists
//	            flooding ─▶ 8        } for flood*: read at once, and
//	            floods ─▶ 0 4 7      } joined into one set
//	            river  ─▶ 0 1 2 … 8    (in more than an eighth: as bits)
//
// Terms are sorted and front-coded, 32 in a block; the first term of each block is
// kept in memory. A lookup of a word reads at most one block and one list. A lookup
// of the beginning of a word reads at most two blocks and a contiguous part of
// lists. A lookup of a word with typos reads all blocks, but the shared beginnings
// of terms are compared only once. A set of sentences has a bit for each sentence
// of the segment, so it takes some 8 KB for a full one. Sets are joined and
// intersected 64 bits at a time.
//
// A segment has no text and no positions. It finds the sentences with the words of
// a phrase, or with the letters that a regular expression needs. Whether they are
// in the right order must be checked in the text.
//
// The bytes, little-endian, with uvarints as in encoding/binary:
//
//	sizes     8 × u32: sentences, articles, terms, blocks;
//	          bytes of the articles, of the heads, of the lists, of the blocks
//	articles  each: the difference from the number before, count of sentences
//	heads     each block's: length of its first term, the term, where the
//	          block begins, where its lists begin
//	lists     each: 2 × count + 1 and bits, ⌈sentences/8⌉ bytes; or
//	          2 × count and the difference of each number from the one before
//	blocks    each term: bytes shared with the one before, bytes that follow,
//	          these, bytes of its list
package index
