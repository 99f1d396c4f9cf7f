package merge_test

import (
	"testing"

	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
)

// A set of another project says what its analysts are called, but it does not rename those
// whom the project knows.
func TestASetOfAnotherProjectRenamesOnlyAnalystsWhoComeWithIt(t *testing.T) {
	from := exchangetest.WorkedOn(t)
	enqueue(t, from, edit.Change{Verb: edit.Rename, Edits: []edit.Edit{edit.Of(record.PersonOf("ana"), nil, &record.Person{Name: "Ana Lind"})}})
	set := exchangetest.Export(t, from, exchange.Options{})
	for _, known := range []bool{false, true} {
		p := exchangetest.NewProject(t)
		want := "Ana Lind"
		if known {
			exchangetest.Import(t, p, exchangetest.Parse(t, exchangetest.Ferry, "ferry.txt"))
			want = "ana"
		}
		names := func() record.Names {
			names, err := p.Names()
			if err != nil {
				t.Fatal(err)
			}
			return names
		}
		if names().Holds("ana") != known {
			t.Fatalf("ana is known: %v", !known)
		}
		exchangetest.Load(t, p, exchangetest.Read(t, set))
		if got := names().Shown("ana"); got != want {
			t.Errorf("ana, known before: %v, is called %q; want %q", known, got, want)
		}
		if done := exchangetest.Load(t, p, exchangetest.Read(t, set)); len(done.Changes) > 0 {
			t.Errorf("loading the set again makes the changes %+v", done.Changes)
		}
	}
}
