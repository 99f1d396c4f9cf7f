package intake

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/listing"
)

// linesFile is a test file that consists of lines, so that it can be read in parts.
type linesFile struct {
	name, text, encoding string // the encoding it is written in, "" for UTF-8
}

var (
	inventedOutlets = []string{"The Tarn Courier", "Lower Tarn Post", "Tarn Valley Herald"}
	inventedPeople  = []string{"Odo Leith", "Una Brack", "Ivo Selm", "Ann Doe"}
	inventedTexts   = []string{
		"The council met on Monday and heard what the people of the valley had to say.",
		"“We waited a long time for this,” said one of them, who had come by boat.",
		"A report is to be handed over before the end of the month, the council said.",
		"Nobody was hurt when the lower gate gave way, the keeper of the weir told us.",
		"The ferry will run twice a day, \"weather permitting\", until the bridge is mended.",
		"Fares stay as they are; the harbour office has said so more than once this year.",
	}
)

type story struct{ title, outlet, byline, day, text string }

func stories(r *rand.Rand, n int, gap string) []story {
	all := make([]story, n)
	for i := range all {
		var b strings.Builder
		for k := range 1 + r.IntN(9) {
			if k > 0 {
				b.WriteString(gap)
			}
			b.WriteString(inventedTexts[r.IntN(len(inventedTexts))])
		}
		all[i] = story{
			fmt.Sprintf("Weir keeper number %d retires", i+1), inventedOutlets[r.IntN(3)], inventedPeople[r.IntN(4)],
			fmt.Sprintf("May %d, 2031", 1+r.IntN(28)), b.String(),
		}
	}
	return all
}

// exportLayouts use the verbs %[1]s to %[5]s for title, outlet, byline, day and
// text, and %[6]d of %[7]d for the number.
var exportLayouts = map[string]string{
	"ended":          "%[1]s\n\n%[2]s\n\n%[4]s Friday\n\nCopyright 2031 %[2]s Ltd All Rights Reserved\n\nSection: NEWS; Pg. 3\n\nLength: 50 words\n\nByline: %[3]s\n\nBody\n\n%[5]s\n\nClassification\n\nLanguage: ENGLISH\n\nLoad-Date: May 20, 2031\n\nEnd of Document\n\n",
	"counted":        "\n   %[6]d of %[7]d DOCUMENTS\n\n   %[2]s\n\n   %[4]s Friday\n\n%[1]s\n\nBYLINE: %[3]s\n\nLENGTH: 50 words\n\n%[5]s\n\nLOAD-DATE: May 20, 2031\n\n   Copyright 2031 %[2]s\n   All Rights Reserved\n",
	"counted barely": "Document %[6]d of %[7]d\n\n%[1]s\n%[4]s\n\n%[5]s\n\n",
	"coded":          "HD %[1]s\nBY By %[3]s\nWC 50 words\nPD %[4]s\nSN %[2]s\nLP %[5]s\nNS gcat : News\nAN Document TARN0000020310503\n\n",
	"coded, section": "SE News\nHD %[1]s\nBY By %[3]s\nWC 50 words\nPD %[4]s\nSN %[2]s\nLP %[5]s\nNS gcat : News\nAN Document TARN0000020310503\n\n",
	"RIS":            "TY  - NEWS\nTI  - %[1]s\nAU  - %[3]s\nDA  - %[4]s\nJO  - %[2]s\nAB  - %[5]s\nER  -\n\n",
	"ruled":          "____________________\n\n%[1]s\n\nAuthor: %[3]s\n\nPublication info: %[2]s ; Tarn. %[4]s: A1.\n\nFull text: %[5]s\n\nTitle: %[1]s\n\nPublication title: %[2]s\n\nSource type: Newspapers\n\nProQuest document ID: 70%[6]d\n\n",
	"labelled":       "Título: %[1]s\nFuente: %[2]s\nAutor: %[3]s\nFecha: %[4]s\nTexto: %[5]s\n\n",
	"headline above": "%[1]s\nQuelle: %[2]s\nAutor: %[3]s\nDatum: %[4]s\n\n%[5]s\n\n",
	"stars":          "%[1]s\n%[2]s, %[4]s, page 4\nby %[3]s\n\n%[5]s\n\n* * * * *\n\n",
	"dashes":         "----------\n%[2]s\n%[4]s\n\n%[1]s\nBy %[3]s\n\n%[5]s\n\n",
	"closed":         "%[1]s\nBy %[3]s\n50 words\n%[4]s\n%[2]s\nTARN\nEnglish\n\n%[5]s\n\nDocument TARN00002031053%04[6]d\n\n",
	"numbers":        "[%[6]d/%[7]d]\n%[1]s\n%[2]s | %[4]s | Local\nBy %[3]s\n\n%[5]s\n\n",
}

