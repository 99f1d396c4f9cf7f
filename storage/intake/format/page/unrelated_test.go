package page_test

import (
	"strings"
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

// story is an unrelated story beside an article in a page.
const story = `<p>Hail ruined the cherries of the Vell valley on Tuesday, the growers said, and half of the pears.</p>
<p>It was the third such storm in five years, said Ambrose Tilling, whose trees were in blossom.</p>
<p>The stones were as large as walnuts, he added, and no net would have kept them off the trees.</p>`

// gateArticle is the article of a page, without its surroundings.
const gateArticle = `<h1>Gate fails</h1><p>` + formattest.One + `</p><p>` + formattest.Two + `</p><p>` + formattest.Three + `</p>`

const articleText = "Gate fails\n\n" + formattest.Body

// comments repeats a form four times, each time with a different name and comment.
func comments(form string) (all string) {
	for _, c := range [][2]string{
		{"Moira", "I live beside the weir, and nobody asked me when they built the gate, which was long ago."},
		{"old_salt", "The gate was painted in spring, and rust was painted over, as everybody could see who walked by."},
		{"Ben Tew", "Why not let the river run? It did so for ages, and the mill was none the worse for it, I think."},
		{"kitty7", "Eleven families out of their houses, and the company speaks of an incident. Words fail me today."},
	} {
		all += strings.NewReplacer("NAME", c[0], "SAYS", c[1]).Replace(form)
	}
	return all
}

func TestCommentsAreKnownByTheirForm(t *testing.T) {
	inPage := func(form string) string {
		return `<html><head><title>Gate fails</title></head><body><div class="x">` + gateArticle + `</div>` + form + `</body></html>`
	}
	for name, page := range map[string]string{
		"a line that says who speaks": inPage(`<div class="a"><h4>4 Responses to “Gate”</h4><ol>` + comments(`<li><div><b>NAME</b> says:</div><p>SAYS</p></li>`) + `</ol></div>`),
		"pictures and times":          inPage(`<section>` + comments(`<div><img src=a.png><div><b>NAME</b> <span>2 hours ago</span></div><div>SAYS</div></div>`) + `</section>`),
		"buttons":                     inPage(`<div><h2>Join the conversation</h2>` + comments(`<div><div>NAME</div><div>SAYS</div><button>Like</button><button>Reply</button></div>`) + `</div>`),
		"German":                      inPage(`<div><h3>Kommentare (4)</h3>` + comments(`<div><span>NAME schrieb am 3.4.2031:</span><p>SAYS</p><a>Antworten</a></div>`) + `</div>`),
		"Ukrainian":                   inPage(`<div><h3>Коментарі</h3>` + comments(`<div><div>NAME • 2 години тому</div><div>SAYS</div><a>Відповісти</a></div>`) + `</div>`),
		"a table":                     inPage(`<table>` + comments(`<tr><td>Posted by NAME on 3/4/2031<br>SAYS</td></tr>`) + `</table>`),
		"beside the paragraphs":       `<html><head><title>Gate fails</title></head><body><div>` + gateArticle + `<h3>4 comments</h3>` + comments(`<div><p>NAME wrote:</p><p>SAYS</p></div>`) + `</div></body></html>`,
	} {
		t.Run(name, func(t *testing.T) {
			formattest.Same(t, "the text", formattest.Only(t, "html", []byte(page)).Text, articleText)
		})
	}
}

func TestWhatLooksLikeCommentsIsKeptInAnArticle(t *testing.T) {
	for name, page := range map[string]string{
		"profiles":     `<html><title>Gate fails</title><article>` + gateArticle + comments(`<div><img src=x.jpg><h3>NAME, 54</h3><p>SAYS</p></div>`) + `</article>`,
		"an interview": `<html><title>Gate fails</title><article>` + gateArticle + strings.Repeat(comments(`<div><p>Ann says:</p><p>SAYS</p></div>`), 2) + `</article>`,
		"a live page":  `<html><title>Gate fails: live updates</title><main><h1>Gate fails: live updates</h1><p>` + formattest.One + `</p><p>` + formattest.Two + `</p>` + comments(`<article><p>10:24 NAME</p><p>SAYS</p></article>`) + `</main>`,
		"a forum":      `<html><title>Gate fails</title><h1>Gate fails</h1>` + comments(`<div><p>NAME wrote:</p><p>SAYS</p></div>`),
		"a section":    `<html><title>Gate fails</title><article>` + gateArticle + `<h2>Discussion</h2>` + comments(`<p>SAYS</p>`) + `</article>`,
	} {
		t.Run(name, func(t *testing.T) {
			if text := formattest.Only(t, "html", []byte(page)).Text; !strings.Contains(text, "Words fail me today.") {
				t.Errorf("the text is %q", text)
			}
		})
	}
}

func TestTheNextStoryIsNotInTheArticle(t *testing.T) {
	inPage := func(form string) string {
		return `<html><head><title>Gate fails | The Paper</title><meta property="og:title" content="Gate fails"></head><body>` + form + `</body></html>`
	}
	for name, page := range map[string]string{
		"with its own headline":    inPage(`<div><div class=n>` + gateArticle + `</div><div>Up next</div><div class=n><h1>Hail ruins cherries</h1>` + story + story + `</div></div>`),
		"above":                    inPage(`<div><section><h1>Hail ruins cherries</h1>` + story + story + `</section><section>` + gateArticle + `</section></div>`),
		"linked":                   inPage(`<div><div class=n>` + strings.ReplaceAll(gateArticle, "h1>", "h2>") + `</div><div class=n><h2><a href="/hail">Hail ruins cherries</a></h2>` + story + `</div></div>`),
		"announced":                inPage(`<div><div>` + gateArticle + `</div><p>Nächster Artikel</p><div class=q><h2>Hagel trifft Kirschen</h2>` + story + story + `</div></div>`),
		"with nothing around it":   inPage(`<div>` + gateArticle + `<hr><p>Next article</p><h1>Hail ruins cherries</h1>` + story + `</div>`),
		"with a byline and no div": inPage(`<div>` + gateArticle + `<h1>Hail ruins cherries</h1><p>By Otto Rusk</p>` + story + `</div>`),
	} {
		t.Run(name, func(t *testing.T) {
			formattest.Same(t, "the text", formattest.Only(t, "html", []byte(page)).Text, articleText)
		})
	}
	sections := inPage(`<article>` + gateArticle + `<section><h1>Background</h1>` + story + `</section><section><h1>What comes now</h1>` + story + `</section></article>`)
	if text := formattest.Only(t, "html", []byte(sections)).Text; strings.Count(text, "walnuts") != 2 {
		t.Errorf("sections with headings of the first level are cut off: %q", text)
	}
}
