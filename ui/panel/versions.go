package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/ui/differences"
	"assay.app/assay/ui/words"
)

// Versions is what the inspector shows about the versions of the open article.
type Versions struct {
	Lines     []Version // the newest first
	Sentences map[model.Span]Wording
	Notices   []CorrectionNotice
}

// Version is a version of the open article.
type Version struct {
	Article   model.ArticleID
	Date      string
	Sentences int
	Corrected bool // an analyst corrected its source text
	Newest    bool
	Open      bool // it is the open article
}

// Wording says since when a sentence has its wording.
type Wording struct {
	Since  string               // the date of the version
	First  bool                 // that is the oldest version
	Added  bool                 // the version before lacks the sentence
	Before string               // the sentence in the version before, if it was changed
	Marks  []wording.Difference // the words of Before that differ, in bytes
}

// CorrectionNotice is a notice in the article that says what was corrected.
type CorrectionNotice struct {
	Start int // in bytes of the article's text
	Text  string
}

// VersionsHost is what the section about versions needs from the window.
type VersionsHost interface {
	// About returns what is known about the versions of an article, or nil.
	About(model.ArticleID) *Versions
	// OpenVersion opens a version at the place of the current sentence.
	OpenVersion(model.ArticleID)
	// Differences shows the differences between the versions.
	Differences()
	// Read shows the sentence at a byte offset in the text of an article.
	Read(article model.ArticleID, offset int)
}

// versions lists the versions of the open article, says since when the current sentence has its
// wording, and lists the correction notices.
type versions struct {
	content *fyne.Container
	host    VersionsHost // nil until SetVersions
	said    *widget.Label
	before  *differences.Passage
	lines   *fyne.Container
	notices *fyne.Container
	all     *action
	shown   *Versions
}

func newVersions() *versions {
	v := &versions{said: caption(), before: differences.NewPassage(), lines: container.NewVBox(), notices: container.NewVBox()}
	v.all = newAction(lang.L("Show the differences…"), theme.ListIcon(), func() { v.host.Differences() })
	v.content = container.NewVBox(v.said, container.NewPadded(v.before), v.lines, v.notices, v.all)
	return v
}

// show shows the versions of the open article, and returns their number, or "" if there are no
// others and no notices.
func (v *versions) show(doc *model.Document) (count string) {
	var now *Versions
	if v.host != nil {
		now = v.host.About(doc.ID)
	}
	if now == nil {
		v.shown = nil
		return ""
	}
	if now != v.shown {
		v.shown = now
		v.list(doc)
	}
	return words.Number(len(now.Lines))
}

// list lists the versions and the notices.
func (v *versions) list(doc *model.Document) {
	v.lines.RemoveAll()
	for _, line := range v.shown.Lines {
		icon := theme.DocumentIcon()
		if line.Open {
			icon = theme.ConfirmIcon()
		}
		v.lines.Add(newAction(line.text(), icon, func() { v.host.OpenVersion(line.Article) }))
	}
	v.notices.RemoveAll()
	for _, n := range v.shown.Notices {
		text := lang.L("Correction notice: {{.Text}}", map[string]any{"Text": model.Excerpt(n.Text)})
		v.notices.Add(newAction(text, theme.InfoIcon(), func() { v.host.Read(doc.ID, n.Start) }))
	}
}

// text describes a version.
func (l Version) text() string {
	parts := []string{l.Date, words.N("{{.Count}} sentences", l.Sentences)}
	if l.Corrected {
		parts = append(parts, lang.L("corrected text"))
	}
	if l.Newest {
		parts = append(parts, lang.L("newest"))
	}
	return strings.Join(parts, " · ")
}

// sentence says since when a sentence has its wording.
func (v *versions) sentence(sentence model.Span) {
	if v.shown == nil {
		return
	}
	w, known := v.shown.Sentences[sentence]
	setText(v.said, "")
	if known {
		setText(v.said, w.text())
	}
	v.before.Hidden = w.Before == ""
	v.before.Resize(fyne.NewSize(max(v.before.Size().Width, v.lines.Size().Width-2*theme.Padding()), 0))
	text, marks := differences.Clipped(w.Before, w.Marks)
	v.before.Set(text, model.Span{End: len(text)}, marks)
	v.content.Refresh()
}

// text says since when a sentence has its wording, and what it was before.
func (w Wording) text() string {
	date := map[string]any{"Date": w.Since}
	switch {
	case w.Added:
		return lang.L("Added by a newer version ({{.Date}}).", date)
	case w.First:
		return lang.L("In this wording since the first version ({{.Date}}).", date)
	}
	return lang.L("Changed by a newer version ({{.Date}}). Before:", date)
}
