package importing

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// severalSide sets the outlet, the date and the language of the selected articles.
type severalSide struct {
	im      *importer
	content *fyne.Container
	heading *widget.Label
	form    *dialog.SeveralForm
	drafts  []*draft.Article
	before  []model.Metadata // of the drafts, when they were selected
	include *control.Check
	version *control.Check
}

func newSeveralSide(im *importer, through control.Viewport) *severalSide {
	s := &severalSide{im: im, heading: control.Subheading(""), form: dialog.NewSeveralForm()}
	s.include = control.NewCheck(lang.L("Add these articles"), false, func(on bool) {
		if s.drafts != nil && on != (checkOf(s.drafts) == allChecked) {
			draft.IncludeAll(s.drafts, on)
			im.changed()
		}
	}, im.leave)
	s.include.Viewport = through
	s.version = newVersionCheck(im, lang.L("Add as newer versions"), through, func() []*draft.Article { return s.drafts })
	s.form.Bind(im.leave, through)
	s.form.OnChanged = s.corrected
	hint := control.Wrapped(lang.L("Applies to all selected articles. Empty fields change nothing."))
	hint.SizeName = theme.SizeNameCaptionText
	s.content = container.NewVBox(s.heading, s.include, s.version, s.form.Content, hint)
	s.content.Hide()
	return s
}

// show shows the form for drafts, or nothing if there are less than two. The form keeps
// its values if it shows the same drafts already.
func (s *severalSide) show(drafts []*draft.Article) {
	if len(drafts) < 2 {
		s.drafts = nil
		s.content.Hide()
		return
	}
	same := slices.Equal(drafts, s.drafts)
	s.drafts = nil // while s.drafts is nil, changes of the form are not corrections
	s.heading.SetText(words.N("{{.Count}} articles selected", len(drafts)))
	state := checkOf(drafts)
	s.include.Partial = state == someChecked
	s.include.Checked = state == allChecked
	s.include.Enable()
	if state == cannotCheck {
		s.include.Disable()
	}
	s.include.Refresh()
	taken := s.im.versionsOf(drafts)
	s.version.Partial, s.version.Checked = taken == someChecked, taken == allChecked
	control.ShowIf(s.version, taken != cannotCheck)
	s.version.Refresh()
	if !same {
		s.before = make([]model.Metadata, len(drafts))
		for i, d := range drafts {
			s.before[i] = d.Article.Metadata
		}
		s.form.Set(s.before)
	}
	s.drafts = drafts
	s.content.Show()
}

// corrected applies the form to the drafts. If their language has changed, they are
// divided into sentences again after a pause.
func (s *severalSide) corrected() {
	if s.drafts == nil {
		return
	}
	var divide []*draft.Article
	for i, d := range s.drafts {
		if d.Known {
			continue
		}
		d.Article.Metadata = s.form.Apply(s.before[i])
		if d.Article.Metadata.Language != d.Divided {
			divide = append(divide, d)
		}
	}
	s.im.list.Refresh()
	s.im.callOff()
	if len(divide) > 0 {
		s.im.later = s.im.do.After(pause, func() { s.im.again(draft.Rereading{Drafts: divide}) })
	}
}
