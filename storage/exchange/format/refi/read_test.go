package refi_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// packed returns a ZIP archive. files are pairs of a name and a content.
func packed(t testing.TB, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, name string, data []byte) (*peer.Batch, error) {
	t.Helper()
	files, err := bundle.Of(name, data)
	if err != nil {
		return nil, err
	}
	return format(t, "qdpx").Read(context.Background(), files)
}

// guid returns a GUID that ends in a number.
func guid(n int) string { return fmt.Sprintf("AAAAAAAA-0000-4000-8000-%012d", n) }

// foreign returns the document of another program. Guids from 1 are codes, from 50 users, from 70
// variables, from 80 notes.
func foreign(sources string) string {
	return `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Harbour" origin="Elsewhere 7">
<Users><User guid="` + guid(50) + `" name="Ines"/><User guid="` + guid(51) + `" name="ines"/><User guid="` + guid(52) + `" id="IL"/></Users>
<CodeBook><Codes>
 <Code guid="` + guid(1) + `" name="Acts" isCodable="false"><Code guid="` + guid(2) + `" name="Closure" isCodable="true" color="#1a2"><Description>Something closes.</Description></Code></Code>
 <Code guid="` + guid(3) + `" name="Weather" isCodable="true"/>
</Codes></CodeBook>
<Variables><Variable guid="` + guid(70) + `" name="Newspaper" typeOfVariable="Text"/><Variable guid="` + guid(71) + `" name="Mood" typeOfVariable="Text"/></Variables>
<Cases>
 <Case guid="` + guid(90) + `"><VariableValue><VariableRef targetGUID="` + guid(70) + `"/><TextValue>The Quay Post</TextValue></VariableValue><SourceRef targetGUID="` + guid(20) + `"/></Case>
 <Case guid="` + guid(91) + `" name="Ana"/>
</Cases>
<Sources>` + sources + `</Sources>
<Notes>
 <Note guid="` + guid(80) + `" name="Doubt" creatingUser="` + guid(51) + `" creationDateTime="2031-02-03T04:05:06+01:00"><PlainTextContent>Who says so?</PlainTextContent></Note>
 <Note guid="` + guid(81) + `" name="Plan"><PlainTextContent>Read on.</PlainTextContent></Note>
</Notes>
<Sets><Set guid="` + guid(95) + `" name="S"><MemberCode targetGUID="` + guid(2) + `"/></Set></Sets>
</Project>`
}

func textSource(n int, attrs, inside string) string {
	return fmt.Sprintf(`<TextSource guid="%s" name="wall.docx" %s creatingUser="%s">%s</TextSource>`, guid(n), attrs, guid(50), inside)
}

func selected(start, end int, inside string) string {
	return fmt.Sprintf(`<PlainTextSelection guid="%s" startPosition="%d" endPosition="%d" creatingUser="%s">%s</PlainTextSelection>`, guid(1000+start), start, end, guid(50), inside)
}

func coded(code int) string {
	return fmt.Sprintf(`<Coding guid="%s" creationDateTime="2031-02-03T04:05:06Z"><CodeRef targetGUID="{%s}"/></Coding>`, guid(2000+code), guid(code))
}

const internal = `plainTextPath="internal://AAAAAAAA-0000-4000-8000-000000000020.txt"`

