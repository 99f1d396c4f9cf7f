package codebook_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/exchangetest"
)

// rich returns a codebook in which everything that a label can have occurs.
func rich() model.Codebook {
	return append(model.DefaultCodebook(), model.Codebook{
		{
			Key: "wire", Name: "Wire copy", Letter: "V", Color: "#0072B2", Group: "Form", Definition: "Taken over <unchanged> & whole.\n\nUse: none.\n\\Key: X\n",
			Use: "If it is credited.\nOr if it reads so.", Avoid: " Not for quotes.", Examples: []string{"", "Not: this one\nId: claim"},
			CounterExamples: []string{"By our own reporter\ttoday."}, Defined: time.Date(2031, 3, 14, 9, 0, 0, 0, time.UTC),
		},
		{Key: "plain", Name: "Plain"},
		{Key: "прогноз", Name: "Прогноз", Letter: "Щ", Group: "Form / time", Retired: true},
		{Key: "again", Name: "Again", Group: "Form", Use: "Use: Use: x"},
	}...)
}

// undated returns the codebook without what a .qdc does not have.
func undated(book model.Codebook) model.Codebook {
	out := append(model.Codebook{}, book...)
	for i := range out {
		out[i].Defined = time.Time{}
	}
	return out
}

func same(a, b model.Codebook) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Equal(b[i]) {
			return false
		}
	}
	return true
}

// roundTrip returns the codebook as it is read from a file with the extension.
func roundTrip(t *testing.T, ext string, book model.Codebook) model.Codebook {
	t.Helper()
	raw, err := codebook.Encode(ext, book)
	if err != nil {
		t.Fatal(err)
	}
	got, err := codebook.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return got
}

func TestACodebookIsReadAsItWasWritten(t *testing.T) {
	for name, want := range map[string]model.Codebook{"book.json": rich(), "BOOK.QDC": undated(rich())} {
		path := filepath.Join(t.TempDir(), name)
		if err := codebook.Write(path, rich()); err != nil {
			t.Fatal(err)
		}
		if got, err := codebook.Read(path); err != nil || !same(got, want) {
			t.Errorf("%s: %v, %+v", name, err, got)
		}
	}
}

