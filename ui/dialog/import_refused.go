package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/words"
)

// refusedSide shows a file that cannot be added: which, why, and what to do.
type refusedSide struct {
	content *fyne.Container
	name    *widget.Label
	why     *widget.Label
	out     *widget.Label
	detail  *widget.Label
	path    *widget.Label
	coding  *encodingChoice
	recode  *fyne.Container
	take    *button
	refused *draft.Refused
	explain func(draft.Refused) Explanation
}

func newRefusedSide(im *importer, through sight) *refusedSide {
	s := &refusedSide{name: subheading(""), why: wrapped(""), out: wrapped(""), detail: wrapped(""), path: wrapped(""), explain: im.do.Explain}
	s.why.Importance = widget.DangerImportance
	for _, l := range []*widget.Label{s.detail, s.path} {
		l.SizeName = theme.SizeNameCaptionText
	}
	s.path.Wrapping = fyne.TextWrapBreak // it may have no spaces
	s.coding = newEncodingChoice(im.preview.Encodings, func(encoding string) {
		r := s.refused
		im.callOff()
		im.later = im.do.After(pause, func() {
			im.again(draft.Rereading{Sources: []draft.Source{r.Source()}, Encoding: encoding})
		})
	})
	s.coding.Options[0] = lang.L("found out")
	s.coding.escape, s.coding.sight = im.leave, through
	s.recode = container.NewVBox(wrapped(lang.L("If it is text, say in which encoding:")), s.coding)
	s.take = newButton("", im.takeBlocks, im.leave)
	s.take.sight, s.take.shortcut = through, im.divisionShortcut
	s.content = container.NewVBox(s.name, s.why, s.out, s.detail, container.NewHBox(s.take), s.recode, s.path)
	return s
}

// show shows what was refused; nil is nothing.
func (s *refusedSide) show(r *draft.Refused) {
	if r == nil {
		s.content.Hide()
		return
	}
	name := map[string]any{"Name": base(r.Path)}
	s.name.SetText(lang.L("{{.Name}} cannot be added", name))
	s.why.Importance = widget.DangerImportance
	if r.Partial {
		s.name.SetText(lang.L("Not all of {{.Name}} was taken", name))
		s.why.Importance = widget.WarningImportance
	}
	s.take.SetText(lang.L("Take them too"))
	showIf(s.take, r.More > 0)
	e := s.explain(*r)
	s.why.SetText(e.Why)
	if r.More > 0 {
		s.why.SetText(joined("\n\n", words.N("{{.Count}} more blocks look like articles", r.More), e.Why))
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
	setOrHide(s.out, e.Out)
	setOrHide(s.detail, e.Detail)
	s.path.SetText(r.Path)
	s.content.Show()
}
