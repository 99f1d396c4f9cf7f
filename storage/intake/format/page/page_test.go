package page_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

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

func FuzzHTML(f *testing.F) {
	formattest.Fuzz(f, []byte(page), []byte("<p>a<table><tr><p>b"), []byte("<html><meta charset=utf-16>x\xff"))
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
