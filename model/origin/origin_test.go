package origin

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/segment"
)

// document returns a document in English. Lines that begin with "#" are headers, with "@"
// datelines, and with "–" credits.
func document(id, outlet, text string) *model.Document {
	d := &model.Document{Text: text}
	d.ID, d.Metadata = model.ArticleID(id), model.Metadata{Outlet: outlet, Language: "en"}
	d.Paragraphs = segment.Paragraphs(text)
	for n, p := range d.Paragraphs {
		kind := model.UnitSentence
		switch line := p.Of(text); {
		case strings.HasPrefix(line, "#"):
			kind = model.UnitHeader
			p.Start++
		case strings.HasPrefix(line, "@"):
			kind = model.UnitDateline
		case strings.HasPrefix(line, "–"):
			kind = model.UnitCredit
		default:
			for _, s := range segment.Sentences("en", line) {
				d.Units = append(d.Units, model.Unit{Span: model.Span{Start: p.Start + s.Start, End: p.Start + s.End}, Paragraph: n})
			}
			continue
		}
		d.Units = append(d.Units, model.Unit{Span: p, Paragraph: n, Kind: kind})
	}
	return d
}

// report returns a text of n sentences, which depend on a seed.
func report(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 7))
	words := strings.Fields("the a wall boat river held sank night long people waited for it council village bridge crew hours after rain water rose and with of on from its old new harbour master said plan money later street")
	var out []string
	for range n {
		var s []string
		for range 12 + r.IntN(8) {
			s = append(s, words[r.IntN(len(words))])
		}
		out = append(out, strings.ToUpper(s[0][:1])+s[0][1:]+" "+strings.Join(s[1:], " ")+".")
	}
	return out
}

func propose(t *testing.T, outlets []string, docs ...*model.Document) map[model.ArticleID]Proposal {
	t.Helper()
	b := NewBuilder(outlets)
	for _, d := range docs {
		b.Add(d)
	}
	all, err := b.Proposals(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	by := map[model.ArticleID]Proposal{}
	for _, p := range all {
		if len(p.Because) == 0 {
			t.Errorf("%+v has no reason", p)
		}
		by[p.Article] = p
	}
	return by
}

func TestCredits(t *testing.T) {
	const own, none = "own Echo", ""
	body := strings.Join(report(1, 4), " ")
	for _, c := range []struct{ name, text, want string }{
		{"a dateline", "BRENHOLT, March 12 (Reuters) – " + body, "agency Reuters"},
		{"a short dateline", "BERLIN (dpa) - " + body, "agency dpa"},
		{"a dateline with a place", "WASHINGTON (AP) — " + body, "agency Associated Press"},
		{"a unit", "@BRENHOLT (Xinhua) --\n\n" + body, "agency Xinhua"},
		{"a sign", body + "\n\n– AFP", "agency AFP"},
		{"brackets at the end", body + " (ANSA)", "agency ANSA"},
		{"a contribution", body + "\n\nReuters contributed to this report.", "agency Reuters"},
		{"a writer", body + "\n\nBo Lee is an Associated Press writer.", "agency Associated Press"},
		{"a byline", "#By Ana Ré | dpa\n\n" + body, "agency dpa"},
		{"Ukrainian", "КИЇВ. (Укрінформ) – " + body, "agency Ukrinform"},
		{"itself", body + "\n\n© The Echo", own},
		{"itself and an agency", body + "\n\n© The Echo. Reuters contributed to this report.", own},
		{"another outlet", body + "\n\nThis article first appeared in The Open Sluice.", "outlet The Open Sluice"},
		{"a masthead", "#The Echo\n\n" + body, none},
		{"a masthead over an agency's copy", "#The Echo\n\n" + body + "\n\n– AFP", "agency AFP"},
		{"its own byline", "#By Ana Ré, The Echo\n\n" + body, own},
		{"a headline about an agency", "#Reuters opens a new office in the old harbour of Brenholt, its fifth\n\n" + body, none},
		{"an agency as a word", body + " The ap was apa.", none},
		{"nothing", body, none},
		{"no text", "", none},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := document("x", "The Echo", c.text)
			p := propose(t, []string{"The Echo", "The Open Sluice"}, d)["x"]
			got := strings.TrimSpace(fmt.Sprint(p.Origin.Kind, " ", p.Origin.Name))
			if got != strings.Replace(c.want, "own Echo", "own The Echo", 1) {
				t.Errorf("%q %+v", got, p.Because)
			}
			for _, e := range p.Because {
				if e.Span.Len() > 0 && e.Span.Of(d.Text) == "" || e.Span.End > len(d.Text) {
					t.Errorf("%+v", e)
				}
			}
		})
	}
}

