package find

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"assay.app/assay/model"
	"assay.app/assay/ui/uitest"
)

// asked opens the dialog and returns it. chosen points to the answer, which the
// dialog sets.
func asked(s *uitest.Screen, count tagCount) (v *tagView, chosen *string) {
	s.T.Helper()
	chosen = new(string)
	v = showTagFound(tagQuestion{
		Found:  "12 sentences in 3 articles.",
		Labels: []tagLabel{{model.Claim, "Claim", "1"}, {model.Quote, "Quote", "2"}, {"", "Clear the Label", "0"}},
		Pressed: func(r rune) (model.LabelKey, bool) {
			key, ok := map[rune]model.LabelKey{'1': model.Claim, 'q': model.Quote, '0': ""}[r]
			return key, ok
		},
		Count:   func(context.Context) (tagCount, error) { return count, nil },
		Choose:  func(l model.LabelKey, replace bool) { *chosen = fmt.Sprintf("%q %v", l, replace) },
		Context: context.Background(), Go: func(work func()) { go work() }, Post: s.Post,
	}, s.Window)
	return v, chosen
}

func TestALabelForAllIsChosenByKey(t *testing.T) {
	for _, c := range []struct {
		typed string
		keys  []fyne.KeyName
		want  string
		open  bool
	}{
		{"1", nil, `"claim" false`, false},
		{"q", nil, `"quote" false`, false},
		{"0", nil, `"" false`, false},
		{"rq", nil, `"quote" true`, false},
		{"Rr1", nil, `"claim" false`, false},
		{"x", nil, "", true},
		{"", []fyne.KeyName{fyne.KeyReturn}, `"claim" false`, false},
		{"", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, `"quote" false`, false},
		{"", []fyne.KeyName{fyne.KeyUp, fyne.KeyReturn}, `"" false`, false},
		{"", []fyne.KeyName{fyne.KeyEscape}, "", false},
	} {
		t.Run(fmt.Sprint(c.typed, c.keys), func(t *testing.T) {
			s := uitest.NewScreen(t)
			_, chosen := asked(s, tagCount{})
			s.TypeIn(c.typed)
			s.Press(c.keys...)
			if *chosen != c.want || s.Open() != c.open {
				t.Errorf("the choice is %s, want %s; open: %v", *chosen, c.want, s.Open())
			}
		})
	}
}

func TestWhatALabelForAllWouldDoIsSaid(t *testing.T) {
	some := map[model.LabelKey]int{"": 5, model.Claim: 3, model.Quote: 4}
	for _, c := range []struct {
		labels  map[model.LabelKey]int
		label   model.LabelKey
		replace bool
		want    string
	}{
		{some, model.Claim, false, "5 new, 3 already, 4 keep another label"},
		{some, model.Claim, true, "9 new, 3 already"},
		{some, "", false, "7 labels removed"},
		{map[model.LabelKey]int{"": 5}, model.Quote, false, "5 new"},
		{map[model.LabelKey]int{"": 5, model.Quote: 1}, model.Quote, true, "5 new, 1 already"},
	} {
		if got := (tagCount{Labels: c.labels}).of(c.label, c.replace); got != c.want {
			t.Errorf("%v as %q, replacing %v: %q, want %q", c.labels, c.label, c.replace, got, c.want)
		}
	}
	s := uitest.NewScreen(t)
	v, _ := asked(s, tagCount{Labels: some, Aside: 2})
	s.Until("the counts", func() bool { return v.captions[0].Text == "5 new, 3 already, 4 keep another label" })
	if v.note.Text != "2 results are excluded from tagging and will be skipped." {
		t.Errorf("the note is %q", v.note.Text)
	}
	s.TypeIn("r")
	if v.captions[0].Text != "9 new, 3 already" {
		t.Errorf("with replacing on, the caption is %q", v.captions[0].Text)
	}
}

func TestManyLabelsScrollInALowWindow(t *testing.T) {
	s := uitest.NewScreen(t)
	s.Resize(fyne.NewSize(900, 500))
	var labels []tagLabel
	for i := range 14 {
		labels = append(labels, tagLabel{model.LabelKey(fmt.Sprint(i)), fmt.Sprintf("Label %d", i), ""})
	}
	v := showTagFound(tagQuestion{
		Labels:  labels,
		Pressed: func(rune) (model.LabelKey, bool) { return "", false },
		Count:   func(context.Context) (tagCount, error) { return tagCount{}, nil },
		Choose:  func(model.LabelKey, bool) {},
		Context: context.Background(), Go: func(work func()) { go work() }, Post: s.Post,
	}, s.Window)
	for i := range labels {
		b := v.buttons[i]
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y
		if top < 0 || top+b.Size().Height > 500 {
			t.Errorf("the button of label %d is at y = %v", i, top)
		}
		s.Press(fyne.KeyDown)
	}
	s.Press(fyne.KeyEscape)
}
