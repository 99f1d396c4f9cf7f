package dialog

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

// languageChoice is a choice of the language that an article is in.
type languageChoice struct {
	control.Selection
	tags  []string // of the options; the first is "" for one that is not known
	usual int      // how many of them are always there
	quiet bool
}

func newLanguageChoice(changed func()) *languageChoice {
	c := &languageChoice{tags: append([]string{""}, words.Tongues()...)}
	c.Options = []string{lang.L("unknown")}
	for _, tag := range c.tags[1:] {
		c.Options = append(c.Options, words.Tongue(tag))
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

// set chooses a language. One that is not offered usually is then.
func (c *languageChoice) set(tag string) {
	c.quiet = true
	defer func() { c.quiet = false }()
	c.tags, c.Options = c.tags[:c.usual], c.Options[:c.usual]
	if !slices.Contains(c.tags, tag) {
		c.tags, c.Options = append(c.tags, tag), append(c.Options, words.Tongue(tag))
	}
	c.SetSelectedIndex(slices.Index(c.tags, tag))
}

// tag is the language chosen.
func (c *languageChoice) tag() string { return c.tags[max(c.SelectedIndex(), 0)] }
