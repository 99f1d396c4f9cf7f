// Package lexicon holds the words by which speech and its speakers are recognised, for
// each language: verbs of saying, pronouns, articles, prepositions.
package lexicon
