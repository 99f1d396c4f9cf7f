package format_test

import (
	"slices"
	"testing"

	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestATableIsShownWithWhatItsColumnsAreTakenFor(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		names   []string
		first   []string
		columns article.Columns
	}{
		"known names": {
			"Headline,Body,Date\nFerry late,The ferry was late.,2031-02-03\n",
			[]string{"Headline", "Body", "Date"},
			[]string{"Ferry late", "The ferry was late.", "2031-02-03"},
			article.Columns{Text: "Body", Title: "Headline", Published: "Date"},
		},
		"no text": {
			"Überschrift;Meldung\n\"Fähre; spät\";Die Fähre kam spät.\n",
			[]string{"Überschrift", "Meldung"},
			[]string{"Fähre; spät", "Die Fähre kam spät."},
			article.Columns{Title: "Überschrift"},
		},
		"names that do not tell apart": {
			"text,,Text,x\n,,,\na,b,c,d\n",
			[]string{"text", "#2", "#3", "x"},
			[]string{"a", "b", "c", "d"},
			article.Columns{Text: "text"},
		},
		"objects": {
			`[{"story": "The ferry was late.", "who": {"name": "Ann"}}, {"story": "x", "title": "T"}]`,
			[]string{"story", "title", "who"},
			[]string{"The ferry was late.", "", "Ann"},
			article.Columns{Text: "story", Title: "title"},
		},
		"objects without a text": {
			`{"rows": [{"meldung": "The ferry was late.", "n": 1}]}`,
			[]string{"meldung", "n"},
			[]string{"The ferry was late.", "1"},
			article.Columns{},
		},
	} {
		got, ok := format.TableIn(c.text, article.Options{})
		if !ok || !slices.Equal(got.Names, c.names) || !slices.Equal(got.First, c.first) || got.Columns != c.columns {
			t.Errorf("%s: %v, %+v", name, ok, got)
		}
	}
	for _, text := range []string{"The ferry was late.\nNobody knew why.\n", "", "one\ntwo\n", "[1, 2]", "{", `"x"`} {
		if got, ok := format.TableIn(text, article.Options{}); ok {
			t.Errorf("%q is a table: %+v", text, got)
		}
	}
}

func TestATableIsReadWithTheColumnsThatAreKnownForIt(t *testing.T) {
	known := article.Options{Mapped: func(names []string) (article.Columns, bool) {
		return article.Columns{Text: "Meldung", Title: article.NoColumn, Byline: "Titel"}, slices.Contains(names, "Meldung")
	}}
	for name, text := range map[string]string{
		"csv":  "Titel,Meldung\nFähre,Die Fähre kam spät.\n",
		"json": `[{"Titel": "Fähre", "Meldung": "Die Fähre kam spät."}, {"Meldung": "Die Fähre kam früh."}]`,
	} {
		f := format.OfText(text, known)
		if f == nil {
			t.Fatalf("%s is no table", name)
		}
		got, _, err := f.Read(article.Input{Text: text}, known)
		if err != nil || got[0].Text != "Die Fähre kam spät." || got[0].Metadata.Title != "" || got[0].Metadata.Byline != "Fähre" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	const other = "headline,body\nFerry late,The ferry was late.\n"
	got, _, err := format.OfText(other, known).Read(article.Input{Text: other}, known)
	if err != nil || got[0].Metadata.Title != "Ferry late" {
		t.Errorf("another table: %+v, %v", got, err)
	}
}

func FuzzTableIn(f *testing.F) {
	for _, seed := range []string{
		"Headline,Body\nFerry late,The ferry was late.\n", "a;b\n1;2\n", "text,,Text\n,,\na,b,c\n", "a\t\"b\n", "\"", `[{"a": "b"}, {"c": [1, {"d": null}]}]`, `{"rows": [{}]}`, "{", "[[[", "\uFEFFa|b\nc|d",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := format.TableIn(text, article.Options{})
		if !ok {
			return
		}
		if len(got.Names) != len(got.First) {
			t.Fatalf("%d names and %d cells", len(got.Names), len(got.First))
		}
		for _, field := range article.Fields() {
			if column := got.Columns.Column(field); column != "" && !slices.Contains(got.Names, column) {
				t.Fatalf("%s is in %q, which is none of %q", field, column, got.Names)
			}
		}
		// Choosing the guessed columns must not change them.
		if format.OfText(text, article.Options{}) == nil {
			return
		}
		again, ok := format.TableIn(text, article.Options{Columns: got.Columns})
		if !ok || again.Columns != got.Columns {
			t.Fatalf("said back, %+v is %+v", got.Columns, again.Columns)
		}
	})
}

func FuzzTables(f *testing.F) {
	formattest.Fuzz(f, []byte("title,text\na,\"b\nc\"\n"), []byte("title\ttext\na\tb\n"), []byte(`{"text":["a","b"],"author":{"name":"x"}}`), []byte("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"))
}

func FuzzTable(f *testing.F) {
	for _, seed := range []string{"title,text\na,b\n", "sep=;\ntitle;text\n\"a\"\"b\";c\n", "x\n\ntitle,date,text\ra,1/2/2031,\"b\r", `text,title` + "\n" + `"\"a\"",b`, `{"a":{"text":"b"}}`, "[{\"text\":\"a\"},{", `{"columns":["title","text"],"data":[["a","b"]]}`, `{"title":["a","b"],"text":["c","d"]}`, `[["title","text"],["a","b"]]`, `{"x":{"l":[{"text":"a"},{"te`, "text\ttitle\n\"a\"b\tc\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if f := format.OfText(text, article.Options{}); f != nil {
			texts, _, err := f.Read(article.Input{Text: text}, article.Options{})
			if len(texts) == 0 && err == nil {
				t.Fatal("neither articles nor an error")
			}
		}
	})
}
