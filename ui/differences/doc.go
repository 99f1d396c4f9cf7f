// Package differences shows two texts side by side, sentence by sentence, and emphasises the
// words that differ.
package differences
