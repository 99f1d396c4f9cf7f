package page_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
)

// clipping is an article of an export. A layout has the verbs %[1]s to %[4]s for
// its title, outlet, byline and day, and %[5]d for its number.
type clipping struct{ title, outlet, byline, day string }

var clippings = []clipping{
	{"Weir keeper retires after forty years", "The Tarn Courier", "Odo Leith", "3 May 2031"},
	{"Ferry fares to rise in the autumn", "Lower Tarn Post", "Una Brack", "7 May 2031"},
	{"Orchard growers ask for frost nets", "Tarn Valley Herald", "Ivo Selm", "12 May 2031"},
}

// clippingText is the text of each clipping, as paragraphs of a page.
const clippingText = "<p>The council met on Monday and heard what the people of the valley had to say.</p><p>“We waited a long time for this,” said one of them, who had come by boat.</p>"

// exportPage returns the clippings as a page.
func exportPage(title, layout string) string {
	var b strings.Builder
	for i, c := range clippings {
		fmt.Fprintf(&b, layout, c.title, c.outlet, c.byline, c.day, i+1)
	}
	return "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + title + "</title></head><body>" + b.String() + "</body></html>"
}

var exportPages = map[string]string{
	"Factiva, articles": `<div id="article-%[5]d" class="article enArticle"><div id="hd"><span class="enHeadline">%[1]s</span></div><div class="author">By %[3]s</div><div>50 words</div><div>%[4]s</div><div>%[2]s</div>` +
		`<div>TARN</div><div>%[5]d</div><div>English</div><div>Copyright 2031 %[2]s. All Rights Reserved.</div>` + clippingText + `<p>Document TARN0000020310503ej340000%[5]d</p></div><br>`,
	"Factiva, fields": `<table><tr><td><b>HD</b></td><td><b>%[1]s</b></td></tr><tr><td><b>BY</b></td><td>By %[3]s</td></tr><tr><td><b>WC</b></td><td>50 words</td></tr><tr><td><b>PD</b></td><td>%[4]s</td></tr>` +
		`<tr><td><b>SN</b></td><td>%[2]s</td></tr><tr><td><b>LA</b></td><td>English</td></tr><tr><td><b>TD</b></td><td>` + clippingText + `</td></tr><tr><td><b>AN</b></td><td>Document TARN0000020310503</td></tr></table>`,
	"a table each":          `<table><tr><th>Titel</th><td>%[1]s</td></tr><tr><th>Quelle</th><td>%[2]s</td></tr><tr><th>Datum</th><td>%[4]s</td></tr><tr><th>Text</th><td>` + clippingText + `</td></tr></table>`,
	"a list of fields each": `<dl><dt>Título</dt><dd>%[1]s</dd><dt>Medio</dt><dd>%[2]s</dd><dt>Fecha</dt><dd>%[4]s</dd><dt>Texto</dt><dd>` + clippingText + `</dd></dl>`,
	"sources":               `<div class="clip"><h2>%[1]s</h2><p>Source: %[2]s</p><p>%[4]s</p>` + clippingText + `</div>`,
	"outlets beside dates":  `<li class="hit"><h3>%[1]s</h3><p>%[2]s, %[4]s</p>` + clippingText + `</li>`,
	"authors":               `<article><h3>%[1]s</h3><p class="author">%[3]s</p><time datetime="2031-05-0%[5]dT08:30:00Z">%[4]s</time>` + clippingText + `</article>`,
	"Europresse": `<article><header><div><span class="DocPublicationName">%[2]s, no. 12</span></div><div><span class="DocHeader">%[4]s 50 mots, p. 3</span></div><div class="titreArticle"><p class="titreArticleVisu">%[1]s</p></div>` +
		`<div class="docAuthors"><p>%[3]s</p></div></header><section>` + clippingText + `</section><footer><p>© 2031 %[2]s. Tous droits réservés.</p></footer></article>`,
}

func TestPagesOfLikeElementsAreDivided(t *testing.T) {
	for name, layout := range exportPages {
		for _, title := range []string{"Search results", "Factiva", ""} {
			_, texts, _, err := formattest.Read([]byte(exportPage(title, layout)), article.Options{})
			if err != nil || len(texts) != len(clippings) {
				t.Errorf("%s: %d articles, %v", name, len(texts), err)
				continue
			}
			for i, one := range texts {
				for _, other := range clippings {
					if strings.Contains(one.Text, other.title) != (other == clippings[i]) {
						t.Errorf("%s: article %d is %q", name, i+1, one.Text)
					}
				}
				if want := fmt.Sprintf("%d of 3", i+1); one.Record != want || !strings.Contains(one.Text, "who had come by boat.") {
					t.Errorf("%s: record %q of %q", name, one.Record, one.Text)
				}
			}
		}
	}
}

func TestARecordWithoutADateIsOneToo(t *testing.T) {
	for name, layout := range exportPages {
		page := strings.Replace(exportPage("Search results", layout), clippings[1].day, "n.d.", 1)
		page = strings.Replace(page, "2031-05-02", "", 1)
		if _, texts, _, err := formattest.Read([]byte(page), article.Options{}); err != nil || len(texts) != len(clippings) {
			t.Errorf("%s: %d articles, %v", name, len(texts), err)
		}
	}
}

