package exchange_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// If two old names are exported as one, the newer label is kept.
func TestNamesThatNoSetMayHaveAreExportedWithoutWhatIsWrong(t *testing.T) {
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	exchangetest.Import(t, p, doc)
	exchangetest.ApplyAsBefore(t, p, exchangetest.Label(doc, 0, "K\x1b", model.Claim, exchangetest.After(1)), exchangetest.Label(doc, 0, "K", model.Quote, exchangetest.After(2)),
		exchangetest.Label(doc, 1, strings.Repeat("x", 20_000), model.Claim, exchangetest.After(1)))
	set := exchangetest.Read(t, exchangetest.Export(t, p, exchange.Options{}))
	got := set.Articles[0]
	if list := got.Annotations[doc.Sentences()[0].Span]; len(list) != 1 || list[0].Label != model.Quote || list[0].Analyst != "K" {
		t.Errorf("the labels are %+v", list)
	}
	if list := got.Annotations[doc.Sentences()[1].Span]; len(list) != 1 || len(list[0].Analyst) > value.Analyst.Longest() {
		t.Errorf("the labels are %+v", list)
	}
}

// alphabet has characters and strings that programs often handle wrongly.
var alphabet = []string{
	"a", "Z", "9", " ", "  ", "\t", "\n", "\r\n", "é", "e\u0301", "ß", "ё", "Ж", "語", "葛\U000e0100", "ی\u200cہ", "क\u094d\u200dष", "한", "\u1112\u1161\u11ab",
	"👩🏽\u200d🔬", "🇺🇦", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\u0301\u0301\u0301", "\x00", "\x1b", "\x7f", "\u0085", "\u2028", "\uFFFD", "\"", "\\", "<", "&",
	"/", "..", "=", "-", "#E69F00", "2026-03-04", "2026-13-45", "https://example.org/", "javascript:", "en", "en-US", "und", "%zz",
}

func invent(rng *rand.Rand) string {
	var b strings.Builder
	for range rng.IntN(12) {
		b.WriteString(alphabet[rng.IntN(len(alphabet))])
	}
	if rng.IntN(20) == 0 {
		return strings.Repeat(b.String(), 1+rng.IntN(4000))
	}
	return b.String()
}

// Every value that the rules accept survives tagging, export, reading, loading into
// another project and verification without a change.
func TestWhatTheRulesAcceptSurvivesEveryWay(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, exchangetest.Harbour, "harbour.txt")
	exchangetest.Import(t, p, doc)
	meta, names := doc.Metadata, 0
	for i := range 300 {
		at := exchangetest.After(i)
		sentence := doc.Sentences()[rng.IntN(len(doc.Sentences()))]
		a, err := value.AcceptAnnotation(model.Annotation{Analyst: invent(rng), Label: model.Claim, At: at})
		if err != nil {
			continue
		}
		names++
		kept, err := p.Document(doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		e := edit.Of(record.OnSentence(doc.ID, sentence.Span, a.Analyst), nil, &a)
		if before, there := kept.Annotation(sentence.Span, a.Analyst); there {
			e.Before = &before
		}
		edits := []edit.Edit{e}
		outlet, err := value.Outlet.Accept(invent(rng))
		target := model.OnArticle(doc.ID)
		if err == nil && model.OutletIDOf(outlet) != "" {
			target = model.OnOutlet(outlet)
		}
		if n, err := value.AcceptNote(model.Note{
			ID: invent(rng) + fmt.Sprint(i), Target: target, Analyst: a.Analyst, Text: invent(rng), Created: at, Updated: at,
		}); err == nil {
			edits = append(edits, edit.OfNote(nil, &n))
		}
		if next, err := value.AcceptMetadata(model.Metadata{
			Title: invent(rng), Outlet: outlet, Byline: invent(rng), Dateline: invent(rng),
			Published: value.Published.Fit(invent(rng)), URL: value.URL.Fit(invent(rng)), Language: value.Language.Fit(invent(rng)),
		}); err == nil {
			edits = append(edits, edit.Metadata{Article: doc.ID, Before: meta, After: next})
			meta = next
		}
		exchangetest.Apply(t, p, edits...)
	}
	if names < 50 {
		t.Fatalf("only %d names were accepted", names)
	}
	first := exchangetest.Export(t, p, exchange.Options{})
	if !utf8.Valid(first) {
		t.Error("the set is not UTF-8")
	}
	q := exchangetest.NewProject(t)
	if done := exchangetest.Load(t, q, exchangetest.Read(t, first)); len(done.Refused) > 0 || done.Conflicts > 0 {
		t.Errorf("%+v", done.Refused)
	}
	exchangetest.SameBut(t, first, exchangetest.Export(t, q, exchange.Options{}))
	if done := exchangetest.Load(t, p, exchangetest.Read(t, first)); len(done.Changes) > 0 {
		t.Errorf("loading it again changes something: %+v", done)
	}
	before, err := p.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	if behind, err := q.Document(doc.ID); err != nil || behind.Metadata != before.Metadata || behind.Metadata != meta {
		t.Errorf("the metadata are %+v (%v), not %+v", behind.Metadata, err, meta)
	}
}