// invented returns a codebook of random labels, whose texts have many of the words and
// signs that descriptions use.
func invented(rng *rand.Rand) model.Codebook {
	bits := []string{"Use: ", "Do not use:", "Example:", "Not: ", "Key: ", "Id: ", "Position: 2", "Retired: yes", "\n", "\n", `\`, " ", "\t", "word", "<", "&amp;", "]]>", "“é”", "🙂"}
	text := func() string {
		var b strings.Builder
		for range rng.IntN(9) {
			b.WriteString(bits[rng.IntN(len(bits))])
		}
		return b.String()
	}
	texts := func() (list []string) {
		for range rng.IntN(3) {
			list = append(list, text())
		}
		return list
	}
	var book model.Codebook
	for n := range 1 + rng.IntN(8) {
		l := model.Label{
			Key: model.LabelKey(fmt.Sprintf("key %d", rng.IntN(100)*10+n)), Name: fmt.Sprintf("Label %d", n), Group: []string{"", "", "A", "B / C"}[rng.IntN(4)],
			Definition: text(), Use: text(), Avoid: text(), Examples: texts(), CounterExamples: texts(), Retired: rng.IntN(4) == 0,
		}
		if rng.IntN(2) == 0 {
			l.Color = model.LabelColors()[n]
			l.Letter = string("BCDEFHIPQUVZ"[n])
		}
		book = append(book, l)
	}
	return book
}

func TestEveryCodebookGoesThroughBothFormats(t *testing.T) {
	seed := rand.Uint64()
	rng := rand.New(rand.NewPCG(seed, 1))
	for range 500 {
		book, err := value.AcceptCodebook(invented(rng), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range codebook.Formats() {
			if got := roundTrip(t, f.Ext, book); !same(got, book) {
				t.Fatalf("seed %d, %s:\n%+v\nbecame\n%+v", seed, f.Ext, book, got)
			}
		}
	}
}

func TestAnAnnotationSetIsReadForItsCodebook(t *testing.T) {
	p := exchangetest.NewProject(t)
	exchangetest.Import(t, p, exchangetest.Parse(t, "The pier was closed.", "pier.txt"))
	var set bytes.Buffer
	if _, err := exchange.Export(t.Context(), &set, p, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	book, err := codebook.Parse(bytes.NewReader(set.Bytes()))
	if err != nil || !same(book, model.DefaultCodebook()) {
		t.Errorf("%+v, %v", book, err)
	}
	// The articles may be large, and need not be sound.
	before, _, _ := strings.Cut(set.String(), `"articles"`)
	if book, err := codebook.Parse(strings.NewReader(before + `"articles": [ {`)); err != nil || len(book) != 3 {
		t.Errorf("of a set that is cut after the codebook: %+v, %v", book, err)
	}
}

const foreign = `<?xml version="1.0" encoding="%s"?>
<!-- from elsewhere -->
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Elsewhere 7">
  <Codes>
    <Code guid="{6B29FC40-CA47-1067-B31D-00DD010662DA}" name="Café talk" isCodable="true" color="#1a2">
      <Description>Any talk.
Key: not a letter
Example: of what?</Description>
      <Code guid="6b29fc40-ca47-1067-b31d-00dd010662d0" name="Pro" isCodable="1"/>
      <Code guid="6b29fc40-ca47-1067-b31d-00dd010662d1" name="Kinds" isCodable="false">
        <Description>left out</Description>
        <Code guid="6b29fc40-ca47-1067-b31d-00dd010662d2" name="Café talk" isCodable="true" color="#E69F00"/>
      </Code>
    </Code>
    <Code guid="6b29fc40-ca47-1067-b31d-00dd010662d3" name="Contra" isCodable="true"><NoteRef targetGUID="x"/></Code>
  </Codes>
  <Sets><Set guid="6b29fc40-ca47-1067-b31d-00dd010662d4" name="A set"><MemberCode guid="x"/></Set></Sets>
</CodeBook>
`

func TestACodeTreeOfAnotherProgramBecomesLabelsInGroups(t *testing.T) {
	want := model.Codebook{
		{Key: "café-talk", Name: "Café talk", Color: "#11AA22", Definition: "Any talk.\nKey: not a letter\nExample: of what?"},
		{Key: "pro", Name: "Pro", Color: "#56B4E9", Group: "Café talk"},
		{Key: "kinds-café-talk", Name: "Kinds / Café talk", Color: "#E69F00", Group: "Café talk / Kinds"},
		{Key: "contra", Name: "Contra", Color: "#009E73"},
	}
	for name, c := range map[string]struct {
		encode func([]byte) ([]byte, error)
	}{
		"utf-8":        {func(b []byte) ([]byte, error) { return b, nil }},
		"UTF-8":        {unicode.UTF8BOM.NewEncoder().Bytes},
		"utf-16":       {unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes},
		"UTF-16":       {unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes},
		"windows-1252": {charmap.Windows1252.NewEncoder().Bytes},
	} {
		raw, err := c.encode(fmt.Appendf(nil, foreign, name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := codebook.Parse(bytes.NewReader(raw)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", name, err, got, want)
		}
	}
}

// Another program may rename a code that Assay wrote, or move it. It remains the label.
func TestALabelThatAnotherProgramRenamedKeepsItsKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.qdc")
	if err := codebook.Write(path, rich()); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), `name="Wire copy"`, `name="Agency copy"`, 1)
	book, err := codebook.Parse(strings.NewReader(strings.Replace(text, `origin="Assay`, `origin="Elsewhere`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := book.Find("wire"); !ok || l.Name != "Agency copy" || l.Letter != "V" {
		t.Errorf("the label is %+v in %+v", l, book)
	}
	// A code with another guid is another program's own.
	book, err = codebook.Parse(strings.NewReader(strings.ReplaceAll(text, `guid="`, `guid="{0`)))
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := book.Find("agency-copy"); !ok || l.Letter != "" || !strings.Contains(l.Definition, "Do not use:") {
		t.Errorf("the label is %+v in %+v", l, book)
	}
}

// labels returns a codebook in JSON with the labels.
func labels(list string) string {
	return `{"format": "assay-codebook", "version": 1, "labels": [` + list + `]}`
}

func qdc(codes string) string {
	return `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>` + codes + `</Codes></CodeBook>`
}

func many(n int, one string) string {
	all := make([]string, n)
	for i := range all {
		all[i] = strings.ReplaceAll(one, "#", fmt.Sprint(i))
	}
	return strings.Join(all, "")
}

func TestABadCodebookIsRefusedWithTheReason(t *testing.T) {
	const code = `<Code guid="g" name="N" isCodable="true"/>`
	for name, c := range map[string]struct {
		content string
		err     error
		says    string
	}{
		"empty":             {"", model.ErrEmptyFile, ""},
		"white space":       {" \r\n\t", model.ErrEmptyFile, ""},
		"prose":             {"The bridge was closed.", model.ErrUnknownBook, "JSON nor as XML"},
		"ZIP":               {"PK\x03\x04....", model.ErrUnknownBook, "unpack it first"},
		"UTF-32":            {"\xFF\xFE\x00\x00{\x00\x00\x00", model.ErrUnknownBook, "save it as UTF-8"},
		"other JSON":        {`{"name": "left-pad", "version": "1.3.0"}`, model.ErrDamaged, "string"},
		"no format":         {`{"name": "left-pad"}`, model.ErrUnknownBook, "no format"},
		"other format":      {`{"format": "elsewhere", "version": 1}`, model.ErrUnknownBook, `"elsewhere"`},
		"newer":             {`{"format": "assay-codebook", "version": 2, "labels": []}`, model.ErrNewerVersion, "version is 2"},
		"newer, turned":     {`{"version": 2, "format": "assay-codebook", "labels": []}`, model.ErrNewerVersion, "version is 2"},
		"version -1":        {`{"version": -1, "format": "assay-codebook", "labels": []}`, model.ErrUnknownBook, "version"},
		"no labels":         {labels(""), model.ErrUnknownBook, "no labels"},
		"labels missing":    {`{"version": 1, "format": "assay-codebook"}`, model.ErrDamaged, `"labels" is missing`},
		"labels twice":      {strings.Replace(labels(`{"key": "a"}`), "{", `{"labels": [], `, 1), model.ErrDamaged, "twice"},
		"labels an object":  {`{"format": "assay-codebook", "version": 1, "labels": {}}`, model.ErrDamaged, "not a list"},
		"cut":               {labels(`{"key": "a"}`)[:60], model.ErrDamaged, "ends in the middle"},
		"cut at the end":    {strings.TrimSuffix(labels(`{"key": "a"}`), "}"), model.ErrDamaged, "ends in the middle"},
		"more":              {labels(`{"key": "a"}`) + "{", model.ErrDamaged, "follows"},
		"broken":            {labels(`{"key": "a",}`), model.ErrDamaged, "invalid character"},
		"a number as name":  {labels(`{"key": "a"}, {"key": "b", "name": 7}`), model.ErrDamaged, `label 2 of the codebook: the file is damaged: "name" cannot be a number`},
		"a time":            {labels(`{"key": "a", "defined": "soon"}`), model.ErrDamaged, `label 1 of the codebook: the file is damaged: "soon"`},
		"a label a number":  {labels(`{"key": "a"}, 7`), model.ErrDamaged, `label 2 of the codebook: the file is damaged: "labels" cannot be a number`},
		"version 1.5":       {`{"format": "assay-codebook", "version": 1.5, "labels": []}`, model.ErrDamaged, `"version" cannot be a number 1.5`},
		"half a character":  {labels(`{"key": "a", "name": "\ud800"}`), model.ErrDamaged, `label 1 of the codebook: the file is damaged: \ud800 is half`},
		"none as a key":     {labels(`{"key": "none"}`), model.ErrValue, `key "none" means that a sentence has no label`},
		"one key to type":   {labels(`{"key": "a", "letter": "C"}, {"key": "b", "letter": "С"}`), model.ErrValue, `letter "С" is taken by "a"`},
		"unseen difference": {labels(`{"key": "a", "name": "Wire"}, {"key": "b", "name": "Wi\u200bre"}`), model.ErrValue, `taken by "Wire"`},
		"an encoding":       {`<?xml version="1.0" encoding="ebcdic"?>` + qdc(code), model.ErrUnknownBook, "save it as UTF-8"},
		"not UTF-8":         {labels("{\"key\": \"a\xff\"}"), model.ErrDamaged, "label 1"},
		"10,000 labels":     {labels(strings.TrimSuffix(many(10_000, `{"key": "k#"},`), ",")), model.ErrValue, "more than 1,000"},
		"no key":            {labels(`{"name": "A"}`), model.ErrValue, "label 1 of the codebook (A): the label's key is missing"},
		"a colour":          {labels(`{"key": "a", "color": "red"}`), model.ErrValue, `colour "red" cannot be kept; write it as #RRGGBB`},
		"one key":           {labels(`{"key": "a"}, {"key": "A", "name": "other"}`), model.ErrValue, `label 2 of the codebook (other): the label's key "A" is taken by "a"`},
		"one name":          {labels(`{"key": "a", "name": "Wire copy"}, {"key": "b", "name": " wire  COPY"}`), model.ErrValue, `taken by "Wire copy"`},
		"one letter":        {labels(`{"key": "a", "letter": "c"}, {"key": "b", "letter": "C"}`), model.ErrValue, `letter "C" is taken by "a"`},
		"a command":         {labels(`{"key": "a", "letter": "n"}`), model.ErrValue, `letter "N" runs a command`},
		"a page":            {"<html><body/></html>", model.ErrUnknownBook, "not a CodeBook"},
		"a project":         {`<Project xmlns="urn:QDA-XML:project:1.0"/>`, model.ErrUnknownBook, "codebook alone"},
		"other namespace":   {`<CodeBook><Codes>` + code + `</Codes></CodeBook>`, model.ErrUnknownBook, "REFI-QDA"},
		"no codes":          {qdc(""), model.ErrUnknownBook, "no labels"},
		"XML cut":           {qdc(code)[:80], model.ErrDamaged, "line 1"},
		"XML broken":        {qdc("\n</Code>"), model.ErrDamaged, "line 2"},
		"an entity":         {qdc("&lol;"), model.ErrDamaged, "lol"},
		"a DOCTYPE":         {`<!DOCTYPE x [<!ENTITY lol "lol">]>` + qdc(code), model.ErrDamaged, "document type"},
		"a DOCTYPE of file": {`<!DOCTYPE x SYSTEM "file:///etc/passwd">` + qdc(code), model.ErrDamaged, "document type"},
		"a code no name":    {qdc(`<Code guid="g" isCodable="true"/>`), model.ErrDamaged, "line 1: a code has no name"},
		"half codable":      {qdc(`<Code guid="g" name="Wire" isCodable="maybe"/>`), model.ErrDamaged, `"Wire" has isCodable "maybe"`},
		"10,000 codes":      {qdc(many(10_000, `<Code guid="g" name="N#" isCodable="true"/>`)), model.ErrValue, "more than 1,000"},
		"deep":              {qdc(strings.Repeat(`<Code guid="g" name="N" isCodable="false">`, 5000)), model.ErrDamaged, "more than 100 codes are nested"},
		"a code colour":     {qdc(`<Code guid="g" name="N" isCodable="true" color="bleu"/>`), model.ErrValue, `colour "bleu"`},
		"codes of one name": {qdc(code + code), model.ErrValue, `label 2 of the codebook (N): the label's name "N" is taken`},
		"a long name":       {qdc(`<Code guid="g" name="` + strings.Repeat("n", 300) + `" isCodable="true"/>`), model.ErrValue, "300 bytes"},
	} {
		path := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		book, err := codebook.Read(path)
		if err == nil || book != nil {
			t.Errorf("%s is accepted: %+v", name, book)
		} else if !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := codebook.Read(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := codebook.Read(t.TempDir()); !errors.Is(err, model.ErrNotRegular) {
		t.Errorf("a folder: %v", err)
	}
}

// blank is a codebook that never ends.
type blank struct{ began bool }

func (b *blank) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	if !b.began && len(p) > 0 {
		b.began, p[0] = true, '{'
	}
	return len(p), nil
}

func TestAFileThatIsTooLargeIsRefused(t *testing.T) {
	if _, err := codebook.Parse(&blank{}); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("%v", err)
	}
}

func TestACodebookIsWrittenWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "book.json")
	if err := codebook.Write(path, rich()); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	if err := codebook.Write(path, nil); !errors.Is(err, model.ErrUnknownBook) {
		t.Errorf("no labels: %v", err)
	}
	if err := codebook.Write(filepath.Join(folder, "book.csv"), rich()); err == nil || !strings.Contains(err.Error(), ".json or .qdc") {
		t.Errorf("another extension: %v", err)
	}
	if err := codebook.Write(filepath.Join(folder, "none", "book.qdc"), rich()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	after, _ := os.ReadFile(path)
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 || !bytes.Equal(before, after) {
		t.Errorf("the folder has %v, %v, and the file was changed: %v", entries, err, !bytes.Equal(before, after))
	}
}

// Whatever is read can be written in both formats, and is read as the same codebook.
func FuzzParse(f *testing.F) {
	f.Add([]byte(labels(`{"key": "a", "letter": "c", "examples": ["x"], "defined": "2031-03-14T09:00:00Z"}`)))
	f.Add(fmt.Appendf(nil, foreign, "utf-8"))
	f.Add([]byte(qdc(`<Code guid="g" name="A" isCodable="0"><Code guid="h" name="B" isCodable="1" color="#abc"><Description>Use: x&#10;Id: b</Description></Code></Code>`)))
	f.Add([]byte("\xFF\xFE{\x00}\x00"))
	for _, ext := range codebook.Formats().Exts() {
		raw, err := codebook.Encode(ext, rich())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		book, err := codebook.Parse(bytes.NewReader(raw))
		if err != nil {
			return
		}
		if got := roundTrip(t, ".json", book); !same(got, book) {
			t.Errorf("as JSON, %+v became %+v", book, got)
		}
		for i := range book { // XML has fewer characters, and a code always has a name
			if l := &book[i]; strings.ContainsAny(fmt.Sprintf("%+v", *l), "\uFFFE\uFFFF") {
				return
			}
			book[i].Name = book[i].Called()
		}
		if got := roundTrip(t, ".qdc", book); !same(got, undated(book)) {
			t.Errorf("as .qdc, %+v became %+v", book, got)
		}
	})
}
