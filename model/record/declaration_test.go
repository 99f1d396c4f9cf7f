package record_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

var noon = time.Date(2031, 3, 14, 12, 0, 0, 500, time.UTC)

// throughAFile returns a content after it was encoded and decoded.
func throughAFile(t *testing.T, key model.Key, content any, at time.Time) any {
	t.Helper()
	d := record.Of(key.Kind)
	data, err := cbor.Marshal(d.Stored(key, content, at))
	if err != nil {
		t.Fatal(err)
	}
	back, err := d.Restored(func(v any) error { return cbor.Unmarshal(data, v) }, key, at)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

func TestWhatIsStoredIsRestored(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		for _, content := range []any{e.One, e.Other} {
			for _, at := range []time.Time{noon, noon.Add(time.Hour), {}} {
				if got := throughAFile(t, e.Key, content, at); !reflect.DeepEqual(got, content) {
					t.Errorf("%s at %v: %+v is restored as %+v", e.Name, at, content, got)
				}
			}
		}
	}
}

func TestAnAnnotationKeepsItsOwnTimeAndAnalyst(t *testing.T) {
	key := record.OnSentence("a", model.Span{End: 9}, "Ines")
	for _, a := range []*model.Annotation{
		{Analyst: "Ines", Label: model.Claim},            // without a time
		{Analyst: "Oskar", Label: model.Claim, At: noon}, // under another name
		{Analyst: "", Label: "", At: noon.Add(1)},
	} {
		for _, at := range []time.Time{noon, {}} {
			if got := throughAFile(t, key, a, at); !reflect.DeepEqual(got, a) {
				t.Errorf("at %v: %+v is restored as %+v", at, a, got)
			}
		}
	}
}

func TestDamagedContentsAreRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		key    model.Key
		stored any
	}{
		{"an annotation", record.OnSentence("a", model.Span{End: 9}, "Ines"), record.StoredAnnotation{Label: "claim", At: "noon"}},
		{"a note's sentence", record.NoteID("n"), record.StoredNote{ID: "n", Sentence: []int{9, 3}}},
		{"a note's creation", record.NoteID("n"), record.StoredNote{ID: "n", Created: "noon"}},
		{"a note's update", record.NoteID("n"), record.StoredNote{ID: "n", Updated: "2031-13-01T00:00:00Z"}},
	} {
		data, err := cbor.Marshal(c.stored)
		if err != nil {
			t.Fatal(err)
		}
		_, err = record.Of(c.key.Kind).Restored(func(v any) error { return cbor.Unmarshal(data, v) }, c.key, noon)
		if !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	broken := errors.New("broken")
	for _, e := range modeltest.Examples(t) {
		if _, err := record.Of(e.Key.Kind).Restored(func(any) error { return broken }, e.Key, noon); !errors.Is(err, broken) {
			t.Errorf("%s that cannot be decoded: %v", e.Name, err)
		}
	}
}

func TestContentsAreComparedByValue(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		d := record.Of(e.Key.Kind)
		for _, c := range []struct {
			a, b any
			same bool
		}{
			{nil, nil, true},
			{e.One, e.One, true},
			{e.One, throughAFile(t, e.Key, e.One, noon), true},
			{e.Other, throughAFile(t, e.Key, e.Other, noon), true},
			{e.One, e.Other, false},
			{e.One, nil, false},
			{nil, e.Other, false},
		} {
			if got := d.Same(c.a, c.b); got != c.same {
				t.Errorf("%s: %+v and %+v are the same: %v", e.Name, c.a, c.b, got)
			}
		}
	}
}

// Every field counts: contents that differ in one field are not the same.
func TestContentsDifferInEveryField(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		fields(reflect.ValueOf(e.One).Elem(), func(name string, set func(), restore func()) {
			before := throughAFile(t, e.Key, e.One, noon)
			set()
			if record.Of(e.Key.Kind).Same(before, e.One) {
				t.Errorf("%s is the same after a change of %s", e.Name, name)
			}
			restore()
		})
	}
}

