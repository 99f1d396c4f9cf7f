package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/listing"
)

// records returns an export of articles with these titles.
func records(titles ...string) string {
	var b strings.Builder
	for _, title := range titles {
		b.WriteString(strings.ReplaceAll(clipping, "Gate fails", title))
	}
	return b.String()
}

// recordPage returns a web page with articles of these titles, one after the other.
func recordPage(about string, titles ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html><head><title>%s</title></head><body>", about)
	for i, title := range titles {
		fmt.Fprintf(&b, "<article class=hit><h2>%s</h2><div class=source>The Echo</div><time datetime=2031-04-0%d>April %d, 2031</time>", title, i+1, i+1)
		fmt.Fprintf(&b, "<p>The keepers of lock %d opened it before the tide turned, and nobody had asked the millers upstream.</p>", i+1)
		fmt.Fprintf(&b, "<p>The council will hear them in its sitting number %d, and the books of nine years will be there.</p></article>", i+1)
	}
	return b.String() + "</body></html>"
}

// divided returns options that divide a text at spans if its name ends with name.
func divided(name string, spans ...model.Span) intake.Options {
	return intake.Options{Division: func(text string) ([]model.Span, bool) {
		return spans, strings.HasSuffix(text, name)
	}}
}

func spansIn(docs []*model.Document) (spans []model.Span) {
	for _, d := range docs {
		spans = append(spans, d.Within.Span)
	}
	return spans
}

func titles(docs []*model.Document) (out []string) {
	for _, d := range docs {
		first, _, _ := strings.Cut(d.Text, "\n")
		out = append(out, first)
	}
	return out
}

func TestAFileIsDividedAsIsKnown(t *testing.T) {
	letter := "First story\n\nThe mill stands still since Monday, said its owner.\n\nSecond story\n\nThe ferry runs again, and nobody knows for how long.\n"
	second := strings.Index(letter, "Second")
	for _, c := range []struct {
		name, text string
		correct    func(found []model.Span) []model.Span
		want       []string // first lines
	}{
		{
			"joined.txt", records("One", "Two", "Three"),
			func(s []model.Span) []model.Span { return []model.Span{{Start: s[0].Start, End: s[1].End}, s[2]} },
			[]string{"One", "Three"},
		},
		{
			"whole.txt", records("One", "Two", "Three"),
			func(s []model.Span) []model.Span { return []model.Span{{Start: 0, End: s[2].End}} },
			[]string{"One"},
		},
		{
			"unknown.txt", letter,
			func([]model.Span) []model.Span { return []model.Span{{End: second}, {Start: second, End: len(letter)}} },
			[]string{"First story", "Second story"},
		},
		{
			"page.html", recordPage("Hits", "One gate fails", "Two gates hold", "Three mills stop"),
			func(s []model.Span) []model.Span { return []model.Span{s[0], {Start: s[1].Start, End: s[2].End}} },
			[]string{"One gate fails", "Two gates hold"},
		},
	} {
		dir := t.TempDir()
		write(t, dir, c.name, c.text)
		found, _ := documents(t, intake.Options{}, dir)
		spans := c.correct(spansIn(found))
		docs, refused := documents(t, divided(c.name, spans...), dir)
		if got := titles(docs); !slices.Equal(got, c.want) || refused != nil {
			t.Errorf("%s: %q, refused %q; want %q", c.name, got, refused, c.want)
			continue
		}
		for i, d := range docs {
			want := "/" + c.name
			if len(docs) > 1 {
				want += fmt.Sprintf("#%d", i+1)
			}
			if !strings.HasSuffix(d.ImportPath, want) || d.Within.File != d.Within.Text || !strings.HasSuffix(d.Within.File, "/"+c.name) {
				t.Errorf("%s: article %d is %s, %+v", c.name, i+1, d.ImportPath, d.Within)
			}
		}

		// If the text is divided at the spans that were found, it yields the same
		// articles.
		again, _ := documents(t, divided(c.name, spansIn(found)...), dir)
		for i, d := range again {
			if d.ID != found[i].ID || d.Metadata != found[i].Metadata || !slices.Equal(d.Units, found[i].Units) {
				t.Errorf("%s: article %d is %+v, was %+v", c.name, i+1, d.Article, found[i].Article)
			}
		}
		if len(again) != len(found) {
			t.Errorf("%s: %d articles, were %d", c.name, len(again), len(found))
		}
	}
}

