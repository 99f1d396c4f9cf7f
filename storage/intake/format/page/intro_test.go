package page_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

func TestHTMLTakesTheParagraphBesideTheHeadline(t *testing.T) {
	const (
		lead = "The lower gate of the weir broke on Monday night, and two streets are under water."
		rest = `<div class="article__body"><p>` + formattest.One + `</p><p>` + formattest.Two + `</p><p>` + formattest.Three + `</p></div>`
		date = `<div class="meta">2 April 2031, 23:30 – it takes three minutes to read</div>`
	)
	text := "Gate “fails”\n\n" + formattest.Body
	led := "Gate “fails”\n\n" + lead + "\n\n" + formattest.Body
	for name, c := range map[string]struct{ page, want string }{
		"in the header":         {`<header><h1>Gate “fails”</h1><p>` + lead + `</p>` + date + `</header>` + rest, led},
		"in quotes of the code": {`<header><h1>Gate "fails"</h1><div>` + lead + `</div></header>` + rest, led},
		"in the article":        {`<article><h1>Gate “fails”</h1><p>` + lead + `</p>` + rest + `</article>`, led},
		"above the headline":    {`<div><p>` + lead + `</p><h1>Gate “fails”</h1></div>` + rest, text},
		"below another":         {`<h1>The Echo</h1><div><p>` + lead + `</p></div>` + rest, text},
		"after the article":     {`<h1>Gate “fails”</h1>` + rest + `<div><p>` + lead + `</p></div>`, text},
		"a teaser":              {`<h1>Gate “fails”</h1><div class="teaser"><p>` + lead + `</p></div>` + rest, text},
		"links":                 {`<h1>Gate “fails”</h1><div><p><a href="/">` + lead + `</a></p></div>` + rest, text},
	} {
		got := formattest.Only(t, "html", []byte(`<html><head><meta property="og:title" content="Gate “fails”"></head><body><div>`+c.page+`</div></body></html>`))
		formattest.Same(t, name, got.Text, c.want)
	}
}
