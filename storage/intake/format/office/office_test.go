package office_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/formattest"
)

func TestDOCXGivesItsParagraphs(t *testing.T) {
	got := formattest.Only(t, "docx", formattest.DOCX(t))
	formattest.Same(t, "the text", got.Text, "Gate fails\n\nIt failed on Monday & Tuesday.\n\nA box.\n\nA cell\n\nA note.")
	if want := (model.Metadata{Title: "Gate fails", Language: "en-GB"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
}

func odt(t testing.TB) []byte {
	return formattest.ZIP(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odtXML, "meta.xml", formattest.OfficeCore)
}

const odtXML = `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
<text:tracked-changes><text:deletion><text:p>Gone.</text:p></text:deletion></text:tracked-changes>
<text:h text:outline-level="1">Gate fails</text:h><text:p>It<text:s text:c="2"/>failed<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:span> on</text:span><text:line-break/>Monday.</text:p>
<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></office:text></office:body></office:document-content>`

func TestODTGivesItsParagraphs(t *testing.T) {
	got := formattest.Only(t, "odt", odt(t))
	formattest.Same(t, "the text", got.Text, "Gate fails\n\nIt failed on Monday.\n\nOne\n\nA note.")
	formattest.Same(t, "the title", got.Metadata.Title, "Gate fails")
}

func epub(t testing.TB) []byte {
	return formattest.ZIP(t, "mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>`,
		"O/p.opf", `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Gate fails</dc:title><dc:creator>Ann Doe</dc:creator><dc:publisher>The Echo</dc:publisher><dc:date>2031-04-02</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="b%20b.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>`,
		"O/b b.xhtml", "<html><body><p>Second.</p></body></html>", "O/a.xhtml", "<html><head><title>x</title></head><body><h2>One</h2><p>First,<br/>and more.</p></body></html>",
		"O/nav.xhtml", "<html><body><p>Contents</p></body></html>")
}

func TestEPUBGivesItsChaptersInTheOrderOfReading(t *testing.T) {
	got := formattest.Only(t, "epub", epub(t))
	formattest.Same(t, "the text", got.Text, "Gate fails\n\nOne\n\nFirst, and more.\n\nSecond.")
	if want := (model.Metadata{Title: "Gate fails", Byline: "Ann Doe", Outlet: "The Echo", Published: "2031-04-02"}); got.Metadata != want {
		t.Errorf("%+v", got.Metadata)
	}
}

func FuzzDOCX(f *testing.F) {
	fuzzEntry(f, formattest.DOCX(f), "word/document.xml", formattest.WordXML)
}

func FuzzODT(f *testing.F) { fuzzEntry(f, odt(f), "content.xml", odtXML) }

func FuzzEPUB(f *testing.F) {
	fuzzEntry(f, epub(f), "O/a.xhtml", "<html><body><h1>One</h1><p>First,<br/>and more.<a href='#n'><sup>1</sup></a></p></body></html>")
}

// fuzzEntry fuzzes a document as a whole, and the content of one of its entries.
func fuzzEntry(f *testing.F, whole []byte, name, content string) {
	z, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		f.Fatal(err)
	}
	var others []string
	for _, e := range z.File {
		in, err := e.Open()
		if err != nil {
			f.Fatal(err)
		}
		raw, err := io.ReadAll(in)
		if err != nil {
			f.Fatal(err)
		}
		if e.Name != name {
			others = append(others, e.Name, string(raw))
		}
	}
	f.Add(whole)
	f.Add([]byte(content))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !bytes.HasPrefix(raw, []byte("PK")) {
			raw = formattest.ZIP(t, append(others[:len(others):len(others)], name, string(raw))...)
		}
		formattest.Sound(t, raw)
	})
}
