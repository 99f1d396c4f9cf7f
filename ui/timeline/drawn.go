package timeline

import (
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// Texts are the words of a drawing, in the language of the window.
type Texts struct {
	Articles, NoOutlet, Timed, NoZone, Day, Version, Gone, Empty string
	Stances                                                      map[model.Stance]string
}

// NewTexts returns the words of a drawing.
func NewTexts() Texts {
	t := Texts{
		Articles: lang.L("Articles by time of publication"),
		NoOutlet: lang.L("No outlet"),
		Timed:    lang.L("time"),
		NoZone:   lang.L("time, zone unknown"),
		Day:      lang.L("day known, time unknown"),
		Version:  lang.L("gone from a later version"),
		Gone:     lang.L("gone"),
		Empty:    lang.L("No article has a date. Add dates in the details of the articles."),
		Stances:  map[model.Stance]string{},
	}
	for _, s := range model.Stances() {
		t.Stances[s] = words.Stance(s)
	}
	return t
}

// Described describes a drawing for screen readers, given the numbers of marks and bands, and the
// first and the last day.
func Described(marks, bands int, first, last string) string {
	return lang.L("{{.Marks}} in {{.Bands}}, from {{.First}} to {{.Last}}", map[string]any{
		"Marks": words.N("{{.Count}} marks", marks), "Bands": words.N("{{.Count}} bands", bands), "First": words.DayOf(first), "Last": words.DayOf(last),
	})
}

// Undated says how many articles or mentions of a drawing have no date.
func Undated(n int) string { return words.N("{{.Count}} without a date", n) }