func TestAPageWithMarksOfAnExportIsKeptWhole(t *testing.T) {
	page := exportPage("LexisNexis", `<div class="c0"><p class="c1"><span>%[5]d of 3 DOCUMENTS</span></p></div><div class="c0"><p>%[2]s</p></div><div class="c3"><p>%[4]s</p></div><div class="c4"><p>%[1]s</p></div>`+clippingText+`<p>LOAD-DATE: %[4]s</p>`)
	got := formattest.Only(t, "html", []byte(page))
	for _, c := range clippings {
		if !strings.Contains(got.Whole, c.title) {
			t.Errorf("%q lacks %q", got.Whole, c.title)
		}
	}
	if !strings.Contains(got.Whole, "3 of 3 DOCUMENTS") {
		t.Errorf("no marks in %q", got.Whole)
	}
}

func TestPagesThatAreOneArticleStaySo(t *testing.T) {
	whole := "<h1>Ferry fares rise</h1><p class=byline>By Una Brack</p><time datetime=2031-05-03>3 May 2031</time>" + strings.Repeat(clippingText, 3)
	for name, body := range map[string]string{
		"live blog":              "<h1>Floods: live updates</h1>" + times(5, `<article class=post><time datetime="2031-05-03T1%[1]d:15">1%[1]d:15, 3 May 2031</time><h2>Water at gate %[1]d</h2><span class=author>Odo Leith</span>`+clippingText+`</article>`),
		"comments":               "<article>" + whole + "</article><section>" + times(5, `<div class=comment><h4>Reader %[1]d</h4><time datetime="2031-05-0%[1]d">%[1]d May 2031</time>`+clippingText+`<a href="#">Reply</a></div>`) + "</section>",
		"teasers":                "<article>" + whole + "</article><aside>" + times(6, `<div class=teaser><h3><a href="/%[1]d">Weir story %[1]d</a></h3><span class=source>Tarn Courier</span> <time datetime="2031-05-0%[1]d">%[1]d May 2031</time><p>Short words of what it is about, and no more than these are.</p></div>`) + "</aside>",
		"recipes":                "<h1>Five breads of the valley</h1>" + times(5, `<section class=recipe><h2>Bread number %[1]d</h2><p class=source>Source: Ivo Selm</p><p>%[1]d May 2031</p>`+clippingText+`</section>`),
		"report":                 "<h1>Report on the weir</h1>" + times(6, `<section><h2>%[1]d. Finding of year %[1]d</h2><p>Published 3 May 203%[1]d</p>`+clippingText+`</section>`),
		"report without a title": times(6, `<section><h2>%[1]d. Finding of year %[1]d</h2><p>Published 3 May 203%[1]d</p>`+clippingText+`</section>`),
		"timeline":               "<h1>How the weir was built</h1>" + times(6, `<div class=event><h3>Stage %[1]d</h3><span class=date>%[1]d May 203%[1]d</span>`+clippingText+`</div>`),
		"profiles":               "<h1>The candidates</h1><p>By Una Brack</p>" + times(5, `<section class=profile><h2>Name Person%[1]d</h2><p>Born 3 May 19%[1]d0</p>`+clippingText+`</section>`),
		"claims":                 "<h1>Four claims about the weir</h1>" + times(4, `<div><h2>Claim number %[1]d</h2><p class=source>Source: a letter</p><p>%[1]d April 2031</p>`+clippingText+`</div>`),
		"reviews":                times(3, `<div class=review><h2>Film %[1]d</h2><p>Release: %[1]d May 2031, Bay Pictures</p>`+clippingText+`</div>`),
		"threads":                times(6, `<div class=post><div class=author>user%[1]d</div><div class=date>%[1]d May 2031</div><h3>Re: Weir</h3>`+clippingText+`</div>`),
		"navigation":             "<div class=nav><ul>" + times(9, `<li><a href="/%[1]d">Weir story %[1]d</a> <span>%[1]d May 2031</span></li>`) + "</ul></div><div>" + whole + "</div>",
	} {
		_, texts, _, err := formattest.Read([]byte("<!DOCTYPE html><html><head><title>Tarn Courier</title></head><body>"+body+"</body></html>"), article.Options{})
		if left := (article.LeftOut{}); len(texts) != 1 || texts[0].Record != "" || err != nil && !errors.As(err, &left) {
			t.Errorf("%s: %d articles, %v", name, len(texts), err)
		}
	}
}

// times repeats a layout n times, with the number as %[1]d.
func times(n int, layout string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, layout, i+1)
	}
	return b.String()
}

func FuzzSiblings(f *testing.F) {
	for _, layout := range exportPages {
		f.Add([]byte(exportPage("Search results", layout)))
	}
	f.Fuzz(func(t *testing.T, page []byte) { formattest.Sound(t, append([]byte("<!DOCTYPE html>"), page...)) })
}