func TestAProjectOfAnotherProgramIsRead(t *testing.T) {
	text := "The wall fell. 🌊 Rain came.\nNo one was hurt."
	doc := foreign(textSource(20, internal,
		selected(0, 14, coded(2)+`<NoteRef targetGUID="`+guid(80)+`"/>`)+selected(4, 8, `<Description>Which one?</Description>`+coded(3))+
			`<Coding guid="`+guid(30)+`" creatingUser="`+guid(52)+`"><CodeRef targetGUID="`+guid(3)+`"/></Coding>`+
			`<VariableValue><VariableRef targetGUID="`+guid(71)+`"/><TextValue>grim</TextValue></VariableValue>`) +
		`<PictureSource guid="` + guid(21) + `" path="internal://x.png"/><PDFSource guid="` + guid(22) + `" name="plan.pdf"><PDFSelection guid="` + guid(23) + `" page="1" firstX="0" firstY="0" secondX="1" secondY="1"/>` +
		`<Representation guid="` + guid(24) + `"><PlainTextContent>A plan.</PlainTextContent>` + selected(0, 7, coded(3)) + `</Representation></PDFSource>`)
	b, err := read(t, "h.qdpx", packed(t, "Project.qde", doc, "Sources/aaaaaaaa-0000-4000-8000-000000000020.TXT", "\uFEFF"+text))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Codes) != 2 || b.Codes[0].Name != "Closure" || b.Codes[0].Group != "Acts" || b.Codes[0].Color != "#11AA22" || b.Codes[0].Definition != "Something closes." {
		t.Errorf("the codes are %+v", b.Codes)
	}
	if len(b.Documents) != 2 || b.Documents[0].Text != text || b.Documents[0].Metadata.Outlet != "The Quay Post" || b.Documents[0].Metadata.Title != "wall.docx" || b.Documents[1].Text != "A plan." {
		t.Fatalf("the documents are %+v", b.Documents)
	}
	var got []string
	for _, m := range b.Documents[0].Marks {
		of := "all"
		if !m.Whole {
			of = m.Span.Of(text)
		}
		got = append(got, fmt.Sprintf("%s/%s/%v/%v", of, m.Analyst, m.Labels, m.Notes))
	}
	at := time.Date(2031, 2, 3, 4, 5, 6, 0, time.FixedZone("", 3600))
	want := []string{
		"The wall fell./Ines/[Closure]/[]",
		fmt.Sprintf("The wall fell./ines (2)/[]/%v", []peer.Note{{Text: "Doubt\nWho says so?", Time: at}}),
		"wall/Ines/[Weather]/" + fmt.Sprint([]peer.Note{{Text: "Which one?"}}),
		"all/IL/[Weather]/[]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the marks are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	remarks := strings.Join(b.Remarks, "\n")
	for _, says := range []string{"pictures (1)", "areas of pages of PDF files (1)", "cases (1)", "values of other variables (1)", "notes that belong to no text (1)", "sets (1)"} {
		if !strings.Contains(remarks, says) {
			t.Errorf("no remark says %q: %s", says, remarks)
		}
	}
}

// The same sentence is selected in each way in which programs count.
func TestOffsetsAreReadAsTheProgramMeantThem(t *testing.T) {
	text := "One 🌊 line\r\nof two.\r\nThe wall fell at noon, said Ana."
	const want = "The wall fell at noon"
	for name, c := range map[string]struct {
		start, end int
		says       string
	}{
		"code points":          {21, 42, ""},
		"with the end":         {21, 41, "last one included"},
		"CR LF as one":         {19, 40, "CR LF as one"},
		"UTF-16":               {22, 43, "UTF-16"},
		"UTF-16, CR LF as one": {20, 41, "UTF-16 code units, with CR LF as one"},
	} {
		// A name of the selection decides; without one, the bounds of words do.
		for _, named := range []string{want, ""} {
			s := strings.Replace(selected(c.start, c.end, coded(2)), "<PlainTextSelection", `<PlainTextSelection name="`+named+`"`, 1)
			b, err := read(t, "h.qdpx", packed(t, "project.qde", foreign(textSource(20, internal, s)), "sources/"+guid(20)+".txt", text))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got, remarks := b.Documents[0].Marks[0].Span.Of(text), strings.Join(b.Remarks, "\n")
			if named != "" && (got != want || c.says == "" && strings.Contains(remarks, "offsets") || !strings.Contains(remarks, c.says)) {
				t.Errorf("%s: %q; %s", name, got, remarks)
			}
		}
	}
}

