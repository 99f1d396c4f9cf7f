package merge

import (
	"cmp"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/setfile"
)

// inNamesOf returns the article with its analysts' names in the forms that the
// project stores. A project from an older version may have "José" with a combining
// accent, while sets have the composed form.
func inNamesOf(held value.Analysts, a setfile.Article) setfile.Article {
	if allNamed(held, a) {
		return a // avoid copying it
	}
	doc := *a.Document
	doc.Annotations = make(map[model.Span][]model.Annotation, len(a.Annotations))
	for span, list := range a.Annotations {
		list = slices.Clone(list)
		for i := range list {
			list[i].Analyst = held.Known(list[i].Analyst)
		}
		slices.SortFunc(list, func(a, b model.Annotation) int { return cmp.Compare(a.Analyst, b.Analyst) })
		doc.Annotations[span] = list
	}
	doc.Notes = notesInNamesOf(held, a.Notes)
	a.Document = &doc
	versions := make(map[model.Key]record.Version, len(a.Versions))
	for key, v := range a.Versions {
		key.Analyst = held.Known(key.Analyst)
		versions[key] = v
	}
	a.Versions = versions
	a.Records = slices.Clone(a.Records)
	for i, r := range a.Records {
		r.Key.Analyst, r.Content = held.Known(r.Key.Analyst), inNameOf(held, r.Content)
		a.Records[i] = r
	}
	return a
}

// allNamed reports whether the article has the project's names for all its
// analysts.
func allNamed(held value.Analysts, a setfile.Article) bool {
	for _, list := range a.Annotations {
		for _, a := range list {
			if held.Known(a.Analyst) != a.Analyst {
				return false
			}
		}
	}
	for _, r := range a.Records {
		if held.Known(r.Key.Analyst) != r.Key.Analyst || inNameOf(held, r.Content) != r.Content {
			return false
		}
	}
	return !slices.ContainsFunc(a.Notes, func(n model.Note) bool { return held.Known(n.Analyst) != n.Analyst })
}

// notesInNamesOf returns notes with the project's names for their analysts.
func notesInNamesOf(held value.Analysts, notes []model.Note) []model.Note {
	notes = slices.Clone(notes)
	for i := range notes {
		notes[i].Analyst = held.Known(notes[i].Analyst)
	}
	return notes
}

// inNameOf returns a content with the project's name for its analyst.
func inNameOf(held value.Analysts, content any) any {
	switch one := content.(type) {
	case *model.Note:
		if name := held.Known(one.Analyst); name != one.Analyst {
			named := *one
			named.Analyst = name
			return &named
		}
	case *model.Annotation:
		if name := held.Known(one.Analyst); name != one.Analyst {
			named := *one
			named.Analyst = name
			return &named
		}
	}
	return content
}
