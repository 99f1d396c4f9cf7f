package merge_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

// compare changes statements, mentions, gaps, dismissals or origins.
func (a *analyst) compare(doc *model.Document, unit model.Unit, whose string) {
	a.t.Helper()
	compared, err := a.p.Compared()
	if err != nil {
		a.t.Fatal(err)
	}
	c := edit.Comparing{Compared: compared, Analyst: whose, Now: a.now, NewID: func() string { return fmt.Sprint("s", a.rand.IntN(5)) }}
	all, title := compared.Statements.All(), fmt.Sprint("Statement ", a.rand.IntN(4))
	on := edit.Mentioning{On: model.Subject{Article: doc.ID, Sentence: unit.Span}, Stance: model.Stances()[a.rand.IntN(4)]}
	if len(all) < 2 {
		if change, id, err := c.New(title, []edit.Mentioning{on}); err == nil && compared.Statements.Stored(id) == nil {
			a.commit(change)
		}
		return
	}
	id, other := all[a.rand.IntN(len(all))], all[a.rand.IntN(len(all))]
	a.commit(a.comparison(c, id, other, title, on))
}

// comparison returns a random change of statements or of what belongs to them. It has no edits
// if the change is not possible.
func (a *analyst) comparison(c edit.Comparing, id, other model.StatementID, title string, on edit.Mentioning) (change edit.Change) {
	a.t.Helper()
	var err error
	switch a.rand.IntN(18) {
	case 0:
		change, err = c.Renaming(id, title)
	case 1:
		change, err = c.Joining(id, other)
	case 2:
		c.NewID = func() string { return fmt.Sprint(a.rand.Uint64()) }
		change, _, err = c.Dividing(id, title, on.On)
	case 3:
		change, err = c.Moving(id, a.rand.IntN(3))
	case 4:
		change, err = c.Removing(id)
	case 5:
		change, err = c.Marking(id, "tide post", a.rand.IntN(2) == 0)
	case 6:
		change = c.Dismissing([]model.Subject{on.On}, a.rand.IntN(2) == 0)
	case 7:
		change = c.Dropping(id, on.On)
	case 8:
		origin := []model.Origin{{}, {Kind: model.OwnReporting}, {Kind: model.FromAgency, Name: "Harbour Wire"}}[a.rand.IntN(3)]
		change, err = c.SettingOrigin([]model.ArticleID{on.On.Article}, origin)
	case 9, 10, 11, 12, 13, 14, 15:
		return a.judge(c, id, on)
	default:
		change, err = c.Mentioning(id, on)
	}
	if err != nil {
		return edit.Change{}
	}
	return change
}

// Two copies add mentions of one statement, join statements into each other and set different
// origins. After they have exchanged sets they are equal.
func TestCopiesThatCompareOutletsBecomeEqual(t *testing.T) {
	a := exchangetest.Compared(t)
	b := exchangetest.NewProjectOf(t, a.Info())
	exchangetest.Load(t, b, exchangetest.Read(t, exchangetest.Export(t, a, exchange.Options{})))
	for p, by := range map[*storage.Project]string{a: "ana", b: "bo"} {
		compared, err := p.Compared()
		if err != nil {
			t.Fatal(err)
		}
		c := edit.Comparing{Compared: compared, Analyst: by, Now: exchangetest.After(9), NewID: func() string { return "new by " + by }}
		doc := exchangetest.Named(t, p, "harbour.txt")
		on := model.Subject{Article: doc.ID, Sentence: doc.Sentences()[2].Span}
		from, into := model.StatementID("s1"), model.StatementID("s3")
		if by == "bo" {
			from, into = into, from
		}
		joined, err := c.Joining(from, into)
		mentioned, errMention := c.Mentioning("s1", edit.Mentioning{On: on, Stance: model.Denies})
		set, errOrigin := c.SettingOrigin([]model.ArticleID{doc.ID}, model.Origin{Kind: model.FromOutlet, Name: by})
		added, _, errNew := c.New("Said by "+by, []edit.Mentioning{{On: on, Stance: model.Asserts}})
		if err := errors.Join(err, errMention, errOrigin, errNew); err != nil {
			t.Fatal(err)
		}
		exchangetest.Apply(t, p, slices.Concat(joined.Edits, mentioned.Edits, set.Edits, added.Edits)...)
	}
	sets := [][]byte{exchangetest.Export(t, a, exchange.Options{}), exchangetest.Export(t, b, exchange.Options{})}
	for _, p := range []*storage.Project{a, b} {
		for _, set := range sets {
			exchangetest.Load(t, p, exchangetest.Read(t, set))
		}
	}
	exchangetest.SameBut(t, exchangetest.Export(t, a, exchange.Options{}), exchangetest.Export(t, b, exchange.Options{}))
	one, errA := a.Compared()
	other, errB := b.Compared()
	if err := errors.Join(errA, errB); err != nil {
		t.Fatal(err)
	}
	// Each copy joined one statement into the other, so the links form a circle.
	if stands := one.Statements.Root("s1"); one.Statements.Root("s3") != stands || other.Statements.Root("s1") != stands || len(one.Statements.All()) != 3 {
		t.Errorf("%q stands for s1 in one copy and %q in the other, of %q", stands, other.Statements.Root("s1"), one.Statements.All())
	}
	conflicts, err := a.Conflicts()
	if err != nil || !slices.ContainsFunc(conflicts, func(c record.Conflict) bool { return c.Stands().Key.Kind == record.OriginKind }) {
		t.Errorf("the two origins are not in conflict: %+v (%v)", conflicts, err)
	}
}

