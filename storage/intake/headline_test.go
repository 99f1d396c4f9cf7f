package intake_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

// headersOf returns the headers and the sentences of an article.
func headersOf(doc *model.Document) (headers, sentences []string) {
	for _, u := range doc.Units {
		switch text := strings.Join(strings.Fields(u.Span.Of(doc.Text)), " "); u.Kind {
		case model.UnitHeader:
			headers = append(headers, text)
		case model.UnitSentence:
			sentences = append(sentences, text)
		}
	}
	return headers, sentences
}

func TestAHeadlineIsAHeaderWhereItIsTheTitle(t *testing.T) {
	const title = "Bridge fails a second time"
	page := func(title, heading string) string {
		return "<html><head><title>" + title + "</title></head><body><article><h1>" + heading + "</h1><p>" + body + "</p><p>" + body + "</p></article></body></html>"
	}
	for name, c := range map[string]struct{ text, header string }{
		"first.txt":     {title + "\n\n" + body + "\n\n" + body, title},
		"byline.txt":    {title + "\nBy Ann Doe\n\n" + body, title},
		"lede.txt":      {" date 2031-04-02 " + body + "\n\n" + title + "\n\n" + body, title},
		"question.txt":  {"Who opened the bridge?\n\n" + body, "Who opened the bridge?"},
		"capitals.txt":  {"BRIDGE FAILS A SECOND TIME\n  and the story goes on.\n" + body, "BRIDGE FAILS A SECOND TIME"},
		"shouted.txt":   {"COUNCIL BLAMES U.S. FOR BRIDGE THAT FAILED\n\n" + body, "COUNCIL BLAMES U.S. FOR BRIDGE THAT FAILED"},
		"dateline.txt":  {title + "\n\nPORT TOWN, April 2 (Wire) – " + body, title},
		"none.txt":      {body + "\n\n" + body, ""},
		"sentences.txt": {"The bridge failed. Nobody was hurt. Ann Doe Harbour Master\n\n" + body, ""},
		"list.txt":      {"- the bridge at the port\n- the gate\n\n" + body, ""},
		"page.html":     {page(title, title), title},
		"site.html":     {page(title+" | The Echo", title), title},
		"marked.md":     {"# " + title + "\n\n" + body + "\n", title},
		"finished.html": {page("The bridge failed again.", "The bridge failed again."), "The bridge failed again."},
		"short.html":    {page("Floods", "Floods"), "Floods"},
		"row.csv":       {"title,text\n\"" + title + "\",\"" + body + "\"\n", title},
		"twice.csv":     {"title,text\n\"" + title + "\",\"BRIDGE FAILS  A SECOND TIME\n\n" + body + "\"\n", "BRIDGE FAILS A SECOND TIME"},
		"lines.csv":     {"title,text\n\"" + title + "\",\"Bridge fails\na second time\n\n" + body + "\"\n", title},
		"mail.eml":      {"From: Ann Doe <ann@echo.example>\nSubject: " + title + "\nDate: Wed, 02 Apr 2031 10:00:00 +0000\n\n" + body + "\n", title},
	} {
		dir := t.TempDir()
		write(t, dir, name, c.text)
		docs, refused := documents(t, intake.Options{HeadlinesAside: true}, dir)
		if len(docs) != 1 || refused != nil {
			t.Errorf("%s: %d documents, %q", name, len(docs), refused)
			continue
		}
		headers, sentences := headersOf(docs[0])
		if got := strings.Join(headers, " "); c.header == "" && got != "" || !strings.Contains(got, c.header) {
			t.Errorf("%s: the headers are %q, want %q", name, headers, c.header)
		}
		for _, s := range sentences {
			if strings.EqualFold(s, c.header) {
				t.Errorf("%s: the headline is a sentence as well", name)
			}
		}
		if c.header != "" && !strings.EqualFold(docs[0].Metadata.Title, c.header) {
			t.Errorf("%s: the title is %q", name, docs[0].Metadata.Title)
		}
		if strings.HasPrefix(docs[0].Excerpt, c.header) && c.header != "" {
			t.Errorf("%s: the excerpt begins with the headline", name)
		}
		asSentences, _ := documents(t, intake.Options{}, dir)
		if _, all := headersOf(asSentences[0]); c.header != "" && len(all) <= len(sentences) {
			t.Errorf("%s: %d sentences where headlines are tagged, and %d where not", name, len(all), len(sentences))
		}
	}
}

func TestAnArticleThatIsOnlyItsTitleKeepsASentence(t *testing.T) {
	for name, text := range map[string]string{
		"page.html":   "<html><head><title>Bridge fails a second time</title></head><body><article><h1>Bridge fails a second time</h1></article></body></html>",
		"row.csv":     "title,text\nFloods at the port,Floods at the port\n",
		"credits.csv": "title,text\nFloods at the port,\"Floods at the port\n\nBy Ann Doe\n\n* * *\"\n",
	} {
		dir := t.TempDir()
		write(t, dir, name, text)
		docs, _ := documents(t, intake.Options{HeadlinesAside: true}, dir)
		if len(docs) != 1 {
			t.Errorf("%s: %d documents", name, len(docs))
			continue
		}
		if _, sentences := headersOf(docs[0]); len(sentences) == 0 {
			t.Errorf("%s: there is nothing to tag", name)
		}
	}
}

func TestAHeadlineThatWasRestoredIsASentence(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.txt", "Bridge fails a second time\n\n"+body)
	docs, _ := documents(t, intake.Options{HeadlinesAside: true}, dir)
	m := docs[0].Metadata
	m.Language = "de"
	intake.Correction{Metadata: m, Restored: []model.Span{docs[0].Units[0].Span}}.Apply(docs[0])
	if headers, sentences := headersOf(docs[0]); len(headers) > 0 || sentences[0] != m.Title {
		t.Errorf("the headers are %q, and the sentences %q", headers, sentences)
	}
}