const coverPage = "User Name: Ann Doe\n\nDate and Time: Friday, May 30, 2031\n\nJob Number: 1234\n\nDocuments (%d)\n\n%s\n\nSearch Terms: weir\n\nSearch Type: Natural\n\n"

var dayForm = regexp.MustCompile(`May (\d+), 2031`)

func exportOf(layout string, all []story) string {
	var b strings.Builder
	for i, s := range all {
		fmt.Fprintf(&b, layout, s.title, s.outlet, s.byline, s.day, s.text, i+1, len(all))
	}
	return b.String()
}

// withoutRecord returns an export without one of the records that it counts.
func withoutRecord(layout string, all []story, without int) string {
	var b strings.Builder
	for i, s := range all {
		if i != without {
			fmt.Fprintf(&b, layout, s.title, s.outlet, s.byline, s.day, s.text, i+1, len(all))
		}
	}
	return b.String()
}

func cover(all []story, claimed int) string {
	var titles strings.Builder
	for i, s := range all {
		fmt.Fprintf(&titles, "%d. %s\n", i+1, s.title)
	}
	return fmt.Sprintf(coverPage, claimed, titles.String())
}

// exportFiles returns exports in every layout, some of them damaged.
func exportFiles(r *rand.Rand) (files []linesFile) {
	add := func(name, text string) { files = append(files, linesFile{name: name + ".txt", text: text}) }
	for _, name := range slices.Sorted(maps.Keys(exportLayouts)) {
		layout := exportLayouts[name]
		all := stories(r, 6+r.IntN(40), "\n\n")
		text := exportOf(layout, all)
		add(name, text)
		add(name+" CRLF", strings.ReplaceAll(text, "\n", "\r\n"))
		add(name+" cover", cover(all, len(all))+text)
		add(name+" cover counts more", cover(all, len(all)+7)+text)
		add(name+" cut off", text[:len(text)-len(text)/(3*len(all))])
		add(name+" text before", inventedTexts[0]+"\n\n"+inventedTexts[1]+"\n\n"+text)
		add(name+" without a text", strings.Replace(text, all[3].text, "", 1))
		add(name+" mark within", strings.Replace(text, all[2].text, all[2].text+"\n\nEnd of Document\n\nSo the letter closes that he sent.\n\n----------\n\n2 of 3 documents\n\nNot all of them were there on that day.", 1))
		add(name+" days in numbers", dayForm.ReplaceAllString(text, "$1/05/2031"))
		add(name+" one missing", withoutRecord(layout, all, 4))
		add(name+" long lines", exportOf(layout, stories(r, 12, " ")))
		for _, other := range slices.Sorted(maps.Keys(exportLayouts)) {
			second := exportLayouts[other]
			if other > name && r.IntN(3) == 0 {
				more := stories(r, 8, "\n\n")
				add(name+" then "+other, text+exportOf(second, more))
				add(name+" and "+other, cover(all, len(all))+text+cover(more, len(more))+exportOf(second, more))
			}
		}
		files = append(files,
			linesFile{name + " 16.txt", "\uFEFF" + text, coding.UTF16LE},
			linesFile{name + " 1252.txt", strings.ReplaceAll(text, "Weir", "Wéir"), coding.Windows1252})
	}
	return files
}

