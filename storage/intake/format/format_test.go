package format_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestPlainTextStaysPlain(t *testing.T) {
	for _, text := range []string{
		"# A\n\n**b**\n\n" + strings.Repeat("[a](", 1<<15), // too slow to parse as Markdown
		formattest.Body, "# 1 in the list\n\nThe gate failed.", "Gates, weirs, and mills\n\nThe gate, which failed, is open.\n",
		"From: the harbour\nSubject: none\n\nIt was late.", "{curly} words, to begin with.\n", "[Photo] The gate.\n",
		"<3 is how it ended.", "- one\n- two\n", "Title,By\nThe gate, by me\n", "* * *\nThe end.", "a < b and c > d",
		"# 1 in the list\n\n-----------------\n 12 | 13 | 14\n-----------------\nThe gate failed.",
	} {
		if name, _, _, _ := formattest.Read([]byte(text), article.Options{}); name != "text" {
			t.Errorf("%.200q is read as %s", text, name)
		}
	}
}

func TestDamagedFilesAreRefusedWithAWayOut(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want error
		says string
	}{
		"a docx without a text":    {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<w:document/>"), model.ErrEmptyFile, "no text"},
		"a docx that is cut off":   {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<w/>")[:90], model.ErrDamaged, "is cut off"},
		"broken XML":               {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<a><b></a>"), model.ErrDamaged, "well-formed"},
		"entities":                 {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", `<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>`), model.ErrDamaged, "entities"},
		"absurd nesting":           {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", strings.Repeat("<a>", 5000)), model.ErrDamaged, "deep"},
		"a workbook":               {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "xl/workbook.xml", "<a/>"), model.ErrBinary, ".csv"},
		"slides":                   {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "ppt/presentation.xml", "<a/>"), model.ErrBinary, ".txt"},
		"an odt with a password":   {formattest.ZIP(t, "mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<m><encryption-data/></m>", "content.xml", "x"), model.ErrEncrypted, "password"},
		"a book that is locked":    {formattest.ZIP(t, "mimetype", "application/epub+zip", "META-INF/encryption.xml", `<e><CipherReference URI="a.xhtml"/></e>`), model.ErrEncrypted, "locked"},
		"a book without a list":    {formattest.ZIP(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<c><rootfile full-path="x.opf"/></c>`), model.ErrDamaged, "x.opf"},
		"an rtf without text":      {[]byte(`{\rtf1{\fonttbl{\f0 Arial;}}}`), model.ErrEmptyFile, "no text"},
		"absurd groups":            {[]byte(`{\rtf1` + strings.Repeat("{", 5000)), model.ErrDamaged, "deep"},
		"an encrypted mail":        {[]byte("From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\ny\n--x--\n"), model.ErrEncrypted, "encrypted"},
		"a page without text":      {[]byte("<html><body><script>x</script></body></html>"), model.ErrEmptyFile, "no text"},
		"a PDF that is cut off":    {[]byte("%PDF-1.7\n1 0 obj\n"), model.ErrDamaged, "viewer"},
		"a table with a bad row":   {[]byte("title,text\na,b\nc,d,e,f\n"), model.ErrDamaged, "line 3"},
		"a table that is cut off":  {[]byte("title,text\na,b\n\"c,d\n"), model.ErrDamaged, "line 3"},
		"lines that are no object": {[]byte("{\"text\":\"a\"}\n{\"text\":\n"), model.ErrDamaged, "line"},
		"a docx with a password":   {append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "....E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...), model.ErrEncrypted, "password"},
		"a page of tags":           {[]byte("<html>" + strings.Repeat("<br>", 1<<19+1)), model.ErrTooLarge, "tags"},
		"elements too deep":        {[]byte("<html>" + strings.Repeat("<div>", 2000)), model.ErrDamaged, "parsed"},
		"too many rows":            {[]byte("title,text\n" + strings.Repeat("a,b\n", 100_001)), model.ErrTooLarge, "100000"},
		"too many objects":         {[]byte(strings.Repeat("{\"text\":\"a\"}\n", 100_001)), model.ErrTooLarge, "100000"},
		"too many mails":           {[]byte(strings.Repeat("From x\nFrom: a@b.c\nTo: d\n\na\n\n", 100_001)), model.ErrTooLarge, "100000"},
		"a chapter of tags":        {formattest.ZIP(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<c><rootfile full-path="x.opf"/></c>`, "x.opf", `<p><item id="a" href="a.html"/><itemref idref="a"/></p>`, "a.html", strings.Repeat("<br>", 1<<19+1)), model.ErrTooLarge, "tags"},
		"entities in a book":       {formattest.ZIP(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<!DOCTYPE a [<!ENTITY b "cc">]><c/>`), model.ErrDamaged, "entities"},
		"a docx that unpacks":      {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<w:document><w:p><w:t>"+strings.Repeat("a", 9<<20)), model.ErrTooLarge, "too much"},
		"a docx of paragraphs":     {formattest.ZIP(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<document>"+strings.Repeat("<p><t>a</t></p>", 1<<20+1)+"</document>"), model.ErrTooLarge, "too much"},
		"a mail of too many parts": {[]byte(formattest.MailHeader + "Content-Type: multipart/mixed; boundary=m\r\n\r\n" + strings.Repeat("--m\r\n\r\na\r\n", 2000)), model.ErrDamaged, "too many"},
		"objects without a text":   {[]byte(`[{"a":1},{"b":2}]`), model.ErrNoArticles, "text"},
	} {
		got, _, _, err := formattest.Read(c.raw, article.Options{})
		if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) {
			t.Errorf("%s (%s): %v; want %v that says %q", name, got, err, c.want, c.says)
		}
	}
}

func TestMailsAreDistinguishedFromTexts(t *testing.T) {
	for raw, want := range map[string]string{
		"From: Ann <ann@echo.example>\nSubject: Gate\n\nIt failed.":                       "eml",
		"Subject: Gate\r\nDate: Wed, 2 Apr 2031 08:00:00 +0200\r\nFrom: a@b.c\r\n\r\nIt.": "eml",
		"From: Ann\nMIME-Version: 1.0\n\nIt failed.":                                      "eml",
		"From: the harbour\nSubject: none\n\nIt was late.":                                "text",
		"Date: 2 April 2031\nSubject: gates\n\nIt was late.":                              "text",
		"From: a@b.c\nIt was late, and this is no field.\nSubject: x\n\nIt was late.":     "text",
		"Author: Ann\nTitle: Gate\n\nIt failed.":                                          "text",
		"From a@b.c Wed Apr  2 08:00:00 2031\nFrom: a@b.c\nTo: d@e.f\n\nIt.":              "mbox",
		"From the quay it looked well.\nFrom: here\n\nIt was late.":                       "text",
	} {
		if name, texts, _, err := formattest.Read([]byte(raw), article.Options{}); name != want || err != nil || want != "text" && len(texts) != 1 {
			t.Errorf("%q is read as %s: %q, %v; want %s", raw, name, texts, err, want)
		}
	}
}

func TestTablesAreDistinguishedFromTexts(t *testing.T) {
	opts := article.Options{}
	for raw, want := range map[string]string{
		"title,text\na,b\n":                  "csv",
		"Titel;Volltext;Datum\na;b;c\n":      "csv",
		"title\ttext\na\tb\n":                "tsv",
		"url|article\na|b\n":                 "csv",
		"text,and more\nThat is, it is.\n":   "text",
		"{\"text\":\"a\"}\n{\"text\":\"b\"}": "jsonl",
		" [ {\"text\": \"a\"} ]":             "json",
		"{\n \"text\": \"a\"\n}":             "json",
	} {
		name, texts, _, err := formattest.Read([]byte(raw), opts)
		if name != want || err != nil || want != "text" && !strings.HasSuffix(texts[0].Text, "a") && !strings.HasSuffix(texts[0].Text, "b") {
			t.Errorf("%q is read as %s: %q, %v; want %s", raw, name, texts, err, want)
		}
	}
}

func TestPartsWithoutACharsetAreGuessedAsPagesAre(t *testing.T) {
	const text = "Wrota pękły w poniedziałek."
	asked := 0
	opts := article.Options{Decode: func(raw []byte, encoding string) (string, string, error) {
		if asked++; encoding != "" {
			t.Errorf("asked for %q", encoding)
		}
		return text, "windows-1250", nil
	}}
	raw := "Wrota p\xeak\xb3y w poniedzia\xb3ek."
	for name, file := range map[string]string{
		"mail":          "From: a@b.example\nTo: c@d.example\nSubject: Gate\nContent-Type: text/plain\n\n" + raw + "\n",
		"its page":      "From: a@b.example\nTo: c@d.example\nSubject: Gate\nContent-Type: text/html\n\n<p>" + raw + "\n",
		"a web archive": "From: <Saved by Blink>\nSnapshot-Content-Location: https://p.example/\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>" + raw + "</p>\n--b--\n",
		"EPUB":          string(formattest.ZIP(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>`, "o.opf", `<package xmlns:dc="d"><metadata><dc:title>Gate</dc:title></metadata><manifest><item id="a" href="a.html" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`, "a.html", "<html><body><p>"+raw+"</p></body></html>")),
	} {
		asked = 0
		if _, _, _, err := formattest.Read([]byte(file), opts); err != nil || asked == 0 {
			t.Errorf("%s: asked %d times, %v", name, asked, err)
		}
	}
}
