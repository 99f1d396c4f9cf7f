package segmenttest

import (
	"slices"

	"assay.app/assay/model"
)

// Splitter divides a paragraph in a language into sentences. The spans are in
// order, in bytes of the paragraph.
type Splitter func(lang, paragraph string) []model.Span

// Measure returns the sum of the scores of a splitter on each paragraph of all
// documents. The reporter may be nil.
func Measure(docs []Document, split Splitter, report Reporter) Score {
	var sum Score
	for _, d := range docs {
		for _, p := range Paragraphs(d) {
			one := Judge(p, split(p.Lang, p.Text), report)
			sum.Right += one.Right
			sum.Found += one.Found
			sum.Gold += one.Gold
		}
	}
	return sum
}

// Passed returns the number of golden rules that a splitter follows.
func Passed(rules []Rule, split Splitter) int {
	passed := 0
	for _, rule := range rules {
		if slices.Equal(Folded(split, "en", rule.Text), rule.Folded()) {
			passed++
		}
	}
	return passed
}

// Folded returns the sentences of a paragraph, each as Fold returns it. It leaves
// out empty ones.
func Folded(split Splitter, lang, paragraph string) []string {
	var all []string
	for _, s := range split(lang, paragraph) {
		if one := Fold(s.Of(paragraph)); one != "" {
			all = append(all, one)
		}
	}
	return all
}
