// Package contenttest has documents with which to test writers, and checks of documents.
package contenttest

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"assay.app/assay/model/scene"
	"assay.app/assay/storage/report/content"
)

// Document returns a document with the given blocks.
func Document(blocks ...content.Block) *content.Document {
	return &content.Document{
		Title: "Pier report", Language: "en", Program: "Assay test", Created: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC),
		Words: Words(), Blocks: Blocks(blocks...),
	}
}

// Words returns English words.
func Words() content.Words {
	return content.Words{
		Contents: "Contents", Notes: "Notes", Back: "Back", Continued: "(continued)",
		Page: func(page, of int) string { return fmt.Sprintf("Page %d of %d", page, of) },
	}
}

// Blocks returns a sequence of blocks.
func Blocks(blocks ...content.Block) iter.Seq2[content.Block, error] {
	return func(yield func(content.Block, error) bool) {
		for _, b := range blocks {
			if !yield(b, nil) {
				return
			}
		}
	}
}

// Rows returns a sequence of rows of a table.
func Rows(rows ...[]content.Cell) iter.Seq2[[]content.Cell, error] {
	return func(yield func([]content.Cell, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Cells returns a row of plain texts.
func Cells(texts ...string) []content.Cell {
	out := make([]content.Cell, len(texts))
	for i, t := range texts {
		out[i].Text = []content.Run{content.Plain(t)}
	}
	return out
}

// Annex returns a document whose table has the given number of rows, each with an address and some
// with a note. It makes the rows while they are read.
func Annex(rows int) *content.Document {
	return Document(content.Heading{Level: 1, ID: "annex", Text: []content.Run{content.Plain("Annex")}}, content.Table{
		ID: "articles", Title: "All articles", Summary: "Each article with its address and hash.",
		Columns: []content.Column{{Title: "No.", Width: 1, Align: content.Trailing}, {Title: "Article", Width: 5}, {Title: "SHA-256", Width: 4}},
		Rows: func(yield func([]content.Cell, error) bool) {
			for i := range rows {
				address := fmt.Sprintf("https://gazette.example/harbour/%d?page=1&from=index", i)
				title := content.Run{Text: fmt.Sprintf("The harbour in week %d", i), ID: fmt.Sprintf("article-%d", i)}
				if i%50 == 0 {
					title.Note = &content.Note{ID: fmt.Sprintf("note-%d", i), Text: plain("Taken in by hand.")}
				}
				row := []content.Cell{
					{Text: plain(fmt.Sprint(i + 1))},
					{Text: []content.Run{title, {Text: address, Link: address, Mono: true, Break: true}}},
					{Text: []content.Run{{Text: fmt.Sprintf("%064x", i*i), Mono: true}}},
				}
				if !yield(row, nil) {
					return
				}
			}
		},
	})
}

// Everywhere returns a document with a text in all its places.
func Everywhere(text string) *content.Document {
	runs := []content.Run{
		{Text: text, Bold: true, Link: text, Language: text, Fill: text, Note: &content.Note{ID: "n", Text: []content.Run{content.Plain(text)}}},
		{Text: text, Mono: true, Link: "https://" + text},
	}
	d := Document(
		content.Heading{Level: 1, ID: "h", Text: runs[1:]},
		content.Paragraph{Text: runs, Side: runs[1:]},
		content.Table{ID: "t", Title: text, Summary: text, Columns: []content.Column{{Title: text}}, Rows: Rows([]content.Cell{{Text: runs[1:], Fill: text}})},
	)
	d.Title, d.Language, d.Program, d.Authors = text, text, text, []string{text}
	d.Outline = []content.Entry{{Level: 1, ID: "h", Title: text}}
	return d
}

// longTitle is a title of 300 characters.
var longTitle = strings.Repeat("What the harbour says of it, ", 10) + "at last 10"

// Rich returns a document that has everything which a document can have: all blocks and looks,
// several scripts, hostile texts and colours.
func Rich() *content.Document {
	d := Document(richBlocks()...)
	d.Title = longTitle
	d.Made = "Written by Ines & <Oskar> on 14 March 2031."
	d.Subtitle = "Harbour & <pier>: \x00\x0Ba \"test\" of everything"
	d.Subject = "The pier"
	d.Authors = []string{"Ines", "Олена", "<b>Kim</b>"}
	d.Outline = []content.Entry{
		{Level: 1, ID: "summary", Title: "Summary"},
		{Level: 2, ID: "scripts", Title: "Scripts"},
		{Level: 3, ID: "hebrew", Title: "דו״ח על הרציף"},
		{Level: 1, ID: "figures", Title: "Tables & figures"},
		{Level: 1, ID: "marked", Title: "Marked text"},
	}
	return d
}

func plain(text string) []content.Run { return []content.Run{content.Plain(text)} }

func richBlocks() []content.Block {
	blocks := []content.Block{
		content.Heading{Level: 1, ID: "summary", Text: plain("Summary")},
		content.Paragraph{Look: content.Lead, Text: plain("The pier opened late. Two of three outlets say so.")},
		content.Paragraph{ID: "verdict", Text: []content.Run{
			content.Plain("Verdict: "),
			{Text: "likely", Bold: true, Fill: "#009E73"},
			content.Plain(", with "),
			{Text: "low confidence", Italic: true},
			content.Plain(". See "),
			{Text: "the evidence", Link: "#quote-1"},
			content.Plain(" and "),
			{
				Text: "the address", Link: "https://gazette.example/pier?id=1&x=\"y\" z#top",
				Note: &content.Note{ID: "n1", Text: []content.Run{content.Plain("Read on 4 March; "), {Text: "copy", Link: "http://archive.example/1"}, content.Plain(".")}},
			},
			content.Plain("."),
		}},
		content.Paragraph{Look: content.Quote, ID: "quote-1", Text: []content.Run{
			content.Plain("“The pier opens in May,” Lee said."),
			{Text: "Next line of it.", Break: true, Note: &content.Note{ID: "n2", Text: plain("Paragraph 3.")}},
		}},
		content.Paragraph{Look: content.Caption, Text: []content.Run{{Text: "The Gazette, “Pier opens”, 4 March 2026, paragraph 3. "}, {Text: "Back", Link: "#verdict"}}},
		content.Paragraph{Look: content.Warning, Text: plain("This judgement has no cited mention.")},
		content.Paragraph{Look: content.Small, Text: []content.Run{{Text: "Made by hand. ", Muted: true}, {Text: strings.Repeat("0123456789abcdef", 4), Mono: true}}},
		content.List{Items: [][]content.Run{plain("One gap"), {{Text: "Another ", Bold: true}, content.Plain("gap")}}},
		content.List{Numbered: true, Items: [][]content.Run{plain("First step"), plain("Second step")}},
		content.List{Numbered: true, Items: [][]content.Run{plain("First again")}},
		content.Heading{Level: 2, ID: "scripts", Text: plain("Scripts")},
	}
	blocks = append(blocks, scripts()...)
	blocks = append(blocks, hostile()...)
	blocks = append(blocks, tables()...)
	return append(blocks, marked()...)
}

func scripts() []content.Block {
	return []content.Block{
		content.Heading{Level: 3, ID: "hebrew", Text: []content.Run{{Text: "דו״ח על הרציף", Language: "he"}}},
		content.Paragraph{Text: []content.Run{{Text: "הרציף נפתח ב־12 במאי, אמר Lee, (בבוקר).", Language: "he"}, {Text: " הערה", Bold: true, Language: "he", Fill: "#0072B2"}}},
		content.Paragraph{Text: []content.Run{{Text: "فتح الرصيف في ٤ مارس، كما قالت Gazette.", Language: "ar", Note: &content.Note{ID: "n3", Text: []content.Run{{Text: "الصفحة ٣.", Language: "ar"}}}}}},
		content.Paragraph{Text: []content.Run{content.Plain("The minister said “"), {Text: "نعم، 12!", Language: "ar"}, content.Plain("” twice (no more).")}},
		content.Heading{Level: 4, ID: "east", Text: plain("East")},
		content.Paragraph{Text: []content.Run{{Text: "“码头将于五月开放。”他说。", Language: "zh-Hans"}, {Text: "桟橋は五月に開く。", Language: "ja"}, {Text: "부두는 오월에 열린다.", Language: "ko"}}},
		content.Paragraph{Text: []content.Run{{Text: "Пірс відкрили із запізненням. ", Language: "uk"}, {Text: "Η προβλήτα άνοιξε. ", Language: "el"}, content.Plain("👩‍👩‍👧 🚢 e\u0301 naïve")}},
	}
}

func hostile() []content.Block {
	return []content.Block{
		content.Break{},
		content.Heading{Level: 2, ID: "hostile", Text: plain("Texts *that* # _look_ like `markup`")},
		content.Paragraph{Text: plain("NUL \x00, escape \x1b[31m, vertical \v tab, \ufffe and \uffff, not UTF-8 \xff\xfe, a\ttab, a\r\nbreak, &amp; ]]> <script>alert(1)</script> &#0; {{.}} %s")},
		content.Paragraph{Text: plain("# no heading")},
		content.Paragraph{Text: plain("1. no list, [no link](https://a.example) ![no](x) <https://b.example> | no | table | ~~no~~ [^1] a\\b www.c.example d@e.example")},
		content.Paragraph{Text: []content.Run{{Text: "Colour of ill will", Fill: "red;}"}, {Text: " and a short one", Fill: "#12"}, {Text: " and a link of ill will", Link: "javascript:alert(1)"}, {Text: " and a style", Fill: "#00000\""}}},
		content.Paragraph{Text: plain("A direction is set \u202Eand not ended \u2067here")},
		content.Paragraph{Text: plain("This follows it. " + strings.Repeat("Word", 300))},
		content.Paragraph{},
		content.Paragraph{ID: "empty-place", Text: plain("   ")},
	}
}

func tables() []content.Block {
	return []content.Block{
		content.Heading{Level: 1, ID: "figures", Text: plain("Tables & figures")},
		content.Table{
			ID: "statements", Title: "Statements & outlets", Summary: "How many outlets say each statement.",
			Columns: []content.Column{{Title: "Statement", Width: 4}, {Title: "Stance", Width: 1, Align: content.Centre}, {Title: "Outlets", Width: 1, Align: content.Trailing}},
			Rows: Rows(
				[]content.Cell{{Text: plain("The pier opened late.")}, {Text: plain("●"), Fill: "#E69F00"}, {Text: plain("12")}},
				[]content.Cell{{Text: []content.Run{{Text: "الرصيف | مغلق", Language: "ar"}}}, {Text: plain("✕"), Fill: "#000000"}, {Text: plain("−3")}},
				[]content.Cell{{Text: []content.Run{{Text: "Noted", Note: &content.Note{ID: "n4", Text: plain("In a table.")}}, {Text: "next line", Break: true}}}, {Text: plain("?"), Fill: "url(x)"}, {}},
			),
		},
		content.Table{ID: "untitled", Columns: []content.Column{{Title: ""}, {Title: "Same width", Width: -1}}, Rows: Rows(Cells("a", "b"))},
		content.Table{ID: "no-rows", Title: "Nothing", Columns: []content.Column{{Title: "Empty"}}, Rows: Rows()},
		content.Picture{ID: "bars", Scene: Scene(), Caption: plain("Sentences by outlet.")},
	}
}

func marked() []content.Block {
	blocks := []content.Block{content.Heading{Level: 1, ID: "marked", Text: plain("Marked text")}}
	for i := range 3 {
		blocks = append(blocks, content.Paragraph{
			ID: fmt.Sprintf("p-%d", i+1),
			Text: []content.Run{
				{Text: "The pier opened on Monday. ", Fill: "#56B4E9"},
				content.Plain("It had been closed for years. "),
				{Text: "“We are glad,” Lee said.", Fill: "#CC79A7"},
			},
			Side: []content.Run{{Text: "C", Bold: true, Fill: "#56B4E9"}, content.Plain(" claim, B2; single source"), {Text: "Q", Bold: true, Fill: "#CC79A7", Break: true}, content.Plain(" quote, B3")},
		})
	}
	return append(blocks, content.Paragraph{Text: plain("A paragraph without anything beside it stands here, as long as the others.")})
}

// Scene returns a drawing with two bars and texts in several scripts.
func Scene() *scene.Scene {
	return &scene.Scene{Title: "Bars: Gazette 12, الرصيف 7", Width: 300, Height: 80, Items: []scene.Item{
		{Shape: scene.Rect, W: 300, H: 80, Fill: scene.Color{Role: scene.Paper}, Of: -1},
		{Shape: scene.Text, X: 4, Y: 24, Size: 10, Text: "Gazette <12>", Of: -1},
		{Shape: scene.Rect, X: 90, Y: 12, W: 180, H: 16, Fill: scene.Color{Role: scene.Accent}, Tip: "Gazette: 12"},
		{Shape: scene.Text, X: 4, Y: 54, Size: 10, Text: "الرصيف", Of: -1},
		{Shape: scene.Rect, X: 90, Y: 42, W: 105, H: 16, Fill: scene.Color{Role: scene.Accent}, Tip: "7", Of: 1},
	}}
}
