package format_test

import (
	"fmt"
	"strings"
	"testing"
)

// clipping is an article of an export, for a layout with the verbs %[1]s title,
// %[2]s outlet, %[3]s byline, %[4]s day and %[5]d its number. The text is that of
// clippingText.
type clipping struct{ title, outlet, byline, day string }

var clippings = []clipping{
	{"Weir keeper retires after forty years", "The Tarn Courier", "Odo Leith", "3 May 2031"},
	{"Ferry fares to rise in the autumn", "Lower Tarn Post", "Una Brack", "7 May 2031"},
	{"Orchard growers ask for frost nets", "Tarn Valley Herald", "Ivo Selm", "12 May 2031"},
}

// clippingText is the text of a clipping, as paragraphs of a page.
const clippingText = "<p>The council met on Monday and heard what the people of the valley had to say.</p><p>“We waited a long time for this,” said one of them, who had come by boat.</p>"

// exportPage writes the clippings as a page.
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
	"Europresse": `<article><header><div><span class="DocPublicationName">%[2]s, no. 12</span></div><div><span class="DocHeader">%[4]s 50 mots, p. 3</span></div><div class="titreArticle"><p class="titreArticleVisu">%[1]s</p></div>` +
		`<div class="docAuthors"><p>%[3]s</p></div></header><section>` + clippingText + `</section><footer><p>© 2031 %[2]s. Tous droits réservés.</p></footer></article>`,
}

func FuzzSiblings(f *testing.F) {
	for _, layout := range exportPages {
		f.Add([]byte(exportPage("Search results", layout)))
	}
	f.Fuzz(func(t *testing.T, page []byte) { sound(t, append([]byte("<!DOCTYPE html>"), page...)) })
}
