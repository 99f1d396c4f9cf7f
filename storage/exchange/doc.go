// Package exchange writes and reads annotation sets: one JSON file with the
// articles, sentences, annotations, notes and codebook of a project. The
// format is described by assets/annotation-set.schema.json and, for people,
// by docs/export.md.
package exchange
