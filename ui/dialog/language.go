package dialog

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// languageChoice selects the language of an article.
type languageChoice struct {
	control.Selection
	tags  []string // by option; the first is "" for an unknown language
	usual int      // the number of options that are always offered
	quiet bool
}

func newLanguageChoice(changed func()) *languageChoice {
	c := &languageChoice{tags: append([]string{""}, words.LanguageTags()...)}
	c.Options = []string{lang.L("unknown")}
	for _, tag := range c.tags[1:] {
		c.Options = append(c.Options, words.LanguageName(tag))
	}
	c.usual, c.Spoken = len(c.tags), lang.L("Language")
	c.SetSelectedIndex(0)
	c.OnChanged = func(string) {
		if !c.quiet {
			changed()
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// set selects a language. It adds an option for a language that is not among the
// usual ones.
func (c *languageChoice) set(tag string) {
	c.quiet = true
	defer func() { c.quiet = false }()
	c.tags, c.Options = c.tags[:c.usual], c.Options[:c.usual]
	if !slices.Contains(c.tags, tag) {
		c.tags, c.Options = append(c.tags, tag), append(c.Options, words.LanguageName(tag))
	}
	c.SetSelectedIndex(slices.Index(c.tags, tag))
}

// tag returns the BCP 47 tag of the selected language, or "" for an unknown
// language.
func (c *languageChoice) tag() string { return c.tags[max(c.SelectedIndex(), 0)] }
