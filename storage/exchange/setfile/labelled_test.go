package setfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

func TestOnlyALabelledSetMayLackSentences(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{Labelled: true})
	sentences := func(s exchangetest.Tree) []any {
		return s["articles"].([]any)[0].(exchangetest.Tree)["sentences"].([]any)
	}
	for _, c := range []struct {
		name  string
		alter func(s exchangetest.Tree)
		says  string // "" if it can be read
	}{
		{"fields in another order", func(exchangetest.Tree) {}, ""}, // labelled after the articles
		{"not labelled", func(s exchangetest.Tree) { s["labelled"] = false }, "its index is given as"},
		{"without the field", func(s exchangetest.Tree) { delete(s, "labelled") }, "its index is given as"},
		{"an index twice", func(s exchangetest.Tree) {
			last := sentences(s)[len(sentences(s))-1].(exchangetest.Tree)
			s["articles"].([]any)[0].(exchangetest.Tree)["sentences"] = append(sentences(s), last)
		}, "its index is given as"},
		{"a negative index", func(s exchangetest.Tree) { sentences(s)[0].(exchangetest.Tree)["index"] = -1 }, "its index is given as -1"},
		{"an index larger than the text", func(s exchangetest.Tree) { sentences(s)[0].(exchangetest.Tree)["index"] = 1 << 40 }, "its index is given as"},
		{"not a flag", func(s exchangetest.Tree) { s["labelled"] = "yes" }, "true or false"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := setfile.Read(bytes.NewReader(exchangetest.Altered(t, good, c.alter)))
			if c.says == "" && (err != nil || !set.Labelled) {
				t.Errorf("it is not read: %v", err)
			}
			if c.says != "" && (!errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(good, &fields); err != nil || fields["labelled"] == nil {
		t.Errorf("the set is not labelled (%v)", err)
	}
}

func TestTheTextOfALabelledSetIsStillChecked(t *testing.T) {
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{Labelled: true}))
	raw := strings.Replace(good, "No one was hurt", "No 1ne was hurt", 1)
	if raw == good {
		t.Fatal("the set has no text")
	}
	if _, err := setfile.Read(strings.NewReader(raw)); !errors.Is(err, model.ErrHashMismatch) {
		t.Errorf("got %v", err)
	}
}
