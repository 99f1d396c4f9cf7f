package compare

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/compare/wording"
	"assay.app/assay/model/segment"
)

// said returns what each outlet quotes. The outlets are "a", "b" and so on.
func said(texts ...string) (all []Quoted) {
	for i, text := range texts {
		outlet := string(rune('a' + i))
		all = append(all, Quoted{
			Article: model.ArticleID(outlet), Outlet: model.OutletID(outlet), OutletName: outlet, Language: "en",
			Parts: []Part{{model.Span{Start: 0, End: len(text)}, text}},
		})
	}
	return all
}

// form writes a variant down: {+added}, {-dropped}, {replacement/replaced}.
func form(v Variant) string {
	var b strings.Builder
	for _, op := range v.Ops {
		switch text := strings.TrimSpace(op.Span.Of(v.Text)); op.Kind {
		case wording.Same:
			b.WriteString(text)
		case wording.Added:
			b.WriteString("{+" + text + "}")
		case wording.Dropped:
			b.WriteString("{-" + op.Words + "}")
		case wording.Replaced:
			b.WriteString("{" + text + "/" + op.Words + "}")
		}
		b.WriteByte(' ')
	}
	if v.Flagged {
		b.WriteByte('!')
	}
	return strings.TrimSpace(b.String())
}

func TestVariantsOfAnUtterance(t *testing.T) {
	const whole = "We built the wall twice and it still stands"
	for _, c := range []struct{ name, variant, want string }{
		{"equal", whole, whole},
		{"case and marks", "“we built the wall twice, and it still stands!”", "“we built the wall twice, and it still stands!”"},
		{"stops early", "We built the wall twice", "We built the wall twice {-and it still stands}"},
		{"begins late", "the wall twice and it still stands", "{-We built} the wall twice and it still stands"},
		{"omission", "We built the wall … and it still stands", "We built the wall … {-twice} and it still stands"},
		{"omission in brackets", "We built the wall [...] and it still stands", "We built the wall [...] {-twice} and it still stands"},
		{"insertion", "We built the [harbour] wall twice and it still stands", "We built the [ {+harbour]} wall twice and it still stands"},
		{"replaced in brackets", "[They] built the wall twice and it still stands", "{[They]/We} built the wall twice and it still stands"},
		{"dropped", "We built the wall and it still stands", "We built the wall {-twice} and it still stands !"},
		{"added", "We built the wall twice and it really still stands", "We built the wall twice and it {+really} still stands !"},
		{"replaced", "We built the wall once and it still stands", "We built the wall {once/twice} and it still stands !"},
		{"the last word", "We built the wall twice and it still holds", "We built the wall twice and it still {holds/stands} !"},
		{"quotes more", "Look. We built the wall twice and it still stands", "{+Look.} We built the wall twice and it still stands"},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := FindUtterances(said(whole, whole, c.variant))
			if len(all) != 1 || all[0].Of != 3 || all[0].Wording != whole {
				t.Fatalf("%+v", all)
			}
			if got := form(all[0].Variants[2]); got != c.want {
				t.Errorf("%s", got)
			}
			if want := map[bool]int{false: 3, true: 2}[all[0].Variants[2].Flagged]; all[0].Outlets != want {
				t.Errorf("%d outlets share the wording", all[0].Outlets)
			}
		})
	}
}

func TestNumbersInOtherFormsChangeNothing(t *testing.T) {
	all := FindUtterances(said("There were twelve boats on the river", "There were 12 boats on the river"))
	if len(all) != 1 || all[0].Variants[0].Flagged || all[0].Variants[1].Flagged {
		t.Errorf("%+v", all)
	}
}

func TestUtterancesOfOneOutletAreLeftOut(t *testing.T) {
	all := said("The wall held for the night", "The wall held for the night")
	all[1].Outlet = all[0].Outlet
	if got := FindUtterances(all); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if got := FindUtterances(said("The wall held", "The wall held")); len(got) != 0 {
		t.Errorf("three words: %+v", got)
	}
	if got := FindUtterances(said("I would like to thank the crew of the boat", "I would like to see how anybody will explain the bill")); len(got) != 0 {
		t.Errorf("a phrase in common: %+v", got)
	}
}

func TestAnUtteranceHasTheVoiceOnWhichVariantsAgree(t *testing.T) {
	all := said("The wall held for the night", "The wall held for the night", "The wall held for the night")
	all[1].Voice, all[1].VoiceName = "v1", "Ana Ré"
	all[2].VoiceName = "the mayor"
	if u := FindUtterances(all)[0]; u.Voice != "v1" || u.VoiceName != "Ana Ré" {
		t.Errorf("%q", u.VoiceName)
	}
	all[1].Voice, all[1].VoiceName = "", "The  Mayor"
	if u := FindUtterances(all)[0]; u.Voice != "" || u.VoiceName != "The  Mayor" {
		t.Errorf("names that are the same: %q", u.VoiceName)
	}
	all[1].Voice, all[1].VoiceName = "v1", "Ana Ré"
	all[2].Voice = "v2"
	if u := FindUtterances(all)[0]; u.Voice != "" || u.VoiceName != "" {
		t.Errorf("%q", u.VoiceName)
	}
}

