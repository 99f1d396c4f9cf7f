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

func TestJSONByColumnsIsReadAsRows(t *testing.T) {
	for name, text := range map[string]string{
		"names and rows":     `{"columns": ["title", "text"], "index": [0, 1], "data": [["Gate fails", "It failed."], ["Gate holds", "It held."]]}`,
		"names of objects":   `{"columns": [{"name": "title", "type": "text"}, {"name": "text", "type": "text"}], "rows": [["Gate fails", "It failed."], ["Gate holds", "It held."]]}`,
		"names in a row":     `[["title", "text"], ["Gate fails", "It failed."], ["Gate holds", "It held."]]`,
		"names in its row":   `{"range": "A1:B3", "values": [["title", "text"], ["Gate fails", "It failed."], ["Gate holds", "It held."]]}`,
		"lists":              `{"title": ["Gate fails", "Gate holds"], "text": ["It failed.", "It held."]}`,
		"objects by numbers": `{"title": {"0": "Gate fails", "1": "Gate holds"}, "text": {"0": "It failed.", "1": "It held."}}`,
		"in an envelope":     `{"status": "ok", "result": {"fields": ["title", "text"], "records": [["Gate fails", "It failed."], ["Gate holds", "It held."]]}}`,
		"a short row":        `{"columns": ["text", "title"], "data": [["It failed.", "Gate fails"], ["It held."]]}`,
	} {
		texts, err := formattest.ReadText(t, text, article.Options{})
		if err != nil || len(texts) != 2 || !strings.HasSuffix(texts[0].Text, "It failed.") || !strings.HasSuffix(texts[1].Text, "It held.") || texts[0].Metadata.Title != "Gate fails" {
			t.Errorf("%s: %+v, %v", name, texts, err)
		}
	}
}

func TestListsInAnArticleAreNotColumns(t *testing.T) {
	for name, text := range map[string]string{
		"paragraphs":       `{"title": "Gate fails", "text": ["It failed.", "It was old."], "author": ["Ann Doe", "Bo Tew"]}`,
		"without a title":  `{"text": ["It failed.", "It was old."], "author": ["Ann Doe", "Bo Tew"]}`,
		"and a name":       `{"title": ["Gate fails", "Weir news"], "text": ["It failed.", "It was old."], "outlet": "The Paper"}`,
		"one of each":      `{"title": ["Gate fails"], "text": ["It failed."]}`,
		"lists of lengths": `{"title": ["Gate fails", "Weir news"], "text": ["It failed.", "It was old.", "So they said."]}`,
	} {
		if texts, err := formattest.ReadText(t, text, article.Options{}); err != nil || len(texts) != 1 {
			t.Errorf("%s: %d articles, %v", name, len(texts), err)
		}
	}
}

func TestAnEnvelopeOfJSONThatIsCutOffIsReadUpToTheCut(t *testing.T) {
	const text = "{\"status\": \"ok\",\n\"articles\": [\n{\"title\": \"Gate fails\", \"text\": \"It failed.\"},\n{\"title\": \"Gate holds\", \"text\": \"It held.\"},\n{\"title\": \"Mill\", \"text\": \"It turned.\"}\n], \"more\": {}}"
	for name, c := range map[string]struct {
		text     string
		articles int
		says     string
	}{
		"in an article":     {text[:strings.Index(text, "Mill")], 2, "line 5"},
		"between articles":  {text[:strings.Index(text, "\n{\"title\": \"Mill")], 2, "line 4"},
		"behind the list":   {text[:strings.Index(text, "], \"more\"")+1], 3, "line 6"},
		"damaged":           {strings.Replace(text, "\"Mill\"", "Mill", 1), 2, "line 5"},
		"deeper":            {`{"a": {"b": ` + text[:strings.Index(text, "Mill")], 2, "line 5"},
		"no article before": {text[:strings.Index(text, "It failed")], 0, ""},
	} {
		texts, err := []article.Text(nil), error(nil)
		if f := format.OfText(c.text, article.Options{}); f != nil {
			texts, _, err = f.Read(article.Input{Text: c.text}, article.Options{})
		}
		if len(texts) != c.articles || c.articles > 0 && (!errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %d articles, %v; want %d and %q", name, len(texts), err, c.articles, c.says)
		}
	}
}
