package storagetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Document makes an article from plain text, with only the language as metadata.
// Blank lines separate paragraphs, and a full stop before white space ends a
// sentence.
func Document(text string) *model.Document {
	sum := sha256.Sum256([]byte(text))
	d := &model.Document{
		Article: model.Article{
			ID: model.ArticleIDOf(sum), SHA256: hex.EncodeToString(sum[:]), Encoding: "utf-8",
			Size: len(text), Excerpt: model.Excerpt(text), ImportPath: "text.txt",
			ImportedAt: time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC),
			Metadata:   model.Metadata{Language: "en"},
		},
		Text: text,
	}
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.Index(text[start:], "\n\n"); i >= 0 {
			end = start + i
		}
		addParagraph(d, start, end)
		start = end + 2
	}
	return d
}

// addParagraph adds the paragraph text[start:end] and its sentences.
func addParagraph(d *model.Document, start, end int) {
	for start < end && isSpace(d.Text[start]) {
		start++
	}
	for end > start && isSpace(d.Text[end-1]) {
		end--
	}
	if start == end {
		return
	}
	d.Paragraphs = append(d.Paragraphs, model.Span{Start: start, End: end})
	for at := start; at < end; {
		stop := end
		for i := at + 1; i < end; i++ {
			if isSpace(d.Text[i]) && d.Text[i-1] == '.' {
				stop = i
				break
			}
		}
		d.Units = append(d.Units, model.Unit{
			Span: model.Span{Start: at, End: stop}, Paragraph: len(d.Paragraphs) - 1,
		})
		for at = stop; at < end && isSpace(d.Text[at]); at++ {
		}
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' }

// Invent makes up an article with metadata and the given number of sentences. The
// same random numbers produce the same article.
func Invent(rng *rand.Rand, sentences int) *model.Document {
	var text strings.Builder
	fmt.Fprintf(&text, "Report %d of the %s.", rng.Uint64(), pick(rng, things))
	for n := 1; n < sentences; n++ {
		if rng.IntN(4) == 0 {
			text.WriteString("\n\n")
		} else {
			text.WriteByte(' ')
		}
		fmt.Fprintf(&text, "The %s %s the %s %s, %d metres from the %s.", pick(rng, things), pick(rng, deeds),
			pick(rng, things), pick(rng, times), rng.IntN(9000), pick(rng, things))
	}
	d := Document(text.String())
	d.Metadata = model.Metadata{
		Title:     fmt.Sprintf("The %s and the %s", pick(rng, things), pick(rng, things)),
		Outlet:    pick(rng, outlets),
		Published: fmt.Sprintf("2031-%02d-%02d", 1+rng.IntN(12), 1+rng.IntN(28)),
		Language:  "en",
	}
	if rng.IntN(2) == 0 {
		d.Metadata.PublishedAt = d.Metadata.Published + "T09:30" + pick(rng, clocks)
		d.Metadata.Retrieved, d.Metadata.Archive = "2031-12-30", "https://archive.example/1/https://tide.example/2"
		d.Metadata.Section = pick(rng, sections)
	}
	return d
}

func pick(rng *rand.Rand, list []string) string { return list[rng.IntN(len(list))] }

// The words of invented articles.
var (
	things   = strings.Split("harbour café,lighthouse,ferry,bridge,signal box,water mill,museum,tram depot,glacier,observatory", ",")
	deeds    = strings.Split("opened beside,closed before,lost sight of,paid for,flooded,outlived,moved towards", ",")
	times    = strings.Split("on a Tuesday,after the storm,in spring,at noon,without notice,for the third time", ",")
	outlets  = strings.Split("The Quay Courier,Tide Post,Evening Semaphore,Zeitung am Kanal", ",")
	clocks   = []string{"", "Z", "+05:30"}
	sections = []string{"World", "Local News", "Sport"}
)

// Encode returns the bytes of text, or an error if encoding is not UTF-8. Tests use
// it as the Encode of storage.Options.
func Encode(text, encoding string) ([]byte, error) {
	if encoding != "utf-8" {
		return nil, fmt.Errorf("%s is not an encoding of this package's articles", encoding)
	}
	return []byte(text), nil
}
