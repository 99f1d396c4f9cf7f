package importing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
)

// encodingChoice selects the encoding in which to read a file.
type encodingChoice struct {
	control.Selection
	names []string // by option; the first is "" for automatic detection
	quiet bool
}

func newEncodingChoice(names []string, changed func(encoding string)) *encodingChoice {
	c := &encodingChoice{names: append([]string{""}, names...)}
	c.Spoken = lang.L("Encoding")
	c.Options = []string{""}
	for _, name := range names {
		c.Options = append(c.Options, encodingName(name))
	}
	c.OnChanged = func(string) {
		if at := c.SelectedIndex(); !c.quiet && at >= 0 {
			changed(c.names[at])
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// set shows the encoding in which a draft was read.
func (c *encodingChoice) set(d *draft.Article) {
	c.quiet = true
	defer func() { c.quiet = false }()
	found := lang.L("detected")
	if !readable(d) {
		found = lang.L("set by the file")
	} else if d.Encoding == "" && d.RunnerUp != "" {
		found = lang.L("{{.Name}} (guess, or {{.Other}})", map[string]any{"Name": encodingName(d.TextEncoding()), "Other": shortName(d.RunnerUp)})
	} else if d.Encoding == "" && d.TextEncoding() != "" {
		found = lang.L("{{.Name}} (detected)", map[string]any{"Name": encodingName(d.TextEncoding())})
	}
	c.Options[0] = found
	c.SetSelectedIndex(max(slices.Index(c.names, d.Encoding), 0))
	c.Refresh()
}

// readable reports whether the analyst can choose the encoding of a draft's file.
// Only plain text, Markdown, HTML and tables have a choice.
func readable(d *draft.Article) bool {
	switch d.Article.Source.Format {
	case "", "text", "markdown", "html":
		return true
	}
	return d.InTable()
}

// encodingName returns the usual name of an encoding, followed by its scripts or
// languages if they are known.
func encodingName(name string) string {
	if script := scriptOf(name); script != "" {
		return shortName(name) + " · " + script
	}
	return shortName(name)
}

// shortName returns the usual spelling of an encoding's name.
func shortName(name string) string {
	if rest, ok := strings.CutPrefix(name, "windows-"); ok {
		return "Windows-" + rest
	}
	return strings.ToUpper(name)
}

// scriptOf returns the scripts or languages of an encoding, or "" if they are not
// listed.
func scriptOf(name string) string {
	switch name {
	case "windows-1252", "iso-8859-1", "iso-8859-15", "macintosh", "ibm437", "ibm850":
		return lang.L("Western European")
	case "windows-1250", "iso-8859-2", "iso-8859-16", "ibm852":
		return lang.L("Central European")
	case "windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "ibm866":
		return lang.L("Cyrillic")
	case "windows-1253", "iso-8859-7":
		return lang.L("Greek")
	case "windows-1254", "iso-8859-9":
		return lang.L("Turkish")
	case "windows-1255", "iso-8859-8":
		return lang.L("Hebrew")
	case "windows-1256", "iso-8859-6":
		return lang.L("Arabic")
	case "windows-1257", "iso-8859-4", "iso-8859-13":
		return lang.L("Baltic")
	case "windows-1258":
		return lang.L("Vietnamese")
	case "gb18030", "big5":
		return lang.L("Chinese")
	case "shift_jis", "euc-jp", "iso-2022-jp":
		return lang.L("Japanese")
	case "euc-kr":
		return lang.L("Korean")
	}
	return ""
}
