package format_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"golang.org/x/text/encoding/charmap"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

// page is a typical web page of a newspaper.
const page = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Weir fails a second time | The Vask Echo</title>
<meta property="og:title" content="Weir fails a second time"><meta property="og:site_name" content="The Vask Echo">
<link rel="canonical" href="https://echo.example/weir">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
"headline":"Weir fails a second time","datePublished":"2031-04-02T08:15:00+02:00","author":[{"@type":"Person","name":"Jon Ask"},{"name":"Ana Ré"}],
"publisher":{"@type":"Organization","name":"The Vask Echo"},"dateline":"BRENHOLT"}]}</script>
<style>p{color:red}</style></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/n">News, sport, weather, and all of it in one long line</a></li></ul></nav>
<main><article><header><h1>Weir fails a second time</h1><p class="byline">By Jon Ask and Ana Ré</p></header>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Share this article with your friends, your family, and others</a></div>
<div class="story-body"><p>` + formattest.One + `</p><figure><img src="http://elsewhere.example/x.png"><figcaption>The weir, as it was</figcaption></figure>
<p>` + formattest.Two + `</p><aside><p>Related: ten other weirs that failed, one after another, in the last year</p></aside>
<div class="newsletter"><p>Sign up for our newsletter, it is free, it is weekly, and you will like it.</p></div>
<p>` + formattest.Three + `</p></div></article></main>
<section class="comments"><p>First, I said so, I always said so, and nobody ever listened to me, not once.</p></section>
<footer><p>Copyright, all rights reserved, The Vask Echo, Brenholt, 2031, and so on and on.</p></footer>
<script>alert("no")</script></body></html>`

func TestHTMLGivesTheArticleAndWhatThePageSaysOfIt(t *testing.T) {
	got := formattest.Only(t, "html", []byte(page))
	formattest.Same(t, "the text", got.Text, "Weir fails a second time\n\n"+formattest.Body)
	want := model.Metadata{
		Title: "Weir fails a second time", Outlet: "The Vask Echo", Byline: "Jon Ask, Ana Ré", Dateline: "BRENHOLT",
		Published: "2031-04-02T08:15:00+02:00", URL: "https://echo.example/weir", Language: "en-GB",
	}
	if got.Metadata != want {
		t.Errorf("got  %+v\nwant %+v", got.Metadata, want)
	}
}

func TestHTMLReadsEveryWayAPageSaysWhatItIs(t *testing.T) {
	paragraphs := "<p>" + formattest.One + "</p><p>" + formattest.Two + "</p>"
	for name, c := range map[string]struct {
		page string
		want model.Metadata
	}{
		"Open Graph":          {`<meta property="og:title" content="A"><meta property="article:published_time" content="2031-04-02"><meta property="og:locale" content="de_AT">`, model.Metadata{Title: "A", Published: "2031-04-02", Language: "de"}},
		"meta":                {`<meta name="author" content="By Ann Doe"><meta name="dc.date" content="2031"><title>A - The Paper</title><meta name="publisher" content="The Paper">`, model.Metadata{Title: "A", Byline: "Ann Doe", Published: "2031", Outlet: "The Paper"}},
		"what is shown":       {`<h1>A b</h1><span class="byline">By Ann Doe</span><time datetime="2031-04-02">Monday</time>`, model.Metadata{Title: "A b", Byline: "Ann Doe", Published: "2031-04-02"}},
		"broken JSON-LD":      {`<script type="application/ld+json">{"headline":</script><title>A</title>`, model.Metadata{Title: "A"}},
		"JSON-LD of a shop":   {`<script type="application/ld+json">{"@type":"Product","name":"B"}</script><title>A</title>`, model.Metadata{Title: "A"}},
		"an author's address": {`<meta property="article:author" content="https://x.example/ann"><title>A</title>`, model.Metadata{Title: "A"}},
	} {
		got := formattest.Only(t, "html", []byte("<html><head></head><body>"+c.page+paragraphs))
		if got.Metadata != c.want {
			t.Errorf("%s: got  %+v\nwant %+v", name, got.Metadata, c.want)
		}
		if !strings.HasSuffix(got.Text, formattest.One+"\n\n"+formattest.Two) {
			t.Errorf("%s: the text is %q", name, got.Text)
		}
	}
}

func TestHTMLBodyIsFoundInPagesOfManyMakes(t *testing.T) {
	p := "<p>" + formattest.One + "</p><p>" + formattest.Two + "</p><p>" + formattest.Three + "</p>"
	menu := `<ul><li><a href="/1">One long link to another article</a></li><li><a href="/2">And one more of them, also long</a></li></ul>`
	for name, html := range map[string]string{
		"no marks at all":     "<div>" + menu + "</div><div>" + p + "</div><div>" + menu + "</div>",
		"articleBody":         "<div><p>" + strings.Repeat("Other, longer, louder. ", 30) + `</p></div><div itemprop="articleBody">` + p + "</div>",
		"line breaks":         "<table><tr><td>" + menu + "</td><td><div>" + formattest.One + "<br><br>" + formattest.Two + "<br><br>" + formattest.Three + "</div></td></tr></table>",
		"several parts":       `<div id="x"><div><p>` + formattest.One + "</p></div><div><p>" + formattest.Two + "</p></div><div><p>" + formattest.Three + "</p></div></div>",
		"hidden text":         "<div>" + p + `<p style="display: none">Hidden, all of it, and long enough to be taken, too.</p><p hidden>Hidden, as well, and quite as long as that one.</p></div>`,
		"text filled in":      `<script type="application/ld+json">{"@type":"Article","articleBody":"` + formattest.One + `\n` + formattest.Two + `\n` + formattest.Three + `"}</script><p>Loading</p>`,
		"in upper case":       "<DIV><P>" + formattest.One + "</P><P>" + formattest.Two + "</P><P>" + formattest.Three + "</P></DIV>",
		"unclosed paragraphs": "<div><p>" + formattest.One + "<p>" + formattest.Two + "<p>" + formattest.Three + "</div>",
	} {
		got := formattest.Only(t, "html", []byte("<!doctype html><body>"+html+"</body>"))
		formattest.Same(t, name, got.Text, formattest.Body)
	}
}

func TestHTMLPartsAreKnownByTheirNames(t *testing.T) {
	for class, out := range map[string]bool{
		"share": true, "Article-Share top": true, "x_screen-reader-text": true, "more-stories": true, "a\tads": true, "most-popular-now": true, "c-skip-link": true,
		"shared": false, "more stories": false, "": false, "-": false, "reader-text": false, "article most": false, "head": false, "screen-reader": false,
	} {
		got := formattest.Only(t, "html", []byte(`<html><body><div><p>`+formattest.One+`</p><p>`+formattest.Two+`</p><p class="`+class+`">`+formattest.Three+`</p></div></body></html>`))
		if strings.Contains(got.Text, formattest.Three) == out {
			t.Errorf("%q: %q", class, got.Text)
		}
	}
}

func TestHTMLIsDecodedByWhatItIs(t *testing.T) {
	text := "<p>Міст не розвели вчасно, сказав речник порту, а потім додав, що ніхто не постраждав.</p>"
	koi, err := charmap.KOI8U.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	windows, err := charmap.Windows1251.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ raw, encoding string }{
		"koi8-u, as it says":         {`<html><meta charset="koi8-u">` + koi, "koi8-u"},
		"windows-1251, as it says":   {`<html><meta http-equiv="content-type" content="text/html; charset=windows-1251">` + windows, "windows-1251"},
		"utf-8":                      {"<html>" + text, "utf-8"},
		"utf-8 with a mark":          {"\xEF\xBB\xBF<html>" + text, "utf-8"},
		"utf-8 that says it is koi8": {`<html><meta charset="koi8-u">` + text, "utf-8"},
	} {
		_, texts, encoding, err := formattest.Read([]byte(c.raw), article.Options{})
		if err != nil || encoding != c.encoding || len(texts) != 1 || !strings.HasPrefix(texts[0].Text, "Міст не розвели") {
			t.Errorf("%s: %s, %q, %v", name, encoding, texts, err)
		}
	}
}

func TestMarkdownLosesItsMarks(t *testing.T) {
	got := formattest.Only(t, "markdown", []byte("---\ntitle: \"Weir fails\"\nauthor: Ann Doe\ndate: 2031-04-02\n---\n\n## Monday\n\nThe **lower** gate\nof the [weir](http://a.example) `failed` – ![no](x.png)again.\n\n> “Well,” she said.\n\n- one\n- two\n\n<div>no</div>\n"))
	formattest.Same(t, "the text", got.Text, "Weir fails\n\nMonday\n\nThe lower gate of the weir failed – again.\n\n“Well,” she said.\n\none\n\ntwo")
	if want := (model.Metadata{Title: "Weir fails", Byline: "Ann Doe", Published: "2031-04-02"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
	got = formattest.Only(t, "markdown", []byte("# Weir fails\n\nIt **did** so.\n"))
	formattest.Same(t, "the text", got.Text, "Weir fails\n\nIt did so.")
	formattest.Same(t, "the title", got.Metadata.Title, "Weir fails")
	got = formattest.Only(t, "markdown", []byte("# Weir fails\n\nIt did so twice.\n\n| when | where |\n| --- | :---: |\n| Monday | the lower gate |\n"))
	formattest.Same(t, "the text", got.Text, "Weir fails\n\nIt did so twice.\n\nwhen where\n\nMonday the lower gate")
}

func TestMarkdownOfAbsurdlyManyLinesStaysPlain(t *testing.T) {
	const front = "# Gate\n\n**It failed.**\n\n"
	for name, c := range map[string]struct{ raw, want string }{
		"a hundred":    {front + strings.Repeat("1. a\n", 100), "markdown"},
		"too many":     {front + strings.Repeat("1. a\n", 1<<19), "text"},
		"in one table": {front + "| a |\n|---|\n" + strings.Repeat("| a | b |\n", 1<<17), "text"},
	} {
		if got, _, _, err := formattest.Read([]byte(c.raw), article.Options{}); got != c.want || err != nil {
			t.Errorf("%s is read as %s, %v", name, got, err)
		}
	}
}

func TestPlainTextStaysPlain(t *testing.T) {
	for _, text := range []string{
		"# A\n\n**b**\n\n" + strings.Repeat("[a](", 1<<15), // would take minutes as Markdown
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

func FuzzHTML(f *testing.F) {
	formattest.Fuzz(f, []byte(page), []byte("<p>a<table><tr><p>b"), []byte("<html><meta charset=utf-16>x\xff"))
}

func FuzzMarkdown(f *testing.F) {
	formattest.Fuzz(f, []byte("# A\n\n**b** [c](http://d)\n\n| a | b |\n|---|---|\n| c | d |\n"), []byte("---\ntitle: x\n---\ny"))
}

func TestAPageInUTF16NeedsNoMark(t *testing.T) {
	const page = "<html><head><title>Weir</title></head><body><p>The weir at Ord was shut – nobody could pass it all day.</p></body></html>"
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for _, mark := range []unicode.BOMPolicy{unicode.IgnoreBOM, unicode.UseBOM} {
			raw, err := unicode.UTF16(order, mark).NewEncoder().Bytes([]byte(page))
			if err != nil {
				t.Fatal(err)
			}
			f := format.OfBytes(raw)
			if f == nil || f.Name() != "html" {
				t.Fatalf("order %v: %v", order, f)
			}
			texts, _, err := f.Read(article.Input{Raw: raw}, article.Options{Decode: func([]byte, string) (string, string, error) { return page, "utf-16", nil }})
			if err != nil || len(texts) != 1 || !strings.Contains(texts[0].Text, "shut – nobody") {
				t.Errorf("order %v: %+v, %v", order, texts, err)
			}
		}
	}
}