func TestADamagedProjectIsRefusedWithThePlace(t *testing.T) {
	text := "The wall fell."
	with := func(inside string) []byte {
		return packed(t, "project.qde", foreign(textSource(20, internal, inside)), "sources/"+guid(20)+".txt", text)
	}
	for name, c := range map[string]struct {
		data []byte
		says string
		err  error
	}{
		"beyond the text":   {with(selected(0, 99, coded(2))), "at 0 to 99, but the text has 14 characters", model.ErrDamaged},
		"an end before":     {with(selected(9, 3, coded(2))), "selection aaaaaaaa", model.ErrDamaged},
		"no number":         {with(strings.Replace(selected(1, 2, ""), `"1"`, `"one"`, 1)), `startPosition of selection`, model.ErrDamaged},
		"an unknown code":   {with(selected(0, 3, coded(9))), "refers to the code", model.ErrDamaged},
		"no text":           {packed(t, "project.qde", foreign(textSource(20, internal, ""))), "not in the file", model.ErrDamaged},
		"text outside":      {packed(t, "project.qde", foreign(textSource(20, `plainTextPath="absolute:///C:/x/y.txt"`, ""))), "not in the file", model.ErrDamaged},
		"not UTF-8":         {packed(t, "project.qde", foreign(textSource(20, internal, "")), "sources/"+guid(20)+".txt", "caf\xe9"), "not in UTF-8", model.ErrDamaged},
		"no document":       {packed(t, "sources/x.txt", text), "no project.qde", model.ErrDamaged},
		"two documents":     {packed(t, "a.qde", "", "b.qde", ""), "no project.qde", model.ErrDamaged},
		"another root":      {packed(t, "project.qde", "<html/>"), "line 1: its root is not a Project", model.ErrDamaged},
		"a codebook":        {[]byte(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>`), "not a Project", model.ErrDamaged},
		"cut":               {packed(t, "project.qde", foreign("")[:900]), "project.qde: the file is damaged: line", model.ErrDamaged},
		"an entity":         {packed(t, "project.qde", "<!DOCTYPE x [<!ENTITY a \"b\">]>"+foreign("")), "document type", model.ErrDamaged},
		"a way out":         {packed(t, "project.qde", foreign(""), "../x", ""), "leads out", model.ErrHarmful},
		"deep":              {packed(t, "project.qde", strings.Repeat("<a>", 100_000)), "not a Project", model.ErrDamaged},
		"deep in a project": {packed(t, "project.qde", `<Project xmlns="urn:QDA-XML:project:1.0">`+strings.Repeat("<a>", 100_000)), "nested", model.ErrDamaged},
	} {
		b, err := read(t, "h.qdpx", c.data)
		if b != nil || !errors.Is(err, c.err) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A text of the document itself needs no archive.
func TestABareDocumentIsRead(t *testing.T) {
	b, err := read(t, "h.qde", []byte(foreign(textSource(20, "", "<PlainTextContent>The wall fell.</PlainTextContent>"+selected(4, 8, coded(3))))))
	if err != nil || len(b.Documents) != 1 || b.Documents[0].Marks[0].Span.Of(b.Documents[0].Text) != "wall" {
		t.Errorf("%+v, %v", b, err)
	}
}

// FuzzRead checks that nothing is half-read: either there is an error about the file, or all places
// are in the texts.
func FuzzRead(f *testing.F) {
	text := "The wall 🌊 fell.\r\nNo one was hurt."
	f.Add([]byte(foreign(textSource(20, internal, selected(0, 14, coded(2))+selected(4, 8, `<Description>x</Description>`)))), []byte(text))
	f.Add([]byte(foreign(textSource(20, internal, selected(0, 99, coded(2))))), []byte(text))
	f.Add([]byte(foreign(textSource(20, "", "<PlainTextContent>a\r\nb</PlainTextContent>"+selected(2, 2, coded(3))))), []byte(""))
	f.Fuzz(func(t *testing.T, document, text []byte) {
		b, err := read(t, "h.qdpx", packed(t, "project.qde", string(document), "sources/"+guid(20)+".txt", string(text)))
		if err != nil {
			if !model.IsDamage(err) && !errors.Is(err, model.ErrTooLarge) && !errors.Is(err, model.ErrHarmful) && !errors.Is(err, model.ErrValue) {
				t.Errorf("the error is not about the file: %v", err)
			}
			return
		}
		for _, d := range b.Documents {
			for _, m := range d.Marks {
				if !m.Whole && (m.Span.Start < 0 || m.Span.End < m.Span.Start || m.Span.End > len(d.Text)) {
					t.Errorf("%s is outside of the text", m.At)
				}
			}
		}
	})
}
