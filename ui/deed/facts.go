package deed

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

func facts() wording {
	return wording{
		whole: func(Texts, edit.Record) string { return lang.L("Article details") },
		brief: func(Texts, edit.Record) string { return lang.L("article details") },
		details: func(_ Texts, e edit.Record) []string {
			before, after := sides[record.Facts](e)
			if before == nil || after == nil {
				return []string{Before(factsText(before)), After(factsText(after))}
			}
			return Corrected(before.Metadata, after.Metadata)
		},
		about:   func(Texts, edit.Record) string { return lang.L("Article details") },
		content: func(_ Texts, _ model.Key, content any) string { return factsText(content.(*record.Facts)) },
		missing: func() string { return factsText(nil) },
	}
}

// factsText returns the known facts about an article on one line.
func factsText(f *record.Facts) string {
	if f == nil {
		return lang.L("as imported")
	}
	var known []string
	for _, fact := range factsOf(model.Metadata{}, f.Metadata) {
		if fact.After != "" {
			known = append(known, fact.Name+": "+fact.After)
		}
	}
	return strings.Join(known, " · ")
}

// Corrected returns lines for the facts about an article that differ.
func Corrected(before, after model.Metadata) []string { return Changed(factsOf(before, after)...) }

func factsOf(a, b model.Metadata) []Fact {
	return []Fact{
		{lang.L("Title"), a.Title, b.Title},
		{lang.L("Outlet"), a.Outlet, b.Outlet},
		{lang.L("Byline"), a.Byline, b.Byline},
		{lang.L("Published"), a.Publication(), b.Publication()},
		{lang.L("Dateline"), a.Dateline, b.Dateline},
		{lang.L("Language"), a.Language, b.Language},
		{lang.L("Web address"), a.URL, b.URL},
	}
}
