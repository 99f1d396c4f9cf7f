package model

import (
	"fmt"
	"slices"
)

// Feature is a sort of thing that a project holds and a file format may lack.
type Feature uint8

// The features, in the order in which lists show them.
const (
	Labels Feature = iota // of one analyst, the first in the order of Layers
	FurtherLabels
	SentenceNotes
	ArticleNotes
	OutletNotes
	SentencePhrases
	ArticlePhrases
	OutletPhrases
	SentenceGrades
	SourceGrades // of voices, articles and outlets
	Checklists
	Attributions
	Mentions
	Statements
	Gaps
	Origins
	Dismissals
	Judgements
	Citations
	Explanations
	Profiles
	Definitions // of labels
	ExcludedText
	VersionLinks
	MetadataFields // title, outlet, dates and so on
	LabelTimes     // the times of labels and notes

	features
)

// featureNames has the name of each feature in English, in the singular and in the plural.
var featureNames = [features][2]string{
	Labels:          {"label", "labels"},
	FurtherLabels:   {"label of another analyst", "labels of further analysts"},
	SentenceNotes:   {"note on a sentence", "notes on sentences"},
	ArticleNotes:    {"note on an article", "notes on articles"},
	OutletNotes:     {"note on an outlet", "notes on outlets"},
	SentencePhrases: {"phrase on a sentence", "phrases on sentences"},
	ArticlePhrases:  {"phrase on an article", "phrases on articles"},
	OutletPhrases:   {"phrase on an outlet", "phrases on outlets"},
	SentenceGrades:  {"grade of a sentence", "grades of sentences"},
	SourceGrades:    {"grade of a voice, an article or an outlet", "grades of voices, articles and outlets"},
	Checklists:      {"checklist", "checklists"},
	Attributions:    {"attribution", "attributions"},
	Mentions:        {"mention of a statement", "mentions of statements"},
	Statements:      {"statement", "statements"},
	Gaps:            {"statement that an outlet leaves out", "statements that outlets leave out"},
	Origins:         {"origin of an article", "origins of articles"},
	Dismissals:      {"sentence kept out of proposals", "sentences kept out of proposals"},
	Judgements:      {"judgement", "judgements"},
	Citations:       {"citation", "citations"},
	Explanations:    {"rival explanation or rating", "rival explanations and ratings"},
	Profiles:        {"outlet profile", "outlet profiles"},
	Definitions:     {"definition of a label", "definitions of labels"},
	ExcludedText:    {"excluded passage", "excluded passages"},
	VersionLinks:    {"link between versions", "links between versions"},
	MetadataFields:  {"fact about an article", "facts about articles"},
	LabelTimes:      {"time of a label or note", "times of labels and notes"},
}

// String returns the name of the feature in English, in the plural: "notes on sentences".
func (f Feature) String() string { return featureNames[f][1] }

// Counted returns a number with the name of the feature in English: "1 note on a sentence".
func (f Feature) Counted(n int) string {
	name := f.String()
	if n == 1 {
		name = featureNames[f][0]
	}
	return fmt.Sprintf("%d %s", n, name)
}

// Features returns all features in their order.
func Features() []Feature {
	all := make([]Feature, features)
	for i := range all {
		all[i] = Feature(i)
	}
	return all
}

// FeatureSet is a set of features.
type FeatureSet uint64

// FeaturesOf returns the set of the given features.
func FeaturesOf(all ...Feature) (s FeatureSet) {
	for _, f := range all {
		s |= 1 << f
	}
	return s
}

// Has reports whether the set contains a feature.
func (s FeatureSet) Has(f Feature) bool { return s&(1<<f) != 0 }

// Without returns the features that the set does not contain, in their order.
func (s FeatureSet) Without() []Feature { return slices.DeleteFunc(Features(), s.Has) }

// Loss counts the things of one sort that have no place in a file.
type Loss struct {
	Feature Feature
	Count   int
}
