package model

import "slices"

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

var featureNames = [features]string{
	Labels: "labels", FurtherLabels: "labels of further analysts",
	SentenceNotes: "notes on sentences", ArticleNotes: "notes on articles", OutletNotes: "notes on outlets",
	SentencePhrases: "phrases on sentences", ArticlePhrases: "phrases on articles", OutletPhrases: "phrases on outlets",
	SentenceGrades: "grades of sentences", SourceGrades: "grades of voices, articles and outlets", Checklists: "checklists",
	Attributions: "attributions", Mentions: "mentions of statements", Statements: "statements", Gaps: "statements left out",
	Origins: "origins of articles", Dismissals: "sentences kept out of proposals",
	Judgements: "judgements", Citations: "citations", Explanations: "rival explanations and ratings", Profiles: "outlet profiles",
	Definitions: "definitions of labels", ExcludedText: "excluded passages", VersionLinks: "links between versions",
	MetadataFields: "facts about articles", LabelTimes: "times of labels and notes",
}

// String returns the name of the feature in English, in the plural: "notes on sentences".
func (f Feature) String() string { return featureNames[f] }

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
