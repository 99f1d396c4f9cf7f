package importing

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/words"
)

// articleSide shows one article of a preview and lets the analyst correct it.
type articleSide struct {
	im       *importer
	viewport control.Viewport
	draft    *draft.Article
	head     *fyne.Container // above the columns of a table
	foot     *fyne.Container // below the columns of a table
	include  *control.Check
	like     *widget.Label // says which articles the draft duplicates or resembles
	fields   *dialog.MetadataForm
	file     *widget.Label
	coding   *encodingChoice
	tally    *widget.Label // the number of sentences
	asides   *fyne.Container
	heading  *widget.Label // above asides
	opening  *widget.Label

	division *divisionSide
	version  *versionSide
}

func newArticleSide(im *importer, through control.Viewport) *articleSide {
	s := &articleSide{im: im, viewport: through, fields: dialog.NewMetadataForm()}
	s.include = control.NewCheck(lang.L("Add this article"), false, func(on bool) {
		if s.draft != nil && !s.draft.Known {
			im.include(s.draft, on)
		}
	}, im.leave)
	s.include.Viewport = through
	s.like = control.Wrapped("")
	s.like.Importance = widget.WarningImportance
	s.fields.Bind(im.leave, through)
	s.fields.OnChanged = s.corrected
	s.file = widget.NewLabel("")
	s.file.Truncation = fyne.TextTruncateEllipsis
	s.coding = newEncodingChoice(im.preview.Encodings, s.recode)
	s.coding.OnEscape, s.coding.Viewport = im.leave, through
	s.fields.Form.Append(lang.L("Encoding"), s.coding)
	s.fields.Form.Append(lang.L("File"), s.file)
	s.division = newDivisionSide(im, through)
	s.fields.Form.Append(lang.L("Division"), s.division.content)
	s.version = newVersionSide(im, through)
	s.tally = control.Wrapped("")
	s.heading = control.Subheading(lang.L("Excluded from tagging"))
	s.asides = container.NewVBox()
	s.opening = control.Wrapped("")
	s.head = container.NewVBox(s.include, s.version.content, s.like, s.division.left, s.fields.Content)
	s.foot = container.NewVBox(s.heading, s.asides, control.Subheading(lang.L("First sentences")), s.tally, s.opening)
	return s
}

// show shows a draft, or nothing if d is nil.
func (s *articleSide) show(d *draft.Article) {
	s.draft = nil // while s.draft is nil, changes of the form are not corrections
	if d == nil {
		s.version.show(nil)
		s.head.Hide()
		s.foot.Hide()
		return
	}
	s.include.SetChecked(!d.Leave && !d.IsDuplicate())
	s.fields.Set(d.Article.Metadata)
	s.coding.set(d)
	able := []interface {
		Enable()
		Disable()
	}{s.include, s.fields, s.coding}
	for _, part := range able {
		if d.IsDuplicate() {
			part.Disable()
		} else {
			part.Enable()
		}
	}
	if !d.Known { // a duplicate can be added in place of the other copy
		s.include.Enable()
	}
	if !readable(d) {
		s.coding.Disable()
	}
	s.file.SetText(words.FileName(d.ShownPath()))
	if all, at := s.im.preview.Siblings(d); d.CanDivide() && len(all) > 1 {
		s.file.SetText(words.FileName(d.Within.Text) + " · " + place(at, len(all)))
	}
	control.SetOrHide(s.like, likeness(d))
	s.like.Importance = widget.WarningImportance
	if !d.IsDuplicate() && !d.Leave && len(d.Similar) == 0 {
		s.like.Importance = widget.MediumImportance
	}
	s.like.Refresh()
	s.division.show(d)
	s.version.show(d)
	s.showAsides(d)
	s.tally.SetText(words.N("{{.Count}} sentences to tag", d.ToTag()))
	s.opening.SetText(d.Opening)
	s.draft = d
	s.head.Show()
	s.foot.Show()
}

