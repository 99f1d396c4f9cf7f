package drawing

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/timeline"
)

var update = flag.Bool("update", false, "write the golden files")

// paper is an article of an outlet with one mention.
type paper struct {
	outlet, title, at string
	stance            model.Stance
	gone              string // when a later version lacks the sentence
}

func timelineOf(title string, papers ...paper) *timeline.Timeline {
	b := compare.NewBuilder()
	b.Statement(compare.Statement{ID: "s", Title: title})
	from := timeline.Source{Versions: func(m *compare.Mention) (first, gone model.ArticleID) {
		return m.Article, "gone" + m.Article
	}}
	article := func(id, outlet, title, at string) model.Article {
		m := model.Metadata{Outlet: outlet, Title: title, Published: at}
		if day, _, timed := strings.Cut(at, "T"); timed {
			m.Published, m.PublishedAt = day, at
		}
		return model.Article{ID: model.ArticleID(id), Metadata: m}
	}
	for i, p := range papers {
		a := article(fmt.Sprintf("%05d", i), p.outlet, p.title, p.at)
		from.Articles = append(from.Articles, a)
		if p.gone != "" {
			from.Earlier = append(from.Earlier, article("gone"+string(a.ID), p.outlet, p.title, p.gone))
		}
		b.Article(compare.Article{ID: a.ID, Outlet: p.outlet, Title: p.title})
		b.Mention(compare.Mention{Statement: "s", Analyst: "Ines", Article: a.ID, Sentence: model.Span{End: 9}, Text: "It closed", Stance: p.stance})
	}
	from.Table = b.Table()
	return timeline.New(from)
}

func written(t *testing.T, d Timeline) string {
	t.Helper()
	var b strings.Builder
	d.Words = English()
	if err := WriteTimeline(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// parsed is what a drawing has, according to an XML parser.
type parsed struct {
	marks int
	texts []string // of title, desc and text
}

func parse(t *testing.T, drawn string) (p parsed) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(drawn))
	d.Strict = true
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p
		}
		if err != nil {
			t.Fatalf("%v in\n%.2000s", err, drawn)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "script" || e.Name.Local == "image" || e.Name.Space != "http://www.w3.org/2000/svg" {
				t.Fatalf("there is an element %v", e.Name)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "class" && a.Value == "mark" {
					p.marks++
				}
				if a.Name.Local == "href" || strings.HasPrefix(a.Name.Local, "on") {
					t.Fatalf("there is an attribute %v", a)
				}
				if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
					t.Fatalf("there is an attribute %v", a)
				}
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(e)); s != "" {
				p.texts = append(p.texts, s)
			}
		}
	}
}

func aground() *timeline.Timeline {
	return timelineOf("The Alma ran aground",
		paper{"Tide Post", "Ferry stranded", "2031-03-10T15:21+01:00", model.Asserts, ""},
		paper{"Вісник", "Пором на мілині", "2031-03-10T16:47+02:00", model.Attributes, "2031-03-12T08:00Z"},
		paper{"阿尔玛日报", "渡轮搁浅", "2031-03-10", model.Asserts, ""},
		paper{"النهار", "العبّارة", "2031-03-12T09:00", model.Denies, ""},
		paper{"النهار", "العبّارة", "2031-03-12T09:02", model.Doubts, ""},
		paper{"", "A letter", "2031-03-13", model.Asserts, ""},
		paper{"", "Another letter", "2031-03-11T07:00Z", model.Asserts, ""},
		paper{"Windward", "Undated", "", model.Asserts, ""},
	)
}

func TestDrawingsAreThoseInTheFiles(t *testing.T) {
	all := aground()
	for name, d := range map[string]Timeline{
		"articles.svg":  {Timeline: all},
		"statement.svg": {Timeline: all, Statement: &all.Statements[0]},
		"nothing.svg":   {Timeline: timelineOf("No date", paper{"Windward", "Undated", "", model.Asserts, ""})},
	} {
		got := written(t, d)
		parse(t, got)
		path := "testdata/" + name
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s differs (%v); run with -update and look at it", name, err)
		}
	}
}

