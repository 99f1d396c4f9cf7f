package adopt_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model/arrival"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/table"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

// tableOf returns the rows of a CSV file.
func tableOf(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// saved reads rows as a CSV file with semicolons.
func saved(t *testing.T, f peer.Format, rows [][]string) *peer.Batch {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	files, err := bundle.Of("saved.csv", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.Read(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestACorrectedTableChangesWhatWasCorrected(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(2, 24)), 2, 60)
	rows := tableOf(t, peertest.Export(t, table.Sentences(), p))
	if got := load(t, p, saved(t, table.Sentences(), rows), nil); got.Count.Written()+got.Count.Conflicts+got.Count.Texts+got.Count.Lost+got.Count.Moved > 0 || len(got.Remarks) > 0 {
		t.Fatalf("an unchanged table: %+v %q", got.Count, got.Remarks)
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	next := func(from int, has string) int {
		return from + slices.IndexFunc(rows[from:], func(row []string) bool { return row[at(has)] != "" })
	}
	label := next(1, "label: ana")
	rows[label][at("label: ana")] = map[bool]string{true: "Claim", false: "QUOTE"}[rows[label][at("label: ana")] == "quote"]
	cleared := next(label+1, "label: ana")
	rows[cleared][at("label: ana")] = ""
	note := next(1, "note: ana")
	was := rows[note][at("note: ana")]
	rows[note][at("note: ana")] = "Checked.\n---\nAnd again."
	rows[1][at("text")] = "Somebody typed here."
	rows = slices.Delete(rows, len(rows)-1, len(rows)) // a missing row changes nothing
	got := load(t, p, saved(t, table.Sentences(), rows), nil)
	want := arrival.Count{Annotations: 2, Notes: 2, Conflicts: 3, Texts: 1, Known: got.Count.Known, Unchanged: got.Count.Unchanged}
	if got.Count != want || got.Texts[0].Theirs != "Somebody typed here." {
		t.Errorf("%+v", got)
	}
	if i := slices.IndexFunc(got.Conflicts, func(c arrival.Change) bool { return c.What == "note" }); i < 0 || got.Conflicts[i].From != strings.TrimPrefix(was, "'") || got.Conflicts[i].To != "Checked." {
		t.Errorf("%+v, not from %q", got.Conflicts, was)
	}
	again := tableOf(t, peertest.Export(t, table.Sentences(), p))
	if again[cleared][at("label: ana")] != "" || again[note][at("note: ana")] != "Checked.\n---\nAnd again." || again[1][at("text")] == "Somebody typed here." {
		t.Errorf("%q", again[:3])
	}
}

func TestCorrectedTitlesOfStatementsAreLoaded(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(5, 24)), 4, 60)
	f := table.Formats()[0]
	rows := tableOf(t, peertest.Export(t, f, p))
	id := slices.Index(rows[0], "id")
	rows[1][0] = "The wall gave way"
	added := make([]string, len(rows[0]))
	added[0] = "Nobody was hurt"
	got := load(t, p, saved(t, f, append(rows, added)), nil)
	if got.Count != (arrival.Count{Statements: 2, Conflicts: 1}) || got.Conflicts[0].To != "The wall gave way" {
		t.Errorf("%+v", got)
	}
	again := tableOf(t, peertest.Export(t, f, p))
	if len(again) != 3 || again[1][0] != "The wall gave way" || again[1][id] != rows[1][id] || again[2][0] != "Nobody was hurt" {
		t.Errorf("%q", again)
	}
	if got := load(t, p, saved(t, f, again), nil); got.Count != (arrival.Count{Unchanged: 2}) {
		t.Errorf("%+v", got)
	}
}
