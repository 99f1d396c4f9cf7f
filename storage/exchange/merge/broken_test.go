package merge_test

import (
	"bytes"
	"context"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/merge"
	"assay.app/assay/storage/exchange/setfile"
)

// A set may have been written or altered by another program. Whatever its records say,
// the project stays sound, and its conflicts can be decided.
func TestASetWithOddRecordsDoesNotHarmAProject(t *testing.T) {
	type tree = exchangetest.Tree
	stamp := func(counter int, replica, at string) tree {
		return tree{"counter": counter, "replica": replica, "time": at}
	}
	later := stamp(900, "0102030405060708", "2026-03-04T05:06:07Z")
	earlier := stamp(0, "0102030405060708", "2026-03-04T05:06:07Z")
	none := stamp(0, "0000000000000000", "1970-01-01T00:00:00Z")
	first := tree{"bytes": []int{0, 35}, "codePoints": []int{0, 34}}
	note := func(article model.ArticleID) tree {
		return tree{"id": "n2", "article": article, "analyst": "ana", "text": "x", "created": "2026-03-04T05:06:07Z", "updated": "2026-03-04T05:06:07Z"}
	}
	division := func(span tree, stamp tree, beside bool, units ...[4]int) tree {
		return tree{"kind": "division", "number": 8, "span": span, "stamp": stamp, "beside": beside, "value": tree{"units": units}, "cbor": ""}
	}
	ferry := exchangetest.Parse(t, exchangetest.Ferry, "")
	paragraph := ferry.Paragraphs[0]
	whole := tree{"bytes": []int{paragraph.Start, paragraph.End}, "codePoints": []int{0, len([]rune(paragraph.Of(ferry.Text)))}}
	for name, records := range map[string][]any{
		"a deleted annotation without a stamp": {tree{"kind": "annotation", "number": 1, "span": first, "analyst": "ana", "stamp": none}},
		"a deleted annotation of nobody here":  {tree{"kind": "annotation", "number": 1, "span": first, "analyst": "zed", "stamp": none}},
		"facts without a stamp":                {tree{"kind": "facts", "number": 9, "stamp": none, "value": tree{"title": "x"}, "cbor": "oQFheA=="}},
		"a note that is on another article":    {tree{"kind": "note", "number": 7, "id": "n2", "stamp": later, "beside": true, "value": note(ferry.ID)}},
		"a division into nothing":              {division(whole, later, false), division(whole, earlier, true)},
		"a division into parts of a character": {division(whole, later, false, [4]int{0, 14, 0, 0}, [4]int{14, paragraph.End, 0, 0}), division(whole, earlier, true, [4]int{0, 35, 0, 0})},
		"versions with one stamp": {
			tree{"kind": "annotation", "number": 1, "span": first, "analyst": "ana", "stamp": earlier, "beside": true, "value": tree{"label": "claim", "time": "2001-01-01T00:00:00Z"}},
			tree{"kind": "annotation", "number": 1, "span": first, "analyst": "ana", "stamp": earlier, "beside": true, "value": tree{"label": "quote"}},
			tree{"kind": "annotation", "number": 1, "span": first, "analyst": "ana", "stamp": earlier, "beside": true, "value": tree{"label": "background"}},
		},
		"a division of another paragraph": {division(whole, later, false, [4]int{0, 35, 7, 0}), division(whole, earlier, true, [4]int{0, 35, 7, 1})},
		"a division beyond the text":      {division(whole, later, false, [4]int{0, 90000, 0, 0}), division(whole, earlier, true, [4]int{0, 90000, 0, 1})},
		"a division that overlaps itself": {division(whole, later, false, [4]int{0, 35, 0, 0}, [4]int{0, 35, 0, 0}), division(whole, earlier, true, [4]int{0, 35, 0, 0}, [4]int{9, 35, 0, 1})},
	} {
		t.Run(name, func(t *testing.T) {
			from := exchangetest.WorkedOn(t)
			raw := exchangetest.Altered(t, exchangetest.Export(t, from, exchange.Options{}), func(set tree) {
				a := set["articles"].([]any)[1].(tree)
				list, _ := a["records"].([]any)
				a["records"] = append(list, records...)
			})
			set, err := setfile.Read(bytes.NewReader(raw))
			if err != nil {
				return
			}
			p := exchangetest.NewProjectOf(t, from.Info())
			for range 2 {
				if _, err := merge.Load(t.Context(), p, set, "ana"); err != nil {
					t.Fatal(err)
				}
				if problems, err := p.Verify(context.Background()); err != nil || len(problems) > 0 {
					t.Errorf("the project is damaged: %v %v", problems, err)
				}
			}
			takeAll(t, p)
		})
	}
}

// takeAll turns all conflicts of a project round.
func takeAll(t *testing.T, p *storage.Project) {
	t.Helper()
	list, err := p.Conflicts()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		var doc *model.Document
		if id := c.Subject.Article; id != "" {
			if doc, err = p.Document(id); err != nil {
				t.Fatal(err)
			}
		}
		enqueue(t, p, edit.Taking(c, doc))
	}
}
