package find

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/search"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/settings"
)

// searchActions are what the search's dialog offers to do with all that was
// found.
func (w *Window) searchActions() []dialog.SearchAction {
	action := func(title string, id command.ID) dialog.SearchAction {
		return dialog.SearchAction{Title: title, Key: w.shownKey(id), Why: w.table.Find(id).Why, Do: func() { w.table.Run(id) }}
	}
	return []dialog.SearchAction{
		action(lang.L("Tag all…"), "search.tag"),
		action(lang.L("Export…"), "search.export"),
		action(lang.L("Save this search…"), "search.save"),
	}
}

// searches is where saved searches are kept.
func (w *Window) searches() settings.Searches {
	return settings.NewSearches(w.opts.Settings)
}

// loadSearches gives the saved searches, and says when they cannot be read.
func (w *Window) loadSearches() []settings.Search {
	list, aside, err := w.searches().Load()
	switch {
	case err != nil:
		fyne.LogError("assay", err)
		w.status.SetNotice(lang.L("Your saved searches could not be read."))
	case aside != "":
		w.status.SetNotice(lang.L("The file of your saved searches is damaged. It was kept as {{.Path}}.", map[string]any{"Path": aside}))
	}
	return list
}

// savedSearches is what the search's dialog needs of the saved searches.
func (w *Window) savedSearches() dialog.SavedSearches {
	done := func(_ []settings.Search, err error) bool {
		w.report(err)
		return err == nil
	}
	return dialog.SavedSearches{
		List: func() (out []dialog.SavedSearch) {
			for _, s := range w.loadSearches() {
				out = append(out, dialog.SavedSearch(s))
			}
			return out
		},
		Use:    func(name string) { done(w.searches().Use(name)) },
		Remove: func(name string) { done(w.searches().Remove(name)) },
		Rename: func(name string, renamed func()) {
			dialog.AskName(lang.L("Rename the search"), name, lang.L("Rename"), w.win, func(to string) string {
				_, err := w.searches().Rename(name, to)
				if err == nil {
					renamed()
				}
				return whySearch(err)
			})
		},
	}
}

// saveSearch asks for a name for the query, and keeps it.
func (w *Window) saveSearch() {
	// What is kept must mean the same without the end of the typing: “river”,
	// where typing may go on, is kept as river*.
	query := w.finding.Query().String()
	dialog.AskName(lang.L("Save this search"), strings.TrimSpace(w.finding.Text()), lang.L("Save"), w.win, func(name string) string {
		_, err := w.searches().Add(name, query)
		if err == nil {
			w.status.SetNotice(lang.L("Saved as “{{.Name}}”. {{.Palette}} finds it, and so does an empty search.",
				map[string]any{"Name": strings.TrimSpace(name), "Palette": w.keyOf("palette.show")}))
		}
		return whySearch(err)
	})
}

// whySearch says why a search was not saved or renamed; "" when it was.
func whySearch(err error) string {
	switch err {
	case nil:
		return ""
	case settings.ErrSearchEmpty:
		return lang.L("A name is needed.")
	case settings.ErrSearchTaken:
		return lang.L("Another search is called so.")
	}
	return explain.Error(err)
}

// wrongQuery says what is wrong with a query, and the way out.
func (w *Window) wrongQuery(e *search.SyntaxError) string {
	found := map[string]any{"Found": e.Found}
	switch e.Reason {
	case search.QueryTooLong, search.TooManyTerms, search.RegexpTooLong, search.RegexpTooLarge:
		return lang.L("This is too long to search for.")
	case search.UnknownFilter:
		if len(e.Want) > 0 {
			return lang.L("There is no filter called “{{.Found}}”. Did you mean {{.Want}}?",
				map[string]any{"Found": e.Found, "Want": "“" + strings.Join(e.Want, "”, “") + "”"})
		}
		return lang.L("There is no filter called “{{.Found}}”. In quotes, it is searched for as words.", found)
	case search.MissingValue:
		return lang.L("What “{{.Found}}” looks for comes right behind it.", found)
	case search.BadDate:
		return lang.L("“{{.Found}}” is no date. Write 2025, 2025-10, 2025-10-09 or 2025-10-09T14:05, or 2025-03..2025-10 for all between.", found)
	case search.DatesReversed:
		return lang.L("“{{.Found}}” ends before it begins.", found)
	case search.StarInside:
		return lang.L("A star can only end a word: flood* finds flooded.")
	case search.RegexpUnclosed:
		return lang.L("The regular expression goes on until there is a second slash.")
	case search.RegexpEmpty:
		return lang.L("There is nothing between the slashes.")
	case search.RegexpFollowed:
		return lang.L("A space comes behind the second slash. A slash to be found is written \\/.")
	case search.RegexpRepeat:
		return lang.L("“{{.Found}}” does not work: something can be repeated up to 1000 times.", found)
	}
	return lang.L("The regular expression has a mistake: {{.Detail}}.", map[string]any{"Detail": fmt.Sprintf("%s: “%s”", e.Detail, e.Found)})
}
