// Package lexicon holds, for each language, the words by which package quote recognises
// speech and its speakers: verbs of saying, pronouns, articles, prepositions.
package lexicon
