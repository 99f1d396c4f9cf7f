package exchange_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/setfile"
)

// altered returns a copy of a set with one change.
func altered(t *testing.T, set []byte, change func(set tree)) []byte {
	t.Helper()
	var loose tree
	if err := json.Unmarshal(set, &loose); err != nil {
		t.Fatal(err)
	}
	change(loose)
	raw, err := json.Marshal(loose)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestReadRefusesValuesThatNoProjectMayHave(t *testing.T) {
	good := export(t, workedOn(t), exchange.Options{})
	article := func(s tree) tree { return s["articles"].([]any)[0].(tree) }
	sentence := func(s tree) tree { return article(s)["sentences"].([]any)[1].(tree) }
	annotation := func(s tree) tree { return sentence(s)["annotations"].([]any)[0].(tree) }
	note := func(s tree) tree { return sentence(s)["notes"].([]any)[0].(tree) }
	metadata := func(s tree) tree { return article(s)["metadata"].(tree) }
	labelled := func(s tree) tree { return s["codebook"].([]any)[0].(tree) }
	for _, c := range []struct {
		name  string
		wrong func(set tree)
		says  string
	}{
		{"an analyst of control characters", func(s tree) { annotation(s)["analyst"] = "K\x1b[31m" }, `"K\x1b[31m" has control characters`},
		{"an analyst of C1 characters", func(s tree) { annotation(s)["analyst"] = "K\u009b31m" }, "control characters"},
		{"an analyst of nothing that shows", func(s tree) { annotation(s)["analyst"] = "\u200b\u3164" }, "missing"},
		{"an analyst of 2000 bytes", func(s tree) { note(s)["analyst"] = strings.Repeat("ä", 1000) }, "2,000 bytes"},
		{"an analyst in the list", func(s tree) { s["analysts"] = []any{"a\x00"} }, "control characters"},
		{"a note of 2 MB", func(s tree) { note(s)["text"] = strings.Repeat("w ", 1<<20) }, "shorten it"},
		{"an id of a note", func(s tree) { note(s)["id"] = "n\n1" }, "the note's id"},
		{"a grade", func(s tree) { note(s)["grade"] = tree{"information": "7"} }, "1 to 6"},
		{"a day that there is not", func(s tree) { metadata(s)["published"] = "2026-13-45" }, "2026-13-45"},
		{"the 30th of February", func(s tree) { metadata(s)["published"] = "2026-02-30" }, "2026-02-30"},
		{"a day of the year 12026", func(s tree) { metadata(s)["published"] = "12026-01-01" }, "12026"},
		{"words for a date", func(s tree) { metadata(s)["published"] = "last week" }, "year-month-day"},
		{"a language of 100 kB", func(s tree) { metadata(s)["language"] = strings.Repeat("en-", 33_333) }, "bytes"},
		{"a language that is none", func(s tree) { metadata(s)["language"] = "english" }, "BCP 47"},
		{"an address that is a program", func(s tree) { metadata(s)["url"] = "javascript:alert(1)" }, "javascript"},
		{"an address of 100 kB", func(s tree) { metadata(s)["url"] = "https://example.org/" + strings.Repeat("a", 100_000) }, "bytes"},
		{"a colour by its name", func(s tree) { labelled(s)["color"] = "red" }, "#RRGGBB"},
		{"a colour with an alpha", func(s tree) { labelled(s)["color"] = "#E69F0080" }, "#RRGGBB"},
		{"a letter of two", func(s tree) { labelled(s)["letter"] = "CL" }, "one letter"},
		{"a letter that is a digit", func(s tree) { labelled(s)["letter"] = "1" }, "one letter"},
		{"a key with a NUL", func(s tree) { labelled(s)["key"] = "cl\x00aim" }, "control characters"},
		{"a definition of 1 MB", func(s tree) { labelled(s)["definition"] = strings.Repeat("d", 1<<20) }, "bytes"},
		{"an example of 1 MB", func(s tree) { labelled(s)["examples"] = []any{strings.Repeat("d", 1<<20)} }, "example 0"},
		{"examples without end", func(s tree) { labelled(s)["examples"] = slices.Repeat([]any{"e"}, 5000) }, "more than 100 are"},
		{"labels without end", func(s tree) {
			var many []any
			for i := range 5000 {
				many = append(many, tree{"key": fmt.Sprint("k", i), "name": "", "letter": "", "color": "", "definition": "", "examples": []any{}})
			}
			s["codebook"] = many
		}, "more than 1,000 are"},
		{"an encoding of 100 kB", func(s tree) { article(s)["encoding"] = strings.Repeat("u", 100_000) }, "encoding"},
		{"a source of 100 kB", func(s tree) {
			article(s)["source"] = tree{"format": strings.Repeat("f", 100_000), "sha256": article(s)["sha256"]}
		}, "format"},
		{"a source encoded in 100 kB", func(s tree) {
			article(s)["source"] = tree{"format": "html", "sha256": article(s)["sha256"], "encoding": strings.Repeat("u", 100_000)}
		}, "encoding"},
		{"a file with a NUL", func(s tree) { article(s)["file"] = "a\x00.txt" }, "path"},
		{"a file of 100 kB", func(s tree) { article(s)["file"] = strings.Repeat("f", 100_000) }, "path"},
		{"an id of the project", func(s tree) { s["project"].(tree)["id"] = strings.Repeat("0", 5000) }, "the project's id"},
		{"a label of the year 10000", func(s tree) { annotation(s)["time"] = "9999-12-31T23:59:59-01:00" }, "years 1 to 9999"},
		{"a label of the year 0", func(s tree) { annotation(s)["time"] = "0000-06-01T00:00:00Z" }, "years 1 to 9999"},
		{"a note of a year before 0", func(s tree) { note(s)["created"] = "0000-01-01T00:00:00+01:00" }, "years 1 to 9999"},
		{"an import of a year before 0", func(s tree) { article(s)["importedAt"] = "0000-01-01T00:00:00+01:00" }, "importedAt"},
		{"a project of a year before 0", func(s tree) { s["project"].(tree)["created"] = "0000-01-01T00:00:00+01:00" }, "project"},
		{"an export of the year 0", func(s tree) { s["exported"] = "0000-01-01T00:00:00Z" }, "exported"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := setfile.Read(bytes.NewReader(altered(t, good, c.wrong)))
			if !errors.Is(err, model.ErrValue) || !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %.300v\nwant it to say %q", err, c.says)
			}
			if err != nil && len(err.Error()) > 400 {
				t.Errorf("the message has %d bytes", len(err.Error()))
			}
		})
	}
}