// fields calls visit with each text, number, list and time in a struct. set changes the
// value and restore changes it back.
func fields(v reflect.Value, visit func(name string, set, restore func())) {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		old := reflect.New(f.Type()).Elem()
		old.Set(f)
		restore := func() { f.Set(old) }
		switch {
		case f.Type() == reflect.TypeFor[time.Time]():
			visit(name, func() { f.Set(reflect.ValueOf(noon.Add(time.Minute))) }, restore)
		case f.Kind() == reflect.String:
			visit(name, func() { f.SetString(f.String() + "x") }, restore)
		case f.Kind() == reflect.Bool:
			visit(name, func() { f.SetBool(!f.Bool()) }, restore)
		case f.Kind() == reflect.Int:
			visit(name, func() { f.SetInt(f.Int() + 1) }, restore)
		case f.Kind() == reflect.Float64:
			visit(name, func() { f.SetFloat(f.Float() + 1) }, restore)
		case f.Kind() == reflect.Uint8:
			visit(name, func() { f.SetUint(f.Uint() + 1) }, restore)
		case f.Kind() == reflect.Map:
			visit(name, func() { f.Set(reflect.MakeMap(f.Type())) }, restore)
		case f.Kind() == reflect.Slice:
			visit(name, func() { f.Set(reflect.MakeSlice(f.Type(), f.Len()+1, f.Len()+1)) }, restore)
		case f.Kind() == reflect.Pointer && f.Type().Elem() == reflect.TypeFor[model.Span]():
			visit(name, func() { f.Set(reflect.ValueOf(&model.Span{Start: 50, End: 60})) }, restore)
		case f.Kind() == reflect.Struct:
			fields(f, visit)
		default:
			panic("a field of the type " + f.Type().String())
		}
	}
}

func TestGoodContentsAreAccepted(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		for _, sides := range [][2]any{{nil, e.One}, {e.One, e.Other}, {e.Other, e.One}, {e.One, nil}, {nil, nil}} {
			if err := record.Of(e.Key.Kind).Check(sides[0], sides[1]); err != nil {
				t.Errorf("%s: %v", e.Name, err)
			}
		}
	}
}

func TestValuesThatCannotBeKeptAreRefused(t *testing.T) {
	note := func(change func(*model.Note)) *model.Note {
		n := &model.Note{ID: "n", Target: model.OnOutlet("Tide Post"), Text: "Late.", Created: noon, Updated: noon}
		change(n)
		return n
	}
	entry := func(change func(*record.Entry)) *record.Entry {
		e := &record.Entry{Label: model.Label{Key: "risk", Name: "Risk"}}
		change(e)
		return e
	}
	long, tooLate := strings.Repeat("x", 1<<20+1), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name    string
		kind    model.Kind
		content any
		of      value.Kind
	}{
		{"no label", record.Annotation, &model.Annotation{Analyst: "Ines", At: noon}, value.LabelKey},
		{"a long label", record.Annotation, &model.Annotation{Label: model.LabelKey(long), At: noon}, value.LabelKey},
		{"a late label", record.Annotation, &model.Annotation{Label: "claim", At: tooLate}, value.Moment},
		{"a note without an id", record.Note, note(func(n *model.Note) { n.ID = "" }), value.NoteID},
		{"a long note", record.Note, note(func(n *model.Note) { n.Text = long }), value.Note},
		{"a note created late", record.Note, note(func(n *model.Note) { n.Created = tooLate }), value.Moment},
		{"a note changed late", record.Note, note(func(n *model.Note) { n.Updated = tooLate }), value.Moment},
		{"an entry without a key", record.Label, entry(func(e *record.Entry) { e.Key = "" }), value.LabelKey},
		{"an entry with a long name", record.Label, entry(func(e *record.Entry) { e.Name = long }), value.LabelName},
		{"an entry with a word for a letter", record.Label, entry(func(e *record.Entry) { e.Letter = "Ri" }), value.Letter},
		{"an entry before the first", record.Label, entry(func(e *record.Entry) { e.Position = -1 }), value.Labels},
		{"an entry after the last", record.Label, entry(func(e *record.Entry) { e.Position = value.MostLabels }), value.Labels},
	} {
		var refused *value.Error
		if err := record.Of(c.kind).Check(nil, c.content); !errors.As(err, &refused) || refused.Kind != c.of {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestANoteMayKeepWhatItHad(t *testing.T) {
	old := &model.Note{ID: "n", Target: model.OnArticle("a"), Text: strings.Repeat("x", 1<<20+1)}
	now := *old
	now.Grade = model.Grade{Source: "B"}
	if err := record.Of(record.Note).Check(old, &now); err != nil {
		t.Errorf("a text that an older version accepted: %v", err)
	}
	now.Text += "x"
	if err := record.Of(record.Note).Check(old, &now); err == nil {
		t.Error("a longer text is accepted")
	}
}

func TestShownContentsCanBeTakenAway(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		d := record.Of(e.Key.Kind)
		doc := &model.Document{Article: model.Article{ID: "a"}}
		d.Show(doc, e.Key, e.One)
		one := shown(doc, e.Key)
		d.Show(doc, e.Key, e.Other)
		d.Show(doc, e.Key, e.Other)
		other := shown(doc, e.Key)
		if !d.Same(one, e.One) || !d.Same(other, e.Other) {
			t.Errorf("%s: %+v and %+v are shown", e.Name, one, other)
		}
		d.Show(doc, e.Key, nil)
		if now := shown(doc, e.Key); now != nil || len(doc.Annotations)+len(doc.Notes)+len(doc.Records) > 0 {
			t.Errorf("%s: %+v is left in %+v", e.Name, now, doc)
		}
		d.Show(doc, e.Key, nil)
	}
}

func TestRecordsOnASentenceAreFound(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		d, doc := record.Of(e.Key.Kind), &model.Document{Article: model.Article{ID: "a"}}
		if on := record.On(doc, d.Kind, model.Span{End: 9}); len(on) > 0 {
			t.Errorf("%s: %+v is in an empty article", e.Name, on)
		}
		d.Show(doc, e.Key, e.One)
		at := d.SubjectOf(e.Key, e.One)
		if on := record.On(doc, d.Kind, at.Sentence); at.Article == "a" && at.Sentence.Len() > 0 && (len(on) != 1 || !d.Same(on[0], e.One)) {
			t.Errorf("%s: %+v is found", e.Name, on)
		}
		if on := record.On(doc, d.Kind, model.Span{Start: 10, End: 12}); len(on) > 0 {
			t.Errorf("%s: %+v is on another sentence", e.Name, on)
		}
	}
}

