package object_test

import (
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestArticlesAreFoundAnywhereInJSON(t *testing.T) {
	const a = `{"title":"Gate shut","text":"` + formattest.Keeper + `","date":"2031-04-02","source":"The Weir"}`
	const b = `{"title":"Barges wait","text":"` + formattest.Barges + `","date":"2031-04-03","source":"The Weir"}`
	for name, text := range map[string]string{
		"a list":          "[" + a + "," + b + "]",
		"within objects":  `{"status":"ok","facets":[{"name":"x"}],"response":{"docs":[` + a + "," + b + `]}}`,
		"hits":            `{"hits":{"total":2,"hits":[{"_id":1,"_source":` + a + `},{"_id":2,"_source":` + b + `}]}}`,
		"attributes":      `{"data":[{"id":"1","attributes":` + a + `},{"id":"2","attributes":` + b + `}]}`,
		"by their ids":    `{"a":` + a + `,"b":` + b + `}`,
		"tasks":           `[{"id":1,"data":` + a + `,"created_at":"2035-01-01","annotations":[{"text":"x"}]},{"data":` + b + `}]`,
		"lines":           a + "\n" + b + "\n",
		"texts of object": strings.ReplaceAll(`{"n":[`+a+","+b+`]}`, `"text":`, `"content":{"rendered":"x"},"text":`),
	} {
		got, err := formattest.ReadText(t, text, article.Options{})
		if err != nil || len(got) != 2 || got[0].Text != "Gate shut\n\n"+formattest.Keeper || got[1].Metadata != (model.Metadata{Title: "Barges wait", Outlet: "The Weir", Published: "2031-04-03"}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestAFieldWithinAnObjectCanBeNamed(t *testing.T) {
	const text = `[{"data":{"story":"` + formattest.Keeper + `"},"meta":{"head":"Gate"}}]`
	opts := article.Options{Columns: article.Columns{Text: "data.story", Title: "meta.head"}}
	if got, err := formattest.ReadText(t, text, opts); err != nil || len(got) != 1 || got[0].Text != "Gate\n\n"+formattest.Keeper {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestJSONThatBreaksOffIsReadAsFarAsItGoes(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"a list": {"[{\"text\":\"One.\"},\n{\"text\":\"Two.\"},\n{\"text\":\"Thr", "line 3"},
		"lines":  {"{\"text\":\"One.\"}\n{\"text\":oops}\n{\"text\":\"Two.\"}\n", "line 2, column 9"},
	} {
		got, err := formattest.ReadText(t, c.text, article.Options{})
		if len(got) != 2 || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestObjectsMayLackAFieldThatWasNamed(t *testing.T) {
	const text = `[{"story": "The ferry was late.", "who": "Ann Doe"}, {"story": "The ferry was early."}]`
	opts := article.Options{Columns: article.Columns{Text: "story", Byline: "who"}}
	got, _, err := format.OfText(text, opts).Read(article.Input{Text: text}, opts)
	if err != nil || len(got) != 2 || got[0].Metadata.Byline != "Ann Doe" || got[1].Metadata.Byline != "" {
		t.Errorf("%+v, %v", got, err)
	}
	opts.Columns.Byline = "writer"
	if _, _, err := format.OfText(text, opts).Read(article.Input{Text: text}, opts); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("a field that none has: %v", err)
	}
}