func TestReadBringsValuesIntoTheirForm(t *testing.T) {
	raw := altered(t, export(t, workedOn(t), exchange.Options{}), func(s tree) {
		article := s["articles"].([]any)[0].(tree)
		sentence := article["sentences"].([]any)[1].(tree)
		sentence["annotations"] = []any{tree{"analyst": " Jose\u0301 ", "label": "claim", "time": "2026-01-01T00:00:00Z"}}
		note := sentence["notes"].([]any)[0].(tree)
		note["analyst"], note["text"] = "Jos\u00e9\u200b", "a\x00b\x1b[31m\r\nc"
		article["metadata"].(tree)["title"] = "A\x1b[1m title\n"
		article["metadata"].(tree)["language"] = "EN_gb"
		s["project"].(tree)["name"] = strings.Repeat("name ", 1000)
		s["codebook"].([]any)[0].(tree)["color"] = "#e69f00"
		s["codebook"].([]any)[0].(tree)["letter"] = "c"
	})
	set := read(t, raw)
	doc := set.Articles[0]
	span := doc.Sentences()[1].Span
	if list := doc.Annotations[span]; len(list) != 1 || list[0].Analyst != "Jos\u00e9" {
		t.Errorf("the labels are %+v", list)
	}
	if n := doc.NotesOn(model.OnSentence(doc.ID, span))[0]; n.Analyst != "Jos\u00e9" || n.Text != "ab[31m\nc" {
		t.Errorf("the note is %+v", n)
	}
	if m := doc.Metadata; m.Title != "A[1m title" || m.Language != "en-GB" {
		t.Errorf("the metadata are %+v", m)
	}
	if name := set.Project.Name; len(name) > 255 || !strings.HasPrefix(name, "name name") {
		t.Errorf("the project is called %q", name)
	}
	if l := set.Codebook[0]; l.Color != "#E69F00" || l.Letter != "C" {
		t.Errorf("the label is %+v", l)
	}
}

