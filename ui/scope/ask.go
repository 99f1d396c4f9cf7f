package scope

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"assay.app/assay/model/search/names"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/words"
)

// Option is a choice in a short menu.
type Option struct {
	Title, Detail string
	On            bool // is the present one
	Do            func()
}

// Ask shows options. The present one is selected.
func Ask(asks string, options []Option, w fyne.Window) {
	index := names.NewIndex(len(options), func(i int, add func(string)) { add(options[i].Title) })
	dialog.ShowOffers(dialog.Offers{
		Asks: asks,
		Find: func(typed string) (out []control.Offered) {
			typed = strings.TrimSpace(typed)
			for _, hit := range index.Find(typed) {
				o := options[hit.Line]
				out = append(out, control.Offered{Title: o.Title, TitleMarks: names.Marks(typed, o.Title), Detail: o.Detail, Do: o.Do})
			}
			return out
		},
		First: func() int { return max(0, slices.IndexFunc(options, func(o Option) bool { return o.On })) },
	}, w)
}

// Selections returns the selections of articles that can be chosen in place of the present one:
// all, those of the list's filter, and those of the saved searches.
func (s Scope) Selections(of *session.Session, searches []settings.Search, choose func(Scope)) []Option {
	with := func(k Scope, detail string, on bool) Option {
		k.Whose = s.Whose
		return Option{Title: k.Title(), Detail: detail, On: on, Do: func() { choose(k) }}
	}
	options := []Option{with(Scope{}, words.Articles(of.Articles()), s.Kind == AllArticles)}
	if filter := of.Filter(); filter != "" {
		options = append(options, with(Scope{Kind: ByFilter, Filter: filter}, words.Articles(of.Shown()), s.Kind == ByFilter && s.Filter == filter))
	}
	for _, search := range searches {
		options = append(options, with(Scope{Kind: BySearch, Name: search.Name, Query: search.Query}, search.Query, s.Kind == BySearch && s.Name == search.Name))
	}
	return options
}