// tableFiles returns tables of many kinds, some of them damaged.
func tableFiles(r *rand.Rand) (files []linesFile) {
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	for _, comma := range []string{",", ";", "\t", "|"} {
		for _, gap := range []string{" ", "\n\n"} {
			all := stories(r, 30+r.IntN(60), gap)
			rows := make([]string, len(all))
			for i, s := range all {
				day := fmt.Sprintf("%d/%d/2031 10:0%d", 1+i%12, 1+i%12, i%10)
				if i == len(all)-2 {
					day = "5/27/2031 11:12" // settles the order of day and month for all rows
				}
				rows[i] = strings.Join([]string{quote(s.title), s.outlet, s.byline, day, quote(s.text)}, comma)
			}
			head := strings.Join([]string{"Headline", "Source", "Author", "Date", "Full Text"}, comma)
			with := func(change func(rows []string) []string) string {
				return head + "\n" + strings.Join(change(slices.Clone(rows)), "\n") + "\n"
			}
			same := func(rows []string) []string { return rows }
			name := fmt.Sprintf("table %q %d ", comma, len(gap))
			add := func(what, text, encoding string) {
				files = append(files, linesFile{name + what + ".csv", text, encoding})
			}
			add("plain", with(same), "")
			add("CRLF", strings.ReplaceAll(with(same), "\n", "\r\n"), "")
			add("CR", strings.ReplaceAll(with(same), "\n", "\r"), "")
			add("mark", "\uFEFF"+with(same), "")
			add("sep", "sep="+comma+"\n"+with(same), "")
			add("said before", "Search name:"+comma+"Weir\n\n"+with(same), "")
			add("UTF-16", "\uFEFF"+with(same), coding.UTF16BE)
			add("UTF-16 without a mark", with(same), coding.UTF16LE)
			add("Cyrillic", strings.ReplaceAll(with(same), "The council met", "Рада зібралася в понеділок"), "windows-1251")
			add("Polish", strings.ReplaceAll(with(same), "The council met", "Dlatego przełożyła w piątek żółtą łódź"), "iso-8859-2")
			add("Japanese", strings.ReplaceAll(with(same), "The council met", "この日の会議では川の水位について話し合いが行われた"), "shift_jis")
			add("no end", strings.TrimSuffix(with(same), "\n"), "")
			add("bad rows", with(func(rows []string) []string {
				rows[4] = strings.Join([]string{`"one "two" three"`, "a", "b", "c", quote("d")}, comma)
				rows[9] += comma + "and" + comma + "more"
				rows[17] = "\n\n" + rows[17]
				return rows
			}), "")
			add("not closed", with(func(rows []string) []string {
				return append(rows, `"It goes on`+comma+"and on", "and"+comma+"on", "to the end"+comma+"of it")
			}), "")
			add("short rows", with(func(rows []string) []string {
				rows[5] = quote("Alone")
				return rows
			}), "")
			add("backslashes", strings.ReplaceAll(with(same), `""`, `\"`), "")
			add("HTML", strings.ReplaceAll(with(same), "Nobody was hurt", "<p>Nobody &amp; none</p><p>was <b>hurt</b></p>"), "")
		}
	}
	return files
}

// jsonFiles returns files of JSON lines, some of them damaged.
func jsonFiles(r *rand.Rand) (files []linesFile) {
	all := stories(r, 80, "\n\n")
	rows := make([]string, len(all))
	for i, s := range all {
		rows[i] = fmt.Sprintf(`{"id": %d, "data": {"headline": %q, "body": %q}, "source": {"name": %q}, "date": "%d/%d/2031"}`, i, s.title, s.text, s.outlet, 1+i%12, 1+i%12)
	}
	rows[70] = strings.Replace(rows[70], "/2031", "/2031 10:12 pm", 1)
	with := func(change func(rows []string) []string) string {
		return strings.Join(change(slices.Clone(rows)), "\n") + "\n"
	}
	add := func(what, text, encoding string) { files = append(files, linesFile{what + ".jsonl", text, encoding}) }
	same := func(rows []string) []string { return rows }
	add("objects", with(same), "")
	add("objects CRLF", strings.ReplaceAll(with(same), "\n", "\r\n"), "")
	add("objects 16", with(same), coding.UTF16LE)
	add("objects without an end", strings.TrimSpace(with(same)), "")
	add("objects of two kinds", with(func(rows []string) []string {
		for i := 3; i < len(rows); i += 7 {
			rows[i] = fmt.Sprintf(`{"title": "Gate %d", "text": %q, "published": "2031-05-0%d"}`, i, all[i].text, 1+i%9)
		}
		rows[40] = `{"status": "ok"}`
		return rows
	}), "")
	add("objects over lines", with(func(rows []string) []string {
		for i := 5; i < len(rows); i += 3 {
			rows[i] = strings.ReplaceAll(rows[i], ", ", ",\n  ")
		}
		return rows
	}), "")
	add("objects and lists", with(func(rows []string) []string {
		rows[8] = "[" + rows[8] + "," + strings.ReplaceAll(rows[8], "number", "no.") + "]"
		rows[20] = `{"articles": [` + rows[20] + "," + rows[21] + `], "more": 1}`
		return rows
	}), "")
	add("objects cut off", with(func(rows []string) []string {
		rows[6] = rows[6][:len(rows[6])/2]
		rows[16] = rows[16][:len(rows[16])-1] + ",}"
		rows[30] = "no JSON"
		rows[31] = "{]"
		return append(rows, rows[50][:60])
	}), "")
	return files
}