// Older versions treated two forms of a name as two analysts.
func TestTwoFormsOfANameInASetAreOneAnalyst(t *testing.T) {
	good := export(t, workedOn(t), exchange.Options{})
	for name, c := range map[string]struct {
		times [2]string
		want  model.LabelKey
	}{
		"the second is newer": {[2]string{"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"}, model.Quote},
		"the first is newer":  {[2]string{"2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"}, model.Claim},
		"both at one time":    {[2]string{"2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"}, model.Quote},
	} {
		set := read(t, altered(t, good, func(s tree) {
			s["articles"].([]any)[0].(tree)["sentences"].([]any)[1].(tree)["annotations"] = []any{
				tree{"analyst": "Jos\u00e9", "label": "claim", "time": c.times[0]},
				tree{"analyst": "Jose\u0301", "label": "quote", "time": c.times[1]},
			}
		}))
		doc := set.Articles[0]
		if list := doc.Annotations[doc.Sentences()[1].Span]; len(list) != 1 || list[0].Label != c.want {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// If a project stores another form of a name, it keeps that form, and loaded labels
// get it too.
func TestASetIsLoadedInTheNamesOfTheProject(t *testing.T) {
	const composed, decomposed, odd = "Jos\u00e9", "Jose\u0301", "K\x1b[31m"
	p := newProject(t)
	doc := parse(t, harbour, "harbour.txt")
	importDocs(t, p, doc)
	applyAsBefore(t, p, label(doc, 0, decomposed, model.Claim, after(1)), label(doc, 0, odd, model.Claim, after(1)),
		note(model.OnSentence(doc.ID, doc.Sentences()[0].Span), "n", odd, "Odd\x00.", after(1)))
	raw := export(t, p, exchange.Options{})
	if done := load(t, p, read(t, raw)); done.Annotations+done.Notes != 0 || len(done.Changes) > 0 {
		t.Errorf("loading what was exported changes something: %+v", done)
	}
	load(t, p, read(t, altered(t, raw, func(s tree) {
		s["articles"].([]any)[0].(tree)["sentences"].([]any)[0].(tree)["annotations"] = []any{
			tree{"analyst": composed, "label": "quote", "time": "2027-01-01T00:00:00Z"},
		}
	})))
	got, err := p.Document(doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]model.LabelKey{}
	for _, a := range got.Annotations[doc.Sentences()[0].Span] {
		said[a.Analyst] = a.Label
	}
	if len(said) != 2 || said[decomposed] != model.Quote || said[odd] != model.Claim {
		t.Errorf("the labels are %q", said)
	}
	fresh := newProject(t)
	load(t, fresh, read(t, raw))
	if names, err := fresh.Analysts(); err != nil || !slices.Equal(names, []string{composed, "K[31m", "loader"}) && !slices.Equal(names, []string{"K[31m", composed, "loader"}) {
		t.Errorf("the analysts of another project are %q (%v)", names, err)
	}
}

// If two old names are exported as one, the newer label is kept.
func TestNamesThatNoSetMayHaveAreExportedWithoutWhatIsWrong(t *testing.T) {
	p := newProject(t)
	doc := parse(t, harbour, "harbour.txt")
	importDocs(t, p, doc)
	applyAsBefore(t, p, label(doc, 0, "K\x1b", model.Claim, after(1)), label(doc, 0, "K", model.Quote, after(2)),
		label(doc, 1, strings.Repeat("x", 20_000), model.Claim, after(1)))
	set := read(t, export(t, p, exchange.Options{}))
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
	p := newProject(t)
	doc := parse(t, harbour, "harbour.txt")
	importDocs(t, p, doc)
	meta, names := doc.Metadata, 0
	for i := range 300 {
		at := after(i)
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
		e := edit.Annotation{Article: doc.ID, Sentence: sentence.Span, Analyst: a.Analyst, After: &a}
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
			edits = append(edits, edit.NoteText{After: &n})
		}
		if next, err := value.AcceptMetadata(model.Metadata{
			Title: invent(rng), Outlet: outlet, Byline: invent(rng), Dateline: invent(rng),
			Published: value.Published.Fit(invent(rng)), URL: value.URL.Fit(invent(rng)), Language: value.Language.Fit(invent(rng)),
		}); err == nil {
			edits = append(edits, edit.Metadata{Article: doc.ID, Before: meta, After: next})
			meta = next
		}
		apply(t, p, edits...)
	}
	if names < 50 {
		t.Fatalf("only %d names were accepted", names)
	}
	first := export(t, p, exchange.Options{})
	if !utf8.Valid(first) {
		t.Error("the set is not UTF-8")
	}
	q := newProject(t)
	if done := load(t, q, read(t, first)); len(done.Refused) > 0 || done.Conflicts > 0 {
		t.Errorf("%+v", done.Refused)
	}
	sameBut(t, first, export(t, q, exchange.Options{}))
	if done := load(t, p, read(t, first)); len(done.Changes) > 0 {
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