// likeness returns a text that says which articles a draft duplicates or resembles.
func likeness(d *draft.Article) string {
	var lines []string
	switch other := d.SameAs(); {
	case d.Known:
		return lang.L("This article is already in the project.")
	case d.IsDuplicate():
		return words.Joined(" ", sameAs(d, other), reasonFor(other, d))
	case other != nil && d.Leave:
		return words.Joined(" ", sameAs(d, other), lang.L("Neither is checked. You can add one of them."))
	case other != nil:
		lines = append(lines, words.Joined(" ", sameAs(d, d.Twins()...), reasonFor(d, other)))
	}
	for _, s := range d.Similar {
		if d.Offer.Made() && s.Article.ID == d.Offer.Of.ID { // the offer says so
			continue
		}
		name := lang.L("“{{.Title}}”", map[string]any{"Title": s.Article.Heading()})
		if s.Article.Metadata.Outlet != "" {
			name += " (" + s.Article.Metadata.Outlet + ")"
		}
		with := map[string]any{"Percent": fmt.Sprintf("%.0f", 100*s.Alike), "Article": name}
		if s.InProject {
			lines = append(lines, lang.L("{{.Percent}} % similar to {{.Article}} in the project", with))
		} else {
			lines = append(lines, lang.L("{{.Percent}} % similar to {{.Article}} in this import", with))
		}
	}
	return strings.Join(lines, "\n")
}

// sameAs says that the text of a draft is in other files, or that one other file is the
// same.
func sameAs(d *draft.Article, others ...*draft.Article) string {
	const most = 3
	var names []string
	for _, other := range others[:min(len(others), most)] {
		names = append(names, words.FileName(other.ShownPath()))
	}
	if more := len(others) - most; more > 0 {
		names = append(names, lang.L("and {{.Count}} more", map[string]any{"Count": words.Number(more)}))
	}
	name := map[string]any{"Name": strings.Join(names, ", ")}
	if len(others) == 1 && d.SameFile(others[0]) {
		return lang.L("Same file as {{.Name}}.", name)
	}
	return lang.L("Same text as {{.Name}}.", name)
}

// reasonFor says that one of several copies is added, and why.
func reasonFor(added, other *draft.Article) string {
	name := map[string]any{"Name": words.FileName(added.ShownPath())}
	if added.SaysMore(other) {
		return lang.L("Only {{.Name}} will be added: it has more article details.", name)
	}
	return lang.L("Only {{.Name}} will be added.", name)
}

// corrected applies the values of the form if they are valid. If the language has
// changed, the article is divided into sentences again after a pause.
func (s *articleSide) corrected() {
	d := s.draft
	if d == nil || !s.fields.Valid() {
		return
	}
	d.Article.Metadata = s.fields.Metadata()
	s.im.list.Refresh()
	s.im.callOff()
	if d.Article.Metadata.Language != d.Divided {
		s.im.later = s.im.do.After(pause, func() { s.im.again(draft.Rereading{Drafts: []*draft.Article{d}}) })
	}
}

// pause is how long a choice must stay selected before it takes effect. The arrow
// keys pass through other choices on the way to the wanted one.
const pause = 300 * time.Millisecond

// recode reads the file again in another encoding after a pause.
func (s *articleSide) recode(encoding string) {
	d := s.draft
	if d == nil {
		return
	}
	s.im.callOff()
	s.im.later = s.im.do.After(pause, func() {
		s.im.again(draft.Rereading{Sources: []draft.Source{d.Source()}, Encoding: encoding})
	})
}

// showAsides lists the parts that are excluded from tagging, each with a box to
// include it.
func (s *articleSide) showAsides(d *draft.Article) {
	s.asides.RemoveAll()
	for i := range d.Asides {
		s.asides.Add(s.aside(d, &d.Asides[i]))
	}
	if len(d.Asides) == 0 {
		s.heading.Hide()
		s.asides.Hide()
		return
	}
	s.heading.Show()
	s.asides.Show()
}

func (s *articleSide) aside(d *draft.Article, a *draft.Aside) fyne.CanvasObject {
	text := control.Wrapped(a.Text)
	kind := widget.NewLabel("")
	kind.SizeName = theme.SizeNameCaptionText
	kind.Truncation = fyne.TextTruncateEllipsis
	say := func() {
		kind.SetText(panel.KindName(a.Kind))
		if a.Restored {
			kind.SetText(lang.L("{{.Kind}}: included", map[string]any{"Kind": panel.KindName(a.Kind)}))
		}
	}
	say()
	box := control.NewCheck(lang.L("Include"), a.Restored, func(on bool) {
		a.Restored = on
		say()
		s.tally.SetText(words.N("{{.Count}} sentences to tag", d.ToTag()))
		s.im.list.Refresh()
	}, s.im.leave)
	box.Viewport = s.viewport
	box.Spoken = lang.L("Include: {{.Text}}", map[string]any{"Text": a.Text})
	if d.IsDuplicate() {
		box.Disable()
	}
	return container.NewBorder(nil, nil, container.NewVBox(box), nil, control.Tight(text, kind))
}
