package intake_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/intake"
)

// Invalid metadata of a file is corrected, shortened or dropped.
func TestMetadataThatCannotBeKeptAreMended(t *testing.T) {
	const body = "The wall of the old harbour gave way on Tuesday. Nobody was hurt, the harbour master said."
	title := "Wall gives way " + strings.Repeat("again and ", 1000)
	page := `<html lang="` + strings.Repeat("en-", 40_000) + `"><head><title>Wall &#27;[31m gives&#7; way</title>
<meta property="og:site_name" content="Cafe` + "\u0301\u200b" + ` Post"><link rel="canonical" href="javascript:alert(1)">
<meta property="article:published_time" content="2026-13-45"></head><body><article><p>` + body + `</p></article></body></html>`
	table := "title,outlet,date,language,url,text\n" +
		`"` + title + `","Cafe` + "\u0301" + ` Post",2026-02-30,klingonese,"data:text/html,x","` + body + "\"\n"
	for name, content := range map[string]string{"page.html": page, "table.csv": table} {
		docs, refused := documents(t, intake.Options{}, write(t, t.TempDir(), name, content))
		if len(docs) != 1 || len(refused) > 0 {
			t.Fatalf("%s gives %d articles and refuses %q", name, len(docs), refused)
		}
		m := docs[0].Metadata
		if !strings.HasPrefix(m.Title, "Wall") || strings.ContainsAny(m.Title, "\x07\x1b") || len(m.Title) > value.Title.Longest() {
			t.Errorf("%s: the title is %q", name, m.Title)
		}
		if m.Outlet != "Caf\u00e9 Post" || m.URL != "" || m.Published != "" || m.Language != "en" {
			t.Errorf("%s: the metadata are %+v", name, m)
		}
		if kept, err := value.AcceptMetadata(m); err != nil || kept != m {
			t.Errorf("%s: they are not in their form: %+v (%v)", name, kept, err)
		}
		intake.Correction{Metadata: model.Metadata{Title: "A\x00", Published: "2026-13-45"}}.Apply(docs[0])
		if m := docs[0].Metadata; m.Title != "A" || m.Published != "" {
			t.Errorf("%s: corrected, they are %+v", name, m)
		}
	}
}
