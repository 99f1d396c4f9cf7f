package page_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestAPageIsDescribedByTheNodeAboutItsArticle(t *testing.T) {
	const (
		mine   = `{"@type":"NewsArticle","headline":"Gate fails at the old weir","datePublished":"2031-04-02","author":AUTHOR,"publisher":{"@id":"https://p.example/#org"}}`
		other  = `{"@type":"NewsArticle","headline":"Hail ruins cherries","url":"https://p.example/hail","datePublished":"2020-01-02","author":{"name":"Wrong One"},"publisher":{"name":"Wrong Paper"}}`
		person = `{"@type":"Person","@id":"#ann","name":"Ann Doe"}`
		paper  = `{"@type":"NewsMediaOrganization","@id":"https://p.example/#org","name":"The Paper"}`
	)
	by := func(author string) string { return strings.ReplaceAll(mine, "AUTHOR", author) }
	for name, scripts := range map[string][]string{
		"another story first":       {other, `{"@graph":[` + person + `,` + paper + `,` + by(`{"@id":"#ann"}`) + `]}`},
		"another story after it":    {`{"@graph":[` + by(`[{"@id":"#ann"}]`) + `,` + paper + `,` + person + `,` + other + `]}`},
		"a list of stories":         {`{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":` + other + `}]}`, by(`"Ann Doe"`), paper},
		"scripts for all of them":   {by(`{"@id":"#ann"}`), person, paper},
		"references that are texts": {by(`"#ann"`), person, paper},
		"a list of authors":         {by(`{"@list":[{"@id":"#ann"}]}`), person, paper},
		"parts of a name":           {by(`{"givenName":"Ann","familyName":"Doe"}`), paper},
		"a comment":                 {by(`{"name":"Ann Doe"},"comment":[{"@type":"Comment","author":{"name":"Troll"}}]`), paper},
		"the site publishes it":     {by(`{"@id":"#ann"}`), person, `{"@type":"WebSite","name":"The Paper"}`},
		"a thing that means itself": {by(`[{"@id":"#loop"},{"@id":"#ann"}]`), person, paper, `{"@id":"#loop","name":{"@id":"#loop"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<html lang=en><head><title>Gate fails at the old weir</title><link rel=canonical href="https://p.example/gate">`
			for _, s := range scripts {
				page += `<script type="application/ld+json">` + s + `</script>`
			}
			page += `</head><body>` + strings.Replace(gateArticle, "Gate fails", "Gate fails at the old weir", 1) + `</body></html>`
			want := model.Metadata{Title: "Gate fails at the old weir", Outlet: "The Paper", Byline: "Ann Doe", Published: "2031-04-02", URL: "https://p.example/gate", Language: "en"}
			if got := formattest.Only(t, "html", []byte(page)).Metadata; got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
}

func TestShownAuthorsOfOthersAreNotTheArticles(t *testing.T) {
	const own = `<article><h1>Gate fails</h1><p class=author>By Ann Doe</p><time>2 April 2031</time><p>` + formattest.One + `</p><p>` + formattest.Two + `</p></article>`
	for name, page := range map[string]string{
		"a teaser":  `<div><article><h2>Hail</h2><p class=author>By Wrong One</p><time>1 May 2020</time></article></div>` + own,
		"a comment": `<div itemscope itemtype="https://schema.org/Comment"><b itemprop=author>Troll</b><meta itemprop=datePublished content="2020-05-01"></div>` + own,
		"a sidebar": `<aside><p class=author>Wrong One</p><time>1 May 2020</time></aside>` + own,
		"below it":  own + `<div class=comments><p class=author>Troll</p></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			got := formattest.Only(t, "html", []byte(`<html><title>Gate fails</title>`+page)).Metadata
			if got.Byline != "Ann Doe" || got.Published != "2 April 2031" {
				t.Errorf("by %q on %q", got.Byline, got.Published)
			}
		})
	}
}

func TestNamesThatReferToOneAnotherEndSomewhere(t *testing.T) {
	refs := func(to string) string { return strings.TrimSuffix(strings.Repeat(`"`+to+`",`, 2000), ",") }
	page := `<title>Gate fails</title><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Gate fails","author":[` + refs("#a") + `]}`
	for _, at := range []string{"ab", "bc", "cd", "da"} {
		page += `,{"@id":"#` + at[:1] + `","name":[` + refs("#"+at[1:]) + `]}`
	}
	page += `]}</script>` + gateArticle
	if by := formattest.Only(t, "html", []byte("<html>"+page)).Metadata.Byline; by != "" {
		t.Errorf("by %q", by)
	}
}