// alteredRecord returns a set in which change altered the first record of a kind whose content
// contains text.
func alteredRecord(t *testing.T, raw []byte, kind, text string, change func(r exchangetest.Tree)) []byte {
	t.Helper()
	found := false
	return exchangetest.Altered(t, raw, func(set exchangetest.Tree) {
		for _, in := range []any{set, set["articles"].([]any)[0]} {
			for _, one := range in.(exchangetest.Tree)["records"].([]any) {
				r := one.(exchangetest.Tree)
				if !found && r["kind"] == kind && strings.Contains(fmt.Sprint(r["value"]), text) {
					found = true
					change(r)
				}
			}
		}
		if !found {
			t.Fatalf("the set has no %s with %q", kind, text)
		}
	})
}

func TestASetWithADamagedStatementIsRefused(t *testing.T) {
	raw := exchangetest.Export(t, exchangetest.Compared(t), exchange.Options{})
	set := func(field string, to any) func(exchangetest.Tree) {
		return func(r exchangetest.Tree) {
			delete(r, "cbor")
			r["value"].(exchangetest.Tree)[field] = to
		}
	}
	at := func(position float64) func(exchangetest.Tree) {
		return func(r exchangetest.Tree) {
			data := append([]byte{0xa2, 1, 0x61, 'T', 2, 0xfb}, binary.BigEndian.AppendUint64(nil, math.Float64bits(position))...) // {1: "T", 2: position}
			delete(r, "value")
			r["cbor"] = base64.StdEncoding.EncodeToString(data)
		}
	}
	for _, c := range []struct {
		name, kind, text string
		change           func(exchangetest.Tree)
		says             []string
	}{
		{"an empty title", "statement", "A wall fell", set("title", " "), []string{`("statement")`, "title"}},
		{"a position that is no number", "statement", "The wall", at(math.NaN()), []string{`("statement")`}},
		{"an infinite position", "statement", "The wall", at(math.Inf(1)), []string{`("statement")`}},
		{"a position in words", "statement", "The wall", set("position", "first"), []string{`("statement")`, "position"}},
		{"a statement without an id", "statement", "The wall", func(r exchangetest.Tree) { delete(r, "id") }, []string{`("statement")`, "cannot have this subject"}},
		{"an unknown stance", "mention", "A wall fell", set("stance", "maybe"), []string{`("mention")`, `"maybe" is not a stance`}},
		{"no stance", "mention", "A wall fell", set("stance", ""), []string{`("mention")`, `"" is not a stance`}},
		{"a mention with an empty title", "mention", "A wall fell", set("title", ""), []string{`("mention")`, "title"}},
		{"a mention by nobody", "mention", "A wall fell", func(r exchangetest.Tree) { delete(r, "analyst") }, []string{`("mention")`, "cannot have this subject"}},
		{"a mention of an article", "mention", "A wall fell", func(r exchangetest.Tree) { delete(r, "span") }, []string{`("mention")`, "cannot have this subject"}},
		{"a mention outside the text", "mention", "A wall fell", func(r exchangetest.Tree) {
			r["span"] = exchangetest.Tree{"bytes": []any{1, 9999}, "codePoints": []any{1, 9999}}
		}, []string{`("mention")`, "9999"}},
		{"a gap of no outlet", "gap", "A wall fell", func(r exchangetest.Tree) { delete(r, "outlet") }, []string{`("gap")`, "cannot have this subject"}},
		{"an agency without a name", "origin", "Harbour Wire", set("name", ""), []string{`("origin")`, "the origin has no name"}},
		{"an unknown kind of origin", "origin", "Harbour Wire", set("kind", "rumour"), []string{`("origin")`, `"rumour" is not a kind of origin`}},
		{"an origin of an outlet", "origin", "Harbour Wire", func(r exchangetest.Tree) { r["outlet"] = "tide post" }, []string{`("origin")`}},
	} {
		_, err := setfile.Read(bytes.NewReader(alteredRecord(t, raw, c.kind, c.text, c.change)))
		if !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: the error is %v", c.name, err)
			continue
		}
		for _, part := range c.says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q is not in %q", c.name, part, err)
			}
		}
	}
}

// A mention of a statement that the list lacks, a gap of an outlet without articles, and links
// to missing statements are kept.
func TestUnusualStatementsAreKept(t *testing.T) {
	from := exchangetest.Compared(t)
	raw := alteredRecord(t, exchangetest.Export(t, from, exchange.Options{}), "statement", "A wall fell", func(r exchangetest.Tree) {
		delete(r, "cbor")
		r["value"].(exchangetest.Tree)["into"] = "nowhere"
	})
	into := exchangetest.NewProject(t)
	if done := exchangetest.Load(t, into, exchangetest.Read(t, raw)); len(done.Refused) > 0 {
		t.Errorf("%+v", done.Refused)
	}
	compared, err := into.Compared()
	if err != nil {
		t.Fatal(err)
	}
	if got := compared.Statements.All(); !slices.Equal(got, []model.StatementID{"s2", "s3", "s1"}) {
		t.Errorf("the statements %q stand", got)
	}
	ferry := exchangetest.Named(t, into, "ferry.txt")
	key := record.MentionOn(model.Subject{Article: ferry.ID, Sentence: ferry.Sentences()[0].Span}, "bo", "elsewhere")
	if m := compared.Mention(key); m == nil || compared.Statements.Called(m) != "=A ferry was cancelled" {
		t.Errorf("the mention is %+v", m)
	}
}
