package find

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/settings"
)

// actions returns the buttons for the result of the search.
func (c *Controller) actions() []action {
	run := func(title string, id command.ID) action {
		return action{
			Title: title, Key: c.win.ShownKey(id),
			Why: c.win.Commands().Find(id).Why, Do: func() { c.win.Commands().Run(id) },
		}
	}
	return []action{
		run(lang.L("Tag all…"), "search.tag"),
		run(lang.L("Export…"), "search.export"),
		run(lang.L("Save search…"), "search.save"),
	}
}

func (c *Controller) searches() settings.Searches { return settings.NewSearches(c.folder) }

// Saved returns the saved searches, last used first. If they cannot be read or
// their file is damaged, it shows a notice.
func (c *Controller) Saved() []settings.Search {
	list, aside, err := c.searches().Load()
	switch {
	case err != nil:
		fyne.LogError("assay", err)
		c.win.Notice(lang.L("Could not read your saved searches."))
	case aside != "":
		c.win.Notice(lang.L("The file with your saved searches is damaged. It was renamed to {{.Path}}.", map[string]any{"Path": aside}))
	}
	return list
}

// ShowSaved opens the search dialog with a saved search, and marks that search as
// the last used.
func (c *Controller) ShowSaved(s settings.Search) {
	if _, err := c.searches().Use(s.Name); err != nil {
		c.win.Report(err)
		return
	}
	c.Show(s.Query + " ")
}

func (c *Controller) savedSearches() savedSearches {
	report := func(_ []settings.Search, err error) { c.win.Report(err) }
	return savedSearches{
		List:   c.Saved,
		Use:    func(name string) { report(c.searches().Use(name)) },
		Remove: func(name string) { report(c.searches().Remove(name)) },
		Rename: func(name string, renamed func()) {
			dialog.AskName(lang.L("Rename search"), name, lang.L("Rename"), c.win.Window(), func(to string) string {
				_, err := c.searches().Rename(name, to)
				if err == nil {
					renamed()
				}
				return whyNotSaved(err)
			})
		},
	}
}

// saveSearch asks for a name and saves the query under it.
func (c *Controller) saveSearch() {
	// The query is saved as parsed: an unfinished last word such as “river” is
	// saved as river*, so that the saved search finds the same later.
	query := c.finding.Query().String()
	dialog.AskName(lang.L("Save search"), strings.TrimSpace(c.finding.Text()), lang.L("Save"), c.win.Window(), func(name string) string {
		_, err := c.searches().Add(name, query)
		if err == nil {
			c.win.Notice(lang.L("Saved as “{{.Name}}”. Find it with {{.Palette}} or in an empty search.",
				map[string]any{"Name": strings.TrimSpace(name), "Palette": c.win.Key("palette.show")}))
		}
		return whyNotSaved(err)
	})
}

func whyNotSaved(err error) string {
	switch err {
	case nil:
		return ""
	case settings.ErrSearchEmpty:
		return lang.L("Enter a name.")
	case settings.ErrSearchTaken:
		return lang.L("A search with this name already exists.")
	}
	return explain.Error(err)
}
