package merge

import (
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/setfile"
)

// codebook plans what the set changes in the codebook, and checks that the project then
// has all labels of the set. A label that one copy of the project has deleted may be
// missing if the set does not use it. The change comes before all others, which may use
// the labels.
func (p *plan) codebook(dst Target, from *setfile.Set) error {
	book, err := dst.Codebook()
	if err != nil {
		return err
	}
	theirs, has, deleted := map[model.Key][]record.Held{}, map[model.LabelKey]bool{}, map[model.LabelKey]bool{}
	for key, held := range p.theirs {
		if key.Kind != record.Label {
			continue
		}
		delete(p.theirs, key)
		if len(p.mine[key]) > 0 || !held[0].Version.Founding() {
			theirs[key] = held
		} // otherwise it is a label of a project that began with other labels
	}
	for _, l := range book {
		has[l.Key] = true
	}
	for key, held := range p.mine {
		if key.Kind == record.Label {
			deleted[model.LabelKey(key.ID)] = p.copied && held[0].Content == nil
		}
	}
	edits := p.combine(nil, theirs)
	p.labels = p.change(p.labels, edits)
	for _, e := range edits {
		if e, ok := e.(edit.Record); ok && !e.Beside {
			has[model.LabelKey(e.Key.ID)], deleted[model.LabelKey(e.Key.ID)] = e.After != nil, e.After == nil
		}
	}
	if n := countLabels(has); n > value.MostLabels && n > len(book) {
		return fmt.Errorf("the codebook with the labels of the set: %w", &value.Error{Kind: value.Labels, Problem: value.TooMany, Most: value.MostLabels})
	}
	var lacking []string
	for _, l := range from.Codebook {
		if !has[l.Key] && (!deleted[l.Key] || uses(from, l.Key)) {
			lacking = append(lacking, fmt.Sprintf("label %q", l.Key))
		}
	}
	if len(lacking) > 0 {
		return fmt.Errorf("%s of the set: %w", strings.Join(lacking, ", "), model.ErrNoLabel)
	}
	return nil
}

// uses reports whether an annotation of the set has the label.
func uses(set *setfile.Set, label model.LabelKey) bool {
	return slices.ContainsFunc(set.Articles, func(a setfile.Article) bool {
		for _, list := range a.Annotations {
			if slices.ContainsFunc(list, func(one model.Annotation) bool { return one.Label == label }) {
				return true
			}
		}
		return slices.ContainsFunc(a.Records, func(r setfile.Record) bool {
			one, ok := r.Content.(*model.Annotation)
			return ok && one.Label == label
		})
	})
}

// countLabels counts the labels that a codebook has.
func countLabels(has map[model.LabelKey]bool) (n int) {
	for _, there := range has {
		if there {
			n++
		}
	}
	return n
}