// document returns a document of one paragraph in English.
func document(id, outlet, text string) *model.Document {
	d := &model.Document{Text: text}
	d.ID, d.Metadata = model.ArticleID(id), model.Metadata{Outlet: outlet, Language: "en"}
	parts := segment.For("en").Segment(text)
	d.Paragraphs = parts.Paragraphs
	for _, s := range parts.Sentences {
		d.Units = append(d.Units, model.Unit{Span: s.Span, Paragraph: s.Paragraph})
	}
	return d
}

func TestQuotationsOfADocument(t *testing.T) {
	d := document("a", "Tellwire", "“The wall,” Ana Ré said, “held all night.” It rained. “We waited. We built it again,” Bo Lee said.")
	var got []string
	for _, q := range Quotations(d) {
		if q.Outlet != "tellwire" || q.Span().Of(d.Text) == "" {
			t.Errorf("%+v", q)
		}
		got = append(got, fmt.Sprintf("%d %s: %s", q.Index, q.VoiceName, q.Text()))
	}
	want := []string{"0 Ana Ré: The wall, … held all night.", "2 Bo Lee: We waited.", "3 Bo Lee: We built it again,"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestAnInterruptedQuotationIsNoChange(t *testing.T) {
	all := Quotations(document("a", "A", "“The harbour wall,” Ana Ré said, “held all night long.”"))
	all = append(all, Quotations(document("b", "B", "Ana Ré said: “The harbour wall held all night long.”"))...)
	u := FindUtterances(all)
	if len(u) != 1 || u[0].Outlets != 2 || u[0].VoiceName != "Ana Ré" {
		t.Errorf("%+v", u)
	}
}

// randomSayings returns variants of a few utterances.
func randomSayings(r *rand.Rand) []Quoted {
	words := strings.Fields("the a wall boat held sank all night long we waited for it … [and] twelve 12 never again on Friday")
	var bases [][]string
	for range 6 {
		var base []string
		for range 6 + r.IntN(10) {
			base = append(base, words[r.IntN(len(words))])
		}
		bases = append(bases, base)
	}
	var all []Quoted
	for i := range 40 {
		text := slices.Clone(bases[r.IntN(len(bases))])
		for range r.IntN(3) {
			text[r.IntN(len(text))] = words[r.IntN(len(words))]
		}
		text = text[r.IntN(3):]
		s := strings.Join(text, " ")
		all = append(all, Quoted{
			Article: model.ArticleID(fmt.Sprint(i)), Outlet: model.OutletID(fmt.Sprint(i % 9)), Language: "en",
			Parts: []Part{{model.Span{End: len(s)}, s}},
		})
	}
	return all
}

// verify checks that utterances hold together.
func verify(t *testing.T, all []Utterance) {
	t.Helper()
	for _, u := range all {
		outlets, unchanged := map[model.OutletID]bool{}, map[model.OutletID]bool{}
		for _, v := range u.Variants {
			outlets[v.Outlet] = true
			if !v.Flagged {
				unchanged[v.Outlet] = true
			}
			at := 0
			var rebuilt []string
			for _, op := range v.Ops {
				if op.Span.Start != at || op.Span.End < at {
					t.Fatalf("%v of %q", v.Ops, v.Text)
				}
				at = op.Span.End
				if op.Kind == wording.Same {
					rebuilt = append(rebuilt, op.Span.Of(v.Text))
				} else if op.Words != "" {
					rebuilt = append(rebuilt, op.Words)
				}
			}
			if at != len(v.Text) {
				t.Fatalf("%v of %q", v.Ops, v.Text)
			}
			if got, want := keys(strings.Join(rebuilt, " ")), keys(u.Wording); !slices.Equal(got, want) {
				t.Fatalf("%q is not %q", got, want)
			}
		}
		if u.Of != len(outlets) || u.Of < 2 || u.Outlets != len(unchanged) {
			t.Fatalf("%d of %d outlets: %+v", u.Outlets, u.Of, u)
		}
	}
}

func keys(text string) (all []string) {
	for _, w := range wording.Counted(text, "en") {
		all = append(all, w.Key)
	}
	return all
}

func TestUtterancesDoNotDependOnOrder(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 50 {
		all := randomSayings(r)
		want := FindUtterances(all)
		verify(t, want)
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := FindUtterances(all); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
	}
}

func FuzzFindUtterances(f *testing.F) {
	f.Add("The wall held for the night", "The wall [...] held for the (long) night", "the wall held. 12 boats … sank")
	f.Add("“Wir haben gewartet … und gebaut”", "wir haben gewartet und gebaut", "\xff[[[")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		all := FindUtterances(said(a, b, c, a+" "+b))
		for _, u := range all {
			for _, v := range u.Variants {
				at := 0
				for _, op := range v.Ops {
					if op.Span.Start != at || op.Span.End < at {
						t.Fatalf("%v of %q", v.Ops, v.Text)
					}
					at = op.Span.End
				}
				if at != len(v.Text) {
					t.Fatalf("%v of %q", v.Ops, v.Text)
				}
			}
		}
		Quotations(document("a", "A", a+"\n\n“"+b+"”"))
	})
}