// shown returns the content of a record in a document, or nil.
func shown(doc *model.Document, key model.Key) any {
	if a, ok := doc.Annotation(key.Sentence, key.Analyst); ok {
		return &a
	}
	for _, n := range doc.Notes {
		if n.ID == key.ID {
			return &n
		}
	}
	return doc.Records[key]
}

func TestWhatIsCountedIsSubtractedAgain(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		d := record.Of(e.Key.Kind)
		p := model.Progress{Labelled: map[model.LabelKey]int{}}
		d.Count(&p, nil, +1)
		d.Count(&p, e.One, +1)
		d.Count(&p, e.Other, +1)
		counted := p.Notes
		for _, n := range p.Labelled {
			counted += n
		}
		want := 0
		if d.Counts() {
			want = 2
		}
		if counted != want {
			t.Errorf("%s: two records are counted as %+v", e.Name, p)
		}
		d.Count(&p, e.Other, -1)
		d.Count(&p, e.One, -1)
		d.Count(&p, nil, -1)
		for _, n := range p.Labelled {
			p.Notes += max(n, -n)
		}
		if p.Notes != 0 {
			t.Errorf("%s: %+v is left", e.Name, p)
		}
	}
}

func TestLabelsAndNotesAreCounted(t *testing.T) {
	p := model.Progress{Labelled: map[model.LabelKey]int{}}
	for _, e := range modeltest.Examples(t) {
		record.Of(e.Key.Kind).Count(&p, e.One, +1)
	}
	if want := (model.Progress{Labelled: map[model.LabelKey]int{model.Claim: 1}, Notes: 3}); !reflect.DeepEqual(p, want) {
		t.Errorf("%+v, want %+v", p, want)
	}
}

func TestAContentIsWrittenOnOneLine(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		d := record.Of(e.Key.Kind)
		for _, content := range []any{e.One, e.Other} {
			if text := d.Text(content); text == "" || text == "none" || strings.ContainsAny(text, "\r\n") {
				t.Errorf("%s: %q", e.Name, text)
			}
		}
		if text := d.Text(nil); text != "none" {
			t.Errorf("no %s: %q", e.Name, text)
		}
	}
}

