package importing

import (
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
}

func newArticleSide(im *importer, through control.Viewport) *articleSide {
	s := &articleSide{im: im, viewport: through, fields: dialog.NewMetadataForm()}
	s.include = control.NewCheck(lang.L("Add this article"), false, func(on bool) {
		if s.draft != nil && !s.draft.IsDuplicate() {
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
	s.tally = control.Wrapped("")
	s.heading = control.Subheading(lang.L("What is set aside"))
	s.asides = container.NewVBox()
	s.opening = control.Wrapped("")
	s.head = container.NewVBox(s.include, s.like, s.division.left, s.fields.Content)
	s.foot = container.NewVBox(s.heading, s.asides, control.Subheading(lang.L("First sentences")), s.tally, s.opening)
	return s
}

// show shows a draft, or nothing if d is nil.
func (s *articleSide) show(d *draft.Article) {
	s.draft = nil // while s.draft is nil, changes of the form are not corrections
	if d == nil {
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
	if !readable(d) {
		s.coding.Disable()
	}
	s.file.SetText(words.FileName(d.Path))
	if all, at := s.im.preview.Siblings(d); d.CanDivide() && len(all) > 1 {
		s.file.SetText(words.FileName(d.Within.Text) + " · " + place(at, len(all)))
	}
	control.SetOrHide(s.like, likeness(d))
	s.division.show(d)
	s.showAsides(d)
	s.tally.SetText(words.N("{{.Count}} sentences to tag", d.ToTag()))
	s.opening.SetText(d.Opening)
	s.draft = d
	s.head.Show()
	s.foot.Show()
}

// likeness returns a text that says which articles a draft duplicates or resembles.
func likeness(d *draft.Article) string {
	switch {
	case d.Known:
		return lang.L("The project has this article already.")
	case d.IsDuplicate():
		return lang.L("The same bytes as in {{.Name}}; they are added once.", map[string]any{"Name": words.FileName(d.SameAs())})
	case d.Leave && d.HasTwins():
		return lang.L("The same bytes as in {{.Name}}, which is left out. One of them can be added.", map[string]any{"Name": words.FileName(d.SameAs())})
	}
	var lines []string
	for _, s := range d.Similar {
		name := lang.L("“{{.Title}}”", map[string]any{"Title": s.Article.Heading()})
		if s.Article.Metadata.Outlet != "" {
			name += " (" + s.Article.Metadata.Outlet + ")"
		}
		with := map[string]any{"Alike": percent(s.Alike), "Article": name}
		if s.InProject {
			lines = append(lines, lang.L("{{.Alike}}: {{.Article}}, in the project", with))
		} else {
			lines = append(lines, lang.L("{{.Alike}}: {{.Article}}, among these files", with))
		}
	}
	return strings.Join(lines, "\n")
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

// showAsides lists the parts that are set aside, each with a box to restore it.
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
			kind.SetText(lang.L("{{.Kind}}: restored, to be tagged", map[string]any{"Kind": panel.KindName(a.Kind)}))
		}
	}
	say()
	box := control.NewCheck(lang.L("Tag it"), a.Restored, func(on bool) {
		a.Restored = on
		say()
		s.tally.SetText(words.N("{{.Count}} sentences to tag", d.ToTag()))
		s.im.list.Refresh()
	}, s.im.leave)
	box.Viewport = s.viewport
	box.Spoken = lang.L("Tag it: {{.Text}}", map[string]any{"Text": a.Text})
	if d.IsDuplicate() {
		box.Disable()
	}
	return container.NewBorder(nil, nil, container.NewVBox(box), nil, control.Tight(text, kind))
}