func TestMetadataIsEvidence(t *testing.T) {
	d := document("x", "The Echo", report(1, 1)[0])
	d.Metadata.Byline = "Ana Ré, Reuters"
	p := propose(t, nil, d)["x"]
	if p.Origin != (model.Origin{Kind: model.FromAgency, Name: "Reuters"}) || p.Because[0].Span != (model.Span{}) {
		t.Errorf("%+v", p)
	}
}

func TestNamedSources(t *testing.T) {
	body := " " + strings.Join(report(2, 3), " ")
	for _, c := range []struct{ name, text, want string }{
		{"told", "The wall will hold, the mayor told CNN." + body, "CNN"},
		{"according to", "According to the New York Times, the wall will hold." + body, "New York Times"},
		{"reported", "The wall will hold, the Open Sluice reported." + body, "Open Sluice"},
		{"late and once", report(2, 1)[0] + body + " He told CNN it would hold. She said no. They said yes. Ana Ré said so.", ""},
		{"most attributions", "It rained. It rained on." + strings.ReplaceAll(body, "said", "was") + " He told CNN it would hold. She told CNN so.", "CNN"},
		{"as a subject", "CNN has a new building by the river." + body, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if p := propose(t, []string{"Open Sluice"}, document("x", "The Echo", c.text))["x"]; p.Origin.Name != c.want {
				t.Errorf("%+v", p)
			}
		})
	}
	if p := propose(t, nil, document("x", "CNN", "The wall will hold, the mayor told CNN."+body)); len(p) != 0 {
		t.Errorf("an outlet names itself: %+v", p)
	}
}

func TestAReprintWithThreeChangedSentencesIsOfOneFamily(t *testing.T) {
	text := report(3, 14)
	changed := slices.Clone(text)
	for i, s := range report(4, 3) {
		changed[2+4*i] = s
	}
	a := document("a", "Tellwire", strings.Join(text, " "))
	b := document("b", "The Echo", strings.Join(changed, " "))
	short := document("c", "Sluice", strings.Join(text[:5], " "))
	other := document("d", "Aldmoor", strings.Join(report(5, 14), " "))
	a.Metadata.PublishedAt, b.Metadata.PublishedAt, short.Metadata.PublishedAt = "2031-03-12T08:00Z", "2031-03-12T09:00Z", "2031-03-12T09:30Z"
	a.Metadata.Published, b.Metadata.Published, short.Metadata.Published = "2031-03-12", "2031-03-12", "2031-03-12"
	got := propose(t, nil, a, b, short, other)
	if len(got) != 3 || got["a"].Family == 0 || got["b"].Family != got["a"].Family || got["c"].Family != got["a"].Family {
		t.Fatalf("%+v", got)
	}
	if got["a"].Origin != (model.Origin{Kind: model.OwnReporting, Name: "Tellwire"}) || got["b"].Origin != (model.Origin{Kind: model.FromOutlet, Name: "Tellwire"}) {
		t.Errorf("%+v", got)
	}
	if e := got["b"].Because; len(e) != 1 || e[0].Kind != NearIdentical || e[0].Of != "a" {
		t.Errorf("%+v", e)
	}
	b.Metadata.PublishedAt = ""
	if got := propose(t, nil, a, b, short); got["b"].Origin != (model.Origin{}) || got["b"].Family == 0 {
		t.Errorf("nobody can tell which was first: %+v", got)
	}
	b.Units = append(b.Units, model.Unit{Span: model.Span{Start: len(b.Text), End: len(b.Text) + 7}, Kind: model.UnitCredit})
	b.Text += " (dpa)."
	if got := propose(t, nil, a, b, short); got["a"].Origin.Name != "dpa" || got["c"].Origin != (model.Origin{Kind: model.FromAgency, Name: "dpa"}) {
		t.Errorf("one of them credits an agency: %+v", got)
	}
}

