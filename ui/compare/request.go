package compare

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/scope"
)

// selected says what the view compares, and whose mentions count.
type selected struct {
	scope.Scope
	articles map[model.ArticleID]bool // as they were resolved last; nil for all
}

// whoseTitle returns whose mentions count, as the head of the view says it.
func whoseTitle(s scope.Scope, of *session.Session) string {
	switch {
	case s.Own(of):
		return lang.L("your mentions")
	case s.Whose == scope.Everyone:
		return lang.L("all mentions shown")
	}
	return lang.L("mentions by {{.Analyst}}", map[string]any{"Analyst": of.Called(s.Whose)})
}

// analysts returns those whose mentions can be counted alone: the analyst, and others who have
// mentions and whose layers are shown.
func analysts(of *session.Session) []string {
	all := []string{of.Analyst()}
	of.Compared().Each(record.MentionKind, func(key model.Key, _ any) {
		if !slices.Contains(all, key.Analyst) && of.Sees(key.Analyst) {
			all = append(all, key.Analyst)
		}
	})
	slices.Sort(all[1:])
	return all
}