func mailFiles(r *rand.Rand) (files []linesFile) {
	var b strings.Builder
	for i, s := range stories(r, 40, "\n\n") {
		fmt.Fprintf(&b, "From list@tarn.example Fri May  9 10:00:00 2031\nFrom: %s <a@tarn.example>\nTo: b@tarn.example\nMessage-ID: <%d@tarn.example>\nSubject: %s\nDate: Fri, 9 May 2031 10:0%d:00 +0200\n", s.byline, i, s.title, i%10)
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, "\n%s\n\n>From there they went home.\n\n", s.text)
		case 1:
			fmt.Fprintf(&b, "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\n%s\n--m\nContent-Type: text/plain; name=\"two.txt\"\nContent-Disposition: attachment; filename=\"two.txt\"\n\n%s\n--m--\n\n", s.text, inventedTexts[i%6])
		case 2:
			fmt.Fprintf(&b, "Content-Type: text/html; charset=utf-8\n\n<html><body><p>%s</p></body></html>\n\n", strings.ReplaceAll(s.text, "\n\n", "</p><p>"))
		default:
			fmt.Fprintf(&b, "\n%s\n\nFrom here it is far.\n\n", s.text)
		}
	}
	text := b.String()
	return []linesFile{
		{"mails.mbox", text, ""},
		{"mails CRLF.mbox", strings.ReplaceAll(text, "\n", "\r\n"), ""},
		{"mails one empty.mbox", strings.Replace(text, inventedTexts[0], "", 3), ""},
	}
}

// gather reads a file and returns its articles, and one line for each refusal.
func gather(t *testing.T, path string, opts Options) (docs []*model.Document, refused []string) {
	t.Helper()
	opts.Now = func() time.Time { return time.Unix(0, 0) }
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for doc := range Documents(context.Background(), []listing.File{{Path: path, Size: info.Size()}}, opts, func(r listing.Refusal) {
		for line := range strings.SplitSeq(strings.ReplaceAll(r.Err.Error(), "read "+path+": ", ""), "\n") {
			refused = append(refused, line)
		}
	}) {
		docs = append(docs, doc)
	}
	return docs, refused
}

// A file that is read in parts must yield the same articles as if it were read at
// once.
func TestPartsBringWhatTheWholeFileBrings(t *testing.T) {
	seed, least := rand.Uint64(), 500
	if testing.Short() { // the same quarter of the files in each run
		seed, least = 15, 120
	}
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	files := slices.Concat(exportFiles(r), tableFiles(r), jsonFiles(r), mailFiles(r))
	slices.SortFunc(files, func(a, b linesFile) int { return strings.Compare(a.name, b.name) })
	cases, dir := 0, t.TempDir()
	for i, f := range files {
		if testing.Short() && i%4 > 0 {
			continue
		}
		raw := []byte(f.text)
		if f.encoding != "" {
			text, mark := strings.CutPrefix(f.text, "\uFEFF")
			encoding := f.encoding
			if mark {
				encoding += "-bom"
			}
			text = strings.Map(func(r rune) rune { // quotation marks that old encodings lack
				if strings.ContainsRune("“”", r) && !strings.HasPrefix(encoding, "utf") && encoding != coding.Windows1252 {
					return '\''
				}
				return r
			}, text)
			var err error
			if raw, err = coding.Encode(text, encoding); err != nil {
				t.Fatalf("%s: %v", f.name, err)
			}
		}
		path := filepath.Join(dir, strings.NewReplacer("|", "bar", `"`, "", `\t`, "tab").Replace(f.name))
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		want, said := gather(t, path, Options{})
		for _, doc := range want {
			doc.Within = model.Stretch{File: path} // a file that is read in parts cannot be divided by hand
		}
		for _, opts := range []Options{{part: 64}, {part: 1500}, {part: 20_000}, {part: 1500, front: 9000}} {
			size := opts.part
			if max(size, 2*opts.front) >= int64(len(raw)) || len(want) < 2 {
				continue
			}
			if opts.front > 0 && strings.Contains(f.name, " then ") {
				continue // its front is not like the rest and selects another rule
			}
			cases++
			got, left := gather(t, path, opts)
			if !slices.Equal(left, said) {
				t.Errorf("%s in parts of %d, front %d: refused\n%q, want\n%q", f.name, size, opts.front, left, said)
			}
			if len(got) != len(want) {
				t.Errorf("%s in parts of %d, front %d: %d articles, want %d", f.name, size, opts.front, len(got), len(want))
				continue
			}
			for i := range got {
				if !reflect.DeepEqual(got[i], want[i]) {
					t.Errorf("%s in parts of %d, front %d: article %d is\n%+v, want\n%+v", f.name, size, opts.front, i, got[i], want[i])
					break
				}
			}
		}
	}
	t.Logf("%d files, %d cases", len(files), cases)
	if cases < least {
		t.Errorf("only %d cases", cases)
	}
}