func TestAnAgencyIsTheOriginOfItsReprints(t *testing.T) {
	text := strings.Join(report(6, 8), " ")
	got := propose(t, []string{"AP"}, document("a", "AP", text), document("b", "Echo", text))
	if got["a"].Origin != (model.Origin{Kind: model.OwnReporting, Name: "Associated Press"}) || got["b"].Origin != (model.Origin{Kind: model.FromAgency, Name: "Associated Press"}) {
		t.Errorf("%+v", got)
	}
}

func TestProposalsDoNotDependOnOrder(t *testing.T) {
	seed := rand.Uint64()
	t.Log("seed", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	var docs []*model.Document
	for i := range 80 {
		text := report(uint64(r.IntN(6)), 12)
		for range r.IntN(5) {
			text[r.IntN(len(text))] = report(r.Uint64(), 1)[0]
		}
		s := strings.Join(text[r.IntN(3):], " ") + []string{"", " (dpa)", "\n\n– AFP", " Ana Ré told CNN so."}[r.IntN(4)*r.IntN(2)]
		d := document(fmt.Sprintf("%02d", i), fmt.Sprint("Outlet ", r.IntN(9)), s)
		d.Metadata.Published = fmt.Sprintf("2031-03-%02d", 1+r.IntN(28))
		docs = append(docs, d)
	}
	want := propose(t, nil, docs...)
	r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	if got := propose(t, nil, docs...); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\n%+v", got, want)
	}
}

func TestManyReprintsAreOneFamily(t *testing.T) {
	text := strings.Join(report(8, 10), " ")
	var docs []*model.Document
	for i := range 400 {
		docs = append(docs, document(fmt.Sprintf("%03d", i), fmt.Sprint("Outlet ", i), text+" "+report(uint64(100+i), 1)[0]))
	}
	got := propose(t, nil, docs...)
	for _, d := range docs {
		if got[d.ID].Family != 1 {
			t.Fatalf("%+v", got[d.ID])
		}
	}
}

func TestACancelledContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := NewBuilder(nil).Proposals(ctx); err == nil {
		t.Error("no error")
	}
	b := NewBuilder(nil)
	b.Add(document("a", "A", "It held. (dpa)"))
	b.Remove("a")
	if all, err := b.Proposals(context.Background()); err != nil || len(all) != 0 {
		t.Errorf("%v %v", all, err)
	}
}

func FuzzAdd(f *testing.F) {
	f.Add("BRENHOLT (Reuters) – The wall held. He told CNN.\n\n– AFP", "The Echo")
	f.Add("#By A | dpa\n(AP\n(", "AP|dpa")
	f.Add("КИЇВ. УКРІНФОРМ — \xff", "")
	f.Fuzz(func(t *testing.T, text, outlet string) {
		d := document("a", outlet, text)
		for _, p := range propose(t, []string{outlet}, d, document("b", "B", text)) {
			for _, e := range p.Because {
				if e.Span.Start < 0 || e.Span.End > len(text) || e.Span.Start > e.Span.End {
					t.Fatalf("%+v", e)
				}
			}
		}
	})
}
