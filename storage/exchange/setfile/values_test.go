package setfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

func TestReadRefusesValuesThatNoProjectMayHave(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	article := func(s exchangetest.Tree) exchangetest.Tree { return s["articles"].([]any)[0].(exchangetest.Tree) }
	sentence := func(s exchangetest.Tree) exchangetest.Tree {
		return article(s)["sentences"].([]any)[1].(exchangetest.Tree)
	}
	annotation := func(s exchangetest.Tree) exchangetest.Tree {
		return sentence(s)["annotations"].([]any)[0].(exchangetest.Tree)
	}
	note := func(s exchangetest.Tree) exchangetest.Tree {
		return sentence(s)["notes"].([]any)[0].(exchangetest.Tree)
	}
	metadata := func(s exchangetest.Tree) exchangetest.Tree { return article(s)["metadata"].(exchangetest.Tree) }
	labelled := func(s exchangetest.Tree) exchangetest.Tree { return s["codebook"].([]any)[0].(exchangetest.Tree) }
	for _, c := range []struct {
		name  string
		wrong func(set exchangetest.Tree)
		says  string
	}{
		{"an analyst of control characters", func(s exchangetest.Tree) { annotation(s)["analyst"] = "K\x1b[31m" }, `"K\x1b[31m" has control characters`},
		{"an analyst of C1 characters", func(s exchangetest.Tree) { annotation(s)["analyst"] = "K\u009b31m" }, "control characters"},
		{"an analyst of nothing that shows", func(s exchangetest.Tree) { annotation(s)["analyst"] = "\u200b\u3164" }, "missing"},
		{"an analyst of 2000 bytes", func(s exchangetest.Tree) { note(s)["analyst"] = strings.Repeat("ä", 1000) }, "2,000 bytes"},
		{"an analyst in the list", func(s exchangetest.Tree) { s["analysts"] = []any{"a\x00"} }, "control characters"},
		{"a note of 2 MB", func(s exchangetest.Tree) { note(s)["text"] = strings.Repeat("w ", 1<<20) }, "shorten it"},
		{"an id of a note", func(s exchangetest.Tree) { note(s)["id"] = "n\n1" }, "the note's id"},
		{"a grade", func(s exchangetest.Tree) { note(s)["grade"] = exchangetest.Tree{"information": "7"} }, "1 to 6"},
		{"a day that there is not", func(s exchangetest.Tree) { metadata(s)["published"] = "2026-13-45" }, "2026-13-45"},
		{"the 30th of February", func(s exchangetest.Tree) { metadata(s)["published"] = "2026-02-30" }, "2026-02-30"},
		{"a day of the year 12026", func(s exchangetest.Tree) { metadata(s)["published"] = "12026-01-01" }, "12026"},
		{"words for a date", func(s exchangetest.Tree) { metadata(s)["published"] = "last week" }, "year-month-day"},
		{"a language of 100 kB", func(s exchangetest.Tree) { metadata(s)["language"] = strings.Repeat("en-", 33_333) }, "bytes"},
		{"a language that is none", func(s exchangetest.Tree) { metadata(s)["language"] = "english" }, "BCP 47"},
		{"an address that is a program", func(s exchangetest.Tree) { metadata(s)["url"] = "javascript:alert(1)" }, "javascript"},
		{"an address of 100 kB", func(s exchangetest.Tree) { metadata(s)["url"] = "https://example.org/" + strings.Repeat("a", 100_000) }, "bytes"},
		{"a colour by its name", func(s exchangetest.Tree) { labelled(s)["color"] = "red" }, "#RRGGBB"},
		{"a colour with an alpha", func(s exchangetest.Tree) { labelled(s)["color"] = "#E69F0080" }, "#RRGGBB"},
		{"a letter of two", func(s exchangetest.Tree) { labelled(s)["letter"] = "CL" }, "one letter"},
		{"a letter that is a digit", func(s exchangetest.Tree) { labelled(s)["letter"] = "1" }, "one letter"},
		{"a key with a NUL", func(s exchangetest.Tree) { labelled(s)["key"] = "cl\x00aim" }, "control characters"},
		{"a definition of 1 MB", func(s exchangetest.Tree) { labelled(s)["definition"] = strings.Repeat("d", 1<<20) }, "bytes"},
		{"an example of 1 MB", func(s exchangetest.Tree) { labelled(s)["examples"] = []any{strings.Repeat("d", 1<<20)} }, "example 0"},
		{"examples without end", func(s exchangetest.Tree) { labelled(s)["examples"] = slices.Repeat([]any{"e"}, 5000) }, "more than 100 are"},
		{"labels without end", func(s exchangetest.Tree) {
			var many []any
			for i := range 5000 {
				many = append(many, exchangetest.Tree{"key": fmt.Sprint("k", i), "name": "", "letter": "", "color": "", "definition": "", "examples": []any{}})
			}
			s["codebook"] = many
		}, "more than 1,000 are"},
		{"an encoding of 100 kB", func(s exchangetest.Tree) { article(s)["encoding"] = strings.Repeat("u", 100_000) }, "encoding"},
		{"a source of 100 kB", func(s exchangetest.Tree) {
			article(s)["source"] = exchangetest.Tree{"format": strings.Repeat("f", 100_000), "sha256": article(s)["sha256"]}
		}, "format"},
		{"a source encoded in 100 kB", func(s exchangetest.Tree) {
			article(s)["source"] = exchangetest.Tree{"format": "html", "sha256": article(s)["sha256"], "encoding": strings.Repeat("u", 100_000)}
		}, "encoding"},
		{"a file with a NUL", func(s exchangetest.Tree) { article(s)["file"] = "a\x00.txt" }, "path"},
		{"a file of 100 kB", func(s exchangetest.Tree) { article(s)["file"] = strings.Repeat("f", 100_000) }, "path"},
		{"an id of the project", func(s exchangetest.Tree) { s["project"].(exchangetest.Tree)["id"] = strings.Repeat("0", 5000) }, "the project's id"},
		{"a label of the year 10000", func(s exchangetest.Tree) { annotation(s)["time"] = "9999-12-31T23:59:59-01:00" }, "years 1 to 9999"},
		{"a label of the year 0", func(s exchangetest.Tree) { annotation(s)["time"] = "0000-06-01T00:00:00Z" }, "years 1 to 9999"},
		{"a note of a year before 0", func(s exchangetest.Tree) { note(s)["created"] = "0000-01-01T00:00:00+01:00" }, "years 1 to 9999"},
		{"an import of a year before 0", func(s exchangetest.Tree) { article(s)["importedAt"] = "0000-01-01T00:00:00+01:00" }, "importedAt"},
		{"a project of a year before 0", func(s exchangetest.Tree) { s["project"].(exchangetest.Tree)["created"] = "0000-01-01T00:00:00+01:00" }, "project"},
		{"an export of the year 0", func(s exchangetest.Tree) { s["exported"] = "0000-01-01T00:00:00Z" }, "exported"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := setfile.Read(bytes.NewReader(exchangetest.Altered(t, good, c.wrong)))
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
	raw := exchangetest.Altered(t, exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}), func(s exchangetest.Tree) {
		article := s["articles"].([]any)[0].(exchangetest.Tree)
		sentence := article["sentences"].([]any)[1].(exchangetest.Tree)
		sentence["annotations"] = []any{exchangetest.Tree{"analyst": " Jose\u0301 ", "label": "claim", "time": "2026-01-01T00:00:00Z"}}
		note := sentence["notes"].([]any)[0].(exchangetest.Tree)
		note["analyst"], note["text"] = "Jos\u00e9\u200b", "a\x00b\x1b[31m\r\nc"
		article["metadata"].(exchangetest.Tree)["title"] = "A\x1b[1m title\n"
		article["metadata"].(exchangetest.Tree)["language"] = "EN_gb"
		s["project"].(exchangetest.Tree)["name"] = strings.Repeat("name ", 1000)
		s["codebook"].([]any)[0].(exchangetest.Tree)["color"] = "#e69f00"
		s["codebook"].([]any)[0].(exchangetest.Tree)["letter"] = "c"
	})
	set := exchangetest.Read(t, raw)
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
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	for name, c := range map[string]struct {
		times [2]string
		want  model.LabelKey
	}{
		"the second is newer": {[2]string{"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"}, model.Quote},
		"the first is newer":  {[2]string{"2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"}, model.Claim},
		"both at one time":    {[2]string{"2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"}, model.Quote},
	} {
		set := exchangetest.Read(t, exchangetest.Altered(t, good, func(s exchangetest.Tree) {
			s["articles"].([]any)[0].(exchangetest.Tree)["sentences"].([]any)[1].(exchangetest.Tree)["annotations"] = []any{
				exchangetest.Tree{"analyst": "Jos\u00e9", "label": "claim", "time": c.times[0]},
				exchangetest.Tree{"analyst": "Jose\u0301", "label": "quote", "time": c.times[1]},
			}
		}))
		doc := set.Articles[0]
		if list := doc.Annotations[doc.Sentences()[1].Span]; len(list) != 1 || list[0].Label != c.want {
			t.Errorf("%s: %+v", name, list)
		}
	}
}