func TestEveryFormatIsJoinedAndDividedAgain(t *testing.T) {
	three := records("The gate fails", "The ferry runs", "The mill stops")
	mail := "From: A <a@example.org>\nTo: b@example.org\nSubject: Clips\nDate: Fri, 4 Apr 2031 10:00:00 +0000\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
	var paragraphs strings.Builder
	for line := range strings.SplitSeq(three, "\n\n") {
		fmt.Fprintf(&paragraphs, "<p>%s</p>\n", strings.TrimSpace(line))
	}
	rtf := `{\rtf1\ansi ` + strings.ReplaceAll(three, "\n\n", `\par `) + "}"
	for name, text := range map[string]string{
		"clips.txt":  three,
		"dos.txt":    strings.ReplaceAll(three, "\n", "\r\n"),
		"marked.txt": "\uFEFF" + three,
		"clips.rtf":  rtf,
		"lines.html": "<!doctype html><html><head><title>Clips</title></head><body>" + paragraphs.String() + "</body></html>",
		"hits.html":  recordPage("Hits", "The gate fails", "The ferry runs", "The mill stops"),
		"clips.eml":  mail + "Content-Type: text/plain; charset=utf-8\n\n" + three,
		"with.eml": mail + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe clips of today are attached, with greetings from all of us.\n\n" +
			"--b\nContent-Type: application/rtf; name=clips.rtf\nContent-Disposition: attachment; filename=clips.rtf\n\n" + rtf + "\n--b--\n",
		"two.mbox": "From a@example.org Fri Apr  4 10:00:00 2031\n" + mail + "Content-Type: text/plain; charset=utf-8\n\n" + three +
			"\nFrom a@example.org Fri Apr  4 10:00:00 2031\n" + mail + "Content-Type: text/plain; charset=utf-8\n\nNothing else came today, they write.\n",
	} {
		dir := t.TempDir()
		write(t, dir, name, text)
		found, _ := documents(t, intake.Options{}, dir)
		whole := ""
		var spans []model.Span
		for _, d := range found {
			if strings.Contains(d.ImportPath, "#") && strings.Contains(d.Text, "The Echo") {
				whole, spans = d.Within.Text, append(spans, d.Within.Span)
			}
		}
		if len(spans) != 3 {
			t.Errorf("%s: %d records are found: %q", name, len(spans), titles(found))
			continue
		}
		know := func(spans ...model.Span) intake.Options {
			return intake.Options{Division: func(text string) ([]model.Span, bool) { return spans, text == whole }}
		}
		one, _ := documents(t, know(model.Span{Start: spans[0].Start, End: spans[2].End}), dir)
		if len(one) != len(found)-2 {
			t.Errorf("%s: joined, there are %q", name, titles(one))
		}
		again, _ := documents(t, know(spans...), dir)
		if len(again) != len(found) {
			t.Errorf("%s: divided again, there are %q", name, titles(again))
			continue
		}
		for i, d := range again {
			if d.ID != found[i].ID || d.ImportPath != found[i].ImportPath || d.Metadata != found[i].Metadata || !slices.Equal(d.Units, found[i].Units) {
				t.Errorf("%s: article %d is %+v, was %+v", name, i+1, d.Article, found[i].Article)
			}
		}
	}
}

func TestTextOutsideOfAllArticlesIsNamed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "export.txt", records("One", "Two", "Three"))
	found, _ := documents(t, intake.Options{}, dir)
	spans := spansIn(found)
	docs, refused := documents(t, divided("export.txt", spans[0], spans[2]), dir)
	if len(docs) != 2 || len(refused) != 1 || !strings.Contains(fmt.Sprint(refused), "in none of the articles") {
		t.Errorf("%d articles, refused %q", len(docs), refused)
	}
}

func TestARowOfATableIsNotDivided(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "rows.csv", "title,text\nOne,The mill stands still.\nTwo,The ferry runs.\n")
	docs, _ := documents(t, intake.Options{}, dir)
	for _, d := range docs {
		if d.Within.Text != "" || !strings.HasSuffix(d.Within.File, "rows.csv") {
			t.Errorf("%s is %+v", d.ImportPath, d.Within)
		}
	}
}

func TestBlocksThatWereLeftAreCountedAndCanBeTaken(t *testing.T) {
	page := recordPage("The gate fails again", "The gate fails again", "The ferry runs", "The mill stops")
	for name, text := range map[string]string{
		"page.html":  page,
		"page.mhtml": "From: <Saved by Blink>\nSnapshot-Content-Location: https://p.example/gate\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n" + page + "\n--b--\n",
		"letter.eml": "From: News <n@example.org>\nTo: a@example.org\nSubject: The gate fails again\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + page,
		"noted.txt":  "A note\n\nThe reading room made this for its members, and nobody else is to see it before the summer.\n\n" + strings.ReplaceAll("Document 1 of 2\n\n"+records("The ferry runs")+"Document 2 of 2\n\n"+records("The mill stops"), "End of Document\n", ""),
	} {
		dir := t.TempDir()
		write(t, dir, name, text)
		left := 0
		var docs []*model.Document
		read := func(opts intake.Options) {
			left, docs = 0, nil
			files, _, _ := listing.Find(t.Context(), []string{dir})
			for d := range intake.Documents(t.Context(), files, opts, func(r listing.Refusal) {
				blocks, rest := intake.Left(r.Err)
				if left += blocks; rest != nil {
					t.Errorf("%s: it says %q as well", name, rest)
				}
			}) {
				docs = append(docs, d)
			}
		}
		read(intake.Options{})
		before := docs
		if left == 0 || left+len(docs) != 3 {
			t.Errorf("%s: %d articles and %d left: %q", name, len(docs), left, titles(docs))
		}
		read(intake.Options{AllBlocks: func(path string) bool { return strings.HasSuffix(path, name) }})
		if left != 0 || len(docs) != 3 {
			t.Errorf("%s: with all blocks %q, and %d left", name, titles(docs), left)
		}
		for _, d := range before {
			if !slices.ContainsFunc(docs, func(o *model.Document) bool { return o.ID == d.ID }) {
				t.Errorf("%s: %q is another article with all blocks", name, d.Metadata.Title)
			}
		}
	}
}