func TestTextsOfEntries(t *testing.T) {
	for want, e := range map[string]record.Entry{
		"risk, position 1":                               {Label: model.Label{Key: "risk"}},
		"Risk, R, #D55E00, position 4":                   {Label: model.Label{Key: "risk", Name: "Risk", Letter: "R", Color: "#D55E00"}, Position: 3},
		"risk, position 1: What may happen. (1 example)": {Label: model.Label{Key: "risk", Definition: "What\nmay happen.", Examples: []string{"The dam may break."}}},
		"risk, position 1 (2 examples)":                  {Label: model.Label{Key: "risk", Examples: []string{"a", "b"}}},
	} {
		if got := record.Of(record.Label).Text(&e); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSubjectsAndTimes(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		d := record.Of(e.Key.Kind)
		subject, want, at := d.SubjectOf(e.Key, e.One), e.Key.Subject, time.Time{}
		switch content := e.One.(type) {
		case *model.Annotation:
			at = content.At
		case *model.Note:
			want, at = content.Target.Subject(), content.Updated
		case *record.Attribution:
			at = content.At
		case *record.Grade:
			at = content.At
		case *record.Checklist:
			at = content.At
		case *model.Profile:
			at = content.Updated
		case *record.Mention:
			at = content.At
		case *record.Gap:
			at = content.At
		case *record.Dismissal:
			at = content.At
		case *record.Judgement:
			at = content.At
		case *record.Citation:
			at = content.At
		case *record.Rating:
			at = content.At
		}
		if subject != want || !d.At(e.One).Equal(at) || !d.At(nil).IsZero() {
			t.Errorf("%s is about %+v, at %v", e.Name, subject, d.At(e.One))
		}
		if !d.Moves() && d.SubjectOf(e.Key, nil) != e.Key.Subject || d.Moves() && e.Key.Subject != (model.Subject{}) {
			t.Errorf("%s has the key %+v", e.Name, e.Key)
		}
	}
}

// The log of assayctl prints stored contents as JSON.
func TestStoredFieldsHaveNamesInJSON(t *testing.T) {
	for _, e := range modeltest.Examples(t) {
		stored := record.Of(e.Key.Kind).Stored(e.Key, e.Other, noon)
		if _, err := json.Marshal(stored); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
		if _, raw := stored.(*record.Raw); raw {
			continue
		}
		of := reflect.TypeOf(stored).Elem()
		for i := range of.NumField() {
			f := of.Field(i)
			if f.Tag.Get("cbor") == "" || f.Tag.Get("json") == "" {
				t.Errorf("%s: the field %s has the tags %q", e.Name, f.Name, f.Tag)
			}
		}
	}
}

func TestRawContentsAreBase64InText(t *testing.T) {
	raw := record.Raw{CBOR: []byte{0xA1, 1, 2, 0xFF}}
	text, err := json.Marshal(raw)
	if err != nil || string(text) != `"oQEC/w=="` {
		t.Fatalf("%s (%v)", text, err)
	}
	var back record.Raw
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, raw) {
		t.Errorf("%+v (%v)", back, err)
	}
	for _, text := range []string{"o", "oQ=", "o*EC", "oQEC/w==oQEC"} {
		if err := back.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is %v", text, back.CBOR)
		}
	}
}

func FuzzRawText(f *testing.F) {
	f.Add("oQEC/w==")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		var r, again record.Raw
		if r.UnmarshalText([]byte(text)) != nil {
			return
		}
		written, err := r.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalText(written); err != nil || string(again.CBOR) != string(r.CBOR) {
			t.Errorf("%q is %v, then %v (%v)", text, r.CBOR, again.CBOR, err)
		}
	})
}

// What an analyst says is part of a layer, so that no kind is shown to others by mistake.
func TestRecordsOfAnAnalystArePartOfALayer(t *testing.T) {
	about := map[model.Kind]bool{record.PersonKind: true, record.LayersKind: true} // about the analyst
	for _, e := range modeltest.Examples(t) {
		kind := record.Of(e.Key.Kind)
		by := kind.By(e.Key, e.One)
		if owner := kind.Owner(e.Key, e.One); by != "" && owner != by && !about[e.Key.Kind] {
			t.Errorf("%s by %s is part of the layer of %q", e.Name, by, owner)
		}
		if owner := kind.Owner(e.Key, e.One); owner != "" && (by == "" || about[e.Key.Kind]) {
			t.Errorf("%s is part of the layer of %q", e.Name, owner)
		}
	}
}
