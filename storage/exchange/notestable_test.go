package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// notesOf selects the notes of a project that fit.
func notesOf(t *testing.T, p *storage.Project, fits func(model.Note) bool) *finding.Selection {
	t.Helper()
	chosen := &finding.Selection{Query: "note:*", Notes: true, Hits: &search.Hits{}}
	err := p.EachNote(t.Context(), func(n model.Note, _ string) error {
		if fits(n) {
			chosen.Hits.Add(search.Found{Article: n.Target.Article, Notes: []search.NoteHit{{Note: n}}})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return chosen
}

func TestATableOfNotesHasARowForEachNote(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	every := func(model.Note) bool { return true }
	var out bytes.Buffer
	count, err := exchange.ExportTable(t.Context(), &out, p, exchange.Options{Selection: notesOf(t, p, every)})
	if err != nil || count.Notes != 7 || count.Articles != 2 || count.Bytes != int64(out.Len()) {
		t.Fatalf("%+v of %d bytes, %v", count, out.Len(), err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 8 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := func(row []string, column string) string { return row[slices.Index(rows[0], column)] }
	var got []string
	for _, row := range rows[1:] {
		got = append(got, strings.Join([]string{at(row, "note_id"), at(row, "kind"), at(row, "sentence"), at(row, "outlet"), at(row, "analyst"), at(row, "grade")}, "|"))
	}
	want := []string{
		"n5|outlet||Nobody Else|mia|", "n4|outlet||the quay post|mia|",
		"n1|sentence|2|The  Quay Post|ana|", "n2|sentence|2|The  Quay Post|zoe|", "n7|detached||The  Quay Post|ana|", "n6|residue||The  Quay Post|ana|",
		"n3|article|||ana|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	first := rows[3]
	if at(first, "text") != "The wall of the old harbour gave way on Tuesday." || at(first, "note") != "Later.\nIn two lines." ||
		at(first, "index") != "1" || at(first, "byte_start") != "24" || at(first, "created") != "2026-03-04T05:10:07Z" {
		t.Errorf("%q", first)
	}
}

// The columns that both tables have mean the same.
func TestATableOfNotesHasTheColumnsOfOneOfSentences(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	head := func(chosen *finding.Selection) []string {
		var out bytes.Buffer
		if _, err := exchange.ExportTable(t.Context(), &out, p, exchange.Options{Selection: chosen}); err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(strings.TrimPrefix(out.String(), "\uFEFF"), "\r\n")
		return strings.Split(line, ",")
	}
	notes := head(notesOf(t, p, func(model.Note) bool { return false }))
	for i, column := range head(finds(t, p, "zzyzx"))[:13] {
		if notes[i] != column {
			t.Errorf("column %d is %q in the one and %q in the other", i, column, notes[i])
		}
	}
}

func TestASetOfNotesHasTheNotesAndNoLabels(t *testing.T) {
	p := exchangetest.WorkedOn(t)
	raw := exchangetest.Export(t, p, exchange.Options{Selection: notesOf(t, p, func(n model.Note) bool { return n.Analyst == "ana" })})
	exchangetest.Validate(t, raw)
	var set narrowed
	if err := json.Unmarshal(raw, &set); err != nil {
		t.Fatal(err)
	}
	notes := 0
	for _, a := range set.Articles {
		notes += len(a.Notes)
		for _, u := range slices.Concat(a.Sentences, a.Asides, a.Detached) {
			notes += len(u.Notes)
			if u.Found || len(u.Annotations) > 0 {
				t.Errorf("%+v", u)
			}
		}
	}
	if notes != 4 {
		t.Errorf("the set has %d notes", notes)
	}
}
