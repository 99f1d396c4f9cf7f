package importing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

// refusedSide shows a file that cannot be added, or only in part: its name, the
// reason and the remedy.
type refusedSide struct {
	content *fyne.Container
	name    *widget.Label
	why     *widget.Label
	out     *widget.Label
	detail  *widget.Label
	path    *widget.Label
	coding  *encodingChoice
	recode  *fyne.Container
	take    *control.Button
	refused *draft.Refused
	explain func(draft.Refused) explain.Explanation
}

func newRefusedSide(im *importer, through control.Viewport) *refusedSide {
	s := &refusedSide{name: control.Subheading(""), why: control.Wrapped(""), out: control.Wrapped(""), detail: control.Wrapped(""), path: control.Wrapped(""), explain: im.do.Explain}
	s.why.Importance = widget.DangerImportance
	for _, l := range []*widget.Label{s.detail, s.path} {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.path.Wrapping = fyne.TextWrapBreak // a path may have no spaces
	s.coding = newEncodingChoice(im.preview.Encodings, func(encoding string) {
		r := s.refused
		im.callOff()
		im.later = im.do.After(pause, func() {
			im.again(draft.Rereading{Sources: []draft.Source{r.Source()}, Encoding: encoding})
		})
	})
	s.coding.Options[0] = lang.L("detected")
	s.coding.OnEscape, s.coding.Viewport = im.leave, through
	s.recode = container.NewVBox(control.Wrapped(lang.L("If this is a text file, choose its encoding:")), s.coding)
	s.take = control.NewButton("", im.takeBlocks, im.leave)
	s.take.Viewport, s.take.OnShortcut = through, im.divisionShortcut
	s.content = container.NewVBox(s.name, s.why, s.out, s.detail, container.NewHBox(s.take), s.recode, s.path)
	return s
}

// show shows a refused file, or nothing if r is nil.
func (s *refusedSide) show(r *draft.Refused) {
	if r == nil {
		s.content.Hide()
		return
	}
	name := map[string]any{"Name": words.FileName(r.Path)}
	s.name.SetText(lang.L("{{.Name}} cannot be added", name))
	s.why.Importance = widget.DangerImportance
	if r.Partial {
		s.name.SetText(lang.L("Only part of {{.Name}} can be added", name))
		s.why.Importance = widget.WarningImportance
	}
	s.take.SetText(lang.L("Add them too"))
	control.ShowIf(s.take, r.More > 0)
	e := s.explain(*r)
	s.why.SetText(e.Why)
	if r.More > 0 {
		s.why.SetText(words.Joined("\n\n", words.N("{{.Count}} more parts look like articles", r.More), e.Why))
	}
	s.refused = r
	s.coding.quiet = true
	s.coding.SetSelectedIndex(0)
	s.coding.quiet = false
	if r.Text {
		s.recode.Show()
	} else {
		s.recode.Hide()
	}
	control.SetOrHide(s.out, e.Out)
	control.SetOrHide(s.detail, e.Detail)
	s.path.SetText(r.Path)
	s.content.Show()
}
