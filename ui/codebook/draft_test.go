package codebook

import (
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// german returns the default labels with other names and definitions, as a reader of
// another language sees them.
func german(book model.Codebook) model.Codebook {
	out := append(model.Codebook(nil), book...)
	for i := range out {
		out[i].Name, out[i].Definition = strings.ToUpper(out[i].Name), strings.ToUpper(out[i].Definition)
	}
	return out
}

func newTestDraft() *draft {
	book := model.DefaultCodebook()
	return newDraft(book, german(book))
}

func (d *draft) names() string {
	var out []string
	for _, e := range d.arranged() {
		out = append(out, e.label.Name)
	}
	return strings.Join(out, " ")
}

// edits returns the edits of the draft's revision.
func (d *draft) edits(t *testing.T) []edit.Edit {
	t.Helper()
	var before []record.Entry
	for i, l := range d.before {
		before = append(before, record.Entry{Label: l, Position: i})
	}
	edits, err := d.revision().Edits(before, nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return edits
}

func TestADraftThatNobodyEditedChangesNothing(t *testing.T) {
	d := newTestDraft()
	if d.changed() || len(d.edits(t)) != 0 {
		t.Errorf("the draft changes %v", d.edits(t))
	}
}

func TestATextThatNobodyEditedStaysAsItIsStored(t *testing.T) {
	d := newTestDraft()
	e := d.entries[0]
	e.label.Color = "#0072B2"
	e.label.Use = "Facts."
	got := d.revision().After[0]
	if got.Name != "Claim" || got.Definition != e.stored.Definition || got.Use != "Facts." || got.Color != "#0072B2" {
		t.Errorf("the label becomes %+v", got)
	}
}

func TestTheVerbSaysWhatChanged(t *testing.T) {
	for want, change := range map[edit.Verb]func(*draft){
		edit.AddLabel:    func(d *draft) { d.add("").label.Name = "Risk" },
		edit.ChangeLabel: func(d *draft) { d.entries[1].label.Name = "Citation" },
		edit.RetireLabel: func(d *draft) { d.retire(d.entries[1], fate{}, false) },
		edit.JoinLabels:  func(d *draft) { d.retire(d.entries[1], fate{to: d.entries[0]}, true) },
		edit.ChangeCodebook: func(d *draft) {
			d.entries[0].label.Color, d.entries[1].label.Color = "#0072B2", "#D55E00"
		},
	} {
		d := newTestDraft()
		change(d)
		if got := d.revision().Verb; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	d := newTestDraft()
	d.move(d.entries[0], 1)
	if got := d.revision().Verb; got != edit.ChangeCodebook {
		t.Errorf("moving a label is %q", got)
	}
}

func TestLabelsMoveWithinTheirGroupAndGroupsMoveWhole(t *testing.T) {
	book := model.Codebook{
		{Key: "a", Name: "a", Group: "x"},
		{Key: "b", Name: "b", Group: "y"},
		{Key: "c", Name: "c", Group: "x"},
		{Key: "old", Name: "old", Retired: true},
		{Key: "d", Name: "d", Group: "y"},
	}
	d := newDraft(book, book)
	find := func(name string) *entry {
		for _, e := range d.entries {
			if e.label.Name == name {
				return e
			}
		}
		return nil
	}
	for _, step := range []struct {
		name  string
		by    int
		moved bool
		want  string
	}{
		{"a", -1, false, "a c b d old"},
		{"a", 1, true, "c a b d old"},
		{"a", 1, true, "b d c a old"},
		{"c", -1, true, "c a b d old"},
		{"d", -1, true, "c a d b old"},
		{"old", -1, false, "c a d b old"},
		{"b", 1, false, "c a d b old"},
	} {
		if got := d.move(find(step.name), step.by); got != step.moved || d.names() != step.want {
			t.Errorf("moving %s by %d: %v, %s; want %v, %s", step.name, step.by, got, d.names(), step.moved, step.want)
		}
	}
	if d.entries[3].label.Name != "old" {
		t.Error("the retired label has another place")
	}
}

func TestWhatBecomesOfAnnotationsFollowsTheLabelThatTheyWouldGet(t *testing.T) {
	d := newTestDraft()
	d.use = map[model.LabelKey]int{model.Claim: 3, model.Quote: 2}
	claim, quote, background := d.entries[0], d.entries[1], d.entries[2]
	d.retire(claim, fate{to: quote}, true)
	d.retire(quote, fate{to: background}, true)
	r := d.revision()
	if r.Relabel[model.Claim] != model.Background || r.Relabel[model.Quote] != model.Background || len(r.Relabel) != 2 {
		t.Errorf("the annotations become %v", r.Relabel)
	}
	d.bringBack(claim)
	if _, moves := d.revision().Relabel[model.Claim]; moves || claim.label.Retired {
		t.Error("the label that was brought back is still joined")
	}
}

func TestNewLabelsGetKeysFromTheirNames(t *testing.T) {
	d := newTestDraft()
	for _, name := range []string{"Opinion of the paper", "Opinion, of the paper!", "Прогноз", "…", "claim"} {
		d.add("").label.Name = name
	}
	var got []string
	for _, l := range d.book()[3:] {
		got = append(got, string(l.Key))
	}
	if want := "opinion-of-the-paper opinion-of-the-paper-2 прогноз label claim-2"; strings.Join(got, " ") != want {
		t.Errorf("the keys are %v, want %s", got, want)
	}
}

func TestMistakesAreFoundAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*entry)
		kind    value.Kind
		problem value.Problem
		by      string
	}{
		"no name":                    {func(e *entry) { e.label.Name = "" }, value.LabelName, value.Missing, ""},
		"a name in other case":       {func(e *entry) { e.label.Name = "qUoTe " }, value.LabelName, value.Taken, "Quote"},
		"a name of another language": {func(e *entry) { e.label.Name = "claim" }, value.LabelName, value.Taken, "CLAIM"},
		"a letter that is taken":     {func(e *entry) { e.label.Letter = "q" }, value.Letter, value.Taken, "QUOTE"},
		"a letter of a command":      {func(e *entry) { e.label.Letter = "j" }, value.Letter, value.Reserved, ""},
		"two letters":                {func(e *entry) { e.label.Letter = "Ri" }, value.Letter, value.Malformed, ""},
		"a colour that is none":      {func(e *entry) { e.label.Color = "red" }, value.Color, value.Malformed, ""},
		"a long definition":          {func(e *entry) { e.label.Definition = strings.Repeat("x", 17<<10) }, value.Definition, value.TooLong, ""},
		"too many counter-examples":  {func(e *entry) { e.label.CounterExamples = make([]string, 101) }, counterExample, value.TooMany, ""},
	} {
		d := newTestDraft()
		e := d.add("")
		e.label.Name, e.label.Letter = "Risk", "D"
		if wrong := d.mistakesIn(e); len(wrong) > 0 {
			t.Fatalf("a good label is refused: %v", wrong)
		}
		c.change(e)
		got := d.mistakesIn(e)[c.kind]
		if got == nil || got.Problem != c.problem || !strings.EqualFold(got.By, c.by) {
			t.Errorf("%s: %v", name, d.mistakesIn(e))
		}
		if d.firstWrong() != e {
			t.Errorf("%s: the label is not the first wrong one", name)
		}
	}
}

func TestALetterIsOfferedThatNothingElseHas(t *testing.T) {
	d := newTestDraft()
	e := d.add("")
	for name, want := range map[string]string{"Quantity": "U", "Claim": "I", "Ajar": "", "": ""} {
		if got := d.freeLetter(e, name); got != want {
			t.Errorf("%q gets the letter %q, want %q", name, got, want)
		}
	}
}

// An imported label is the project's label with its key or, if there is none, with its name.
func TestImportedLabelsAreMatchedByKeyAndName(t *testing.T) {
	d := newTestDraft()
	book := d.matched(model.Codebook{{Key: "speech", Name: " QUOTE"}, {Key: "claim", Name: "Assertion"}, {Key: "risk", Name: "Risk"}})
	diff := d.compare(book)
	if len(diff.added) != 1 || diff.added[0].Key != "risk" || len(diff.changed) != 2 || diff.changed[0].Key != "quote" || diff.changed[1].Key != "claim" {
		t.Errorf("added %+v, changed %+v", diff.added, diff.changed)
	}
}