func TestEachDatedArticleHasAMark(t *testing.T) {
	all := aground()
	if p := parse(t, written(t, Timeline{Timeline: all})); p.marks != 7 {
		t.Errorf("%d marks", p.marks)
	}
	p := parse(t, written(t, Timeline{Timeline: all, Statement: &all.Statements[0]}))
	if p.marks != 7 {
		t.Errorf("%d marks", p.marks)
	}
	for _, text := range []string{
		"The Alma ran aground", "1–2.", "Tide Post", "阿尔玛日报", "النهار", "Вісник", "without a date: 1", "UTC",
		"2031-03-10T16:47+02:00 · gone on 2031-03-12T08:00Z · Пором на мілині",
	} {
		if !strings.Contains(strings.Join(p.texts, "\n"), text) {
			t.Errorf("%s is not among %q", text, p.texts)
		}
	}
}

func TestTextsCannotBreakADrawing(t *testing.T) {
	for _, text := range []string{
		`<script>alert("x")</script>`, "]]>", "&amp;&#0;", "a\x00b\x07c\x1bd\x7f\u0085", "\xff\xfe", "\ufffe\uffff", "\u202Egnp.exe\u2066",
		strings.Repeat("long ", 10_000), strings.Repeat("👩‍🚀", 500), "' onload='x", "line\r\nline\tline", "", "   ",
	} {
		d := timelineOf(text, paper{text, text, "2031-03-10T15:21Z", model.Asserts, ""})
		for _, of := range []*timeline.Statement{nil, &d.Statements[0]} {
			out := written(t, Timeline{Timeline: d, Statement: of})
			p := parse(t, out)
			if p.marks != 1 || len(out) > 20_000 || !utf8.ValidString(out) || strings.ContainsAny(out, "\u202E\u2066\uFFFE\uFFFF\x00\x07") {
				t.Errorf("%.40q: %d marks in %d bytes", text, p.marks, len(out))
			}
		}
	}
}

func FuzzTextsAreXML(f *testing.F) {
	for _, text := range []string{"a & b", "\x00<\xff>", "  two  words ", "\u202Eab\u200Dc", "\uFFFE", "'\""} {
		f.Add(text, 5)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = 1 + (most%200+200)%200
		out := escaped(text, most)
		var back struct {
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal([]byte("<t>"+out+"</t>"), &back); err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		if n := utf8.RuneCountInString(back.Text); n > most || back.Text != strings.Join(strings.Split(back.Text, "\n"), " ") || strings.Contains(out, "<") {
			t.Fatalf("%q has %d runes", back.Text, n)
		}
	})
}

// large returns a timeline of 13,013 articles.
func large() *timeline.Timeline {
	var all []paper
	for i := range 13_013 {
		at := fmt.Sprintf("20%02d-%02d-%02d", 10+i%20, 1+i%12, 1+i%28)
		if i%3 > 0 {
			at += fmt.Sprintf("T%02d:%02dZ", i%24, i%60)
		}
		all = append(all, paper{fmt.Sprintf("Outlet %03d", i%150), strings.Repeat("A title of an ordinary length ", 8), at, model.Asserts, ""})
	}
	return timelineOf("The pier is closed", all...)
}

func TestALargeDrawingIsBoundedAndComplete(t *testing.T) {
	all := large()
	for _, of := range []*timeline.Statement{nil, &all.Statements[0]} {
		out := written(t, Timeline{Timeline: all, Statement: of})
		if p := parse(t, out); p.marks != 13_013 || len(out) > 10<<20 {
			t.Errorf("%d marks in %d bytes", p.marks, len(out))
		}
	}
}

type fullDisk struct{ left int }

var errFull = errors.New("full")

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestTheErrorOfTheFileIsReturned(t *testing.T) {
	for _, left := range []int{0, 500, 3000} {
		if err := WriteTimeline(&fullDisk{left}, Timeline{Timeline: aground(), Words: English()}); !errors.Is(err, errFull) {
			t.Errorf("after %d bytes: %v", left, err)
		}
	}
}

func BenchmarkWriteTimeline(b *testing.B) {
	all := large()
	for b.Loop() {
		var n counter
		if err := WriteTimeline(&n, Timeline{Timeline: all, Words: English()}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/1e6, "MB")
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
