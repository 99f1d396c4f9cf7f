package formattest

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// One, Two and Three are paragraphs that are long enough to count as the text of a
// web page. Body joins them.
const (
	One   = "The lower gate of the Brenholt weir failed on Monday, flooding two streets, the mill and the old tannery."
	Two   = "No one was hurt, said Ilse Marn, who runs the weir, but eleven families, most of them elderly, had to leave."
	Three = "An inquiry, she added, would begin within days, and its findings would be made public, all of them, in spring."
	Body  = One + "\n\n" + Two + "\n\n" + Three
)

// Keeper and Barges are short articles for rows of tables and JSON objects.
const (
	Keeper = "The keeper shut the gate at noon."
	Barges = "Two barges waited until dark."
)

// MailHeader holds the header fields of a message, without the empty line that ends
// them.
const MailHeader = "Received: by x\r\nFrom: =?utf-8?Q?Ana_R=C3=A9?= <ana@echo.example>\r\nDate: Wed, 2 Apr 2031 08:00:00 +0200\r\nSubject: =?koi8-r?B?7cnS?= fails\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"

// WordXML is the main part of the document that DOCX returns.
const WordXML = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Gate </w:t></w:r><w:r><w:t>fails</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>failed</w:t></w:r></w:ins><w:r><w:br/><w:t>on Monday &amp; Tuesday.</w:t></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r></w:p>
<w:p/><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>A box.</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>A box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`

// OfficeCore holds the core properties of a document: its author and language.
const OfficeCore = `<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Clerk</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>`

// DOCX returns a Word document with a heading, tracked changes, a text box, a table,
// a footnote and a comment.
func DOCX(t testing.TB) []byte {
	return ZIP(t, "[Content_Types].xml", "<Types/>", "word/document.xml", WordXML, "word/footnotes.xml",
		`<w:footnotes xmlns:w="w"><w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/comments.xml", `<w:comments xmlns:w="w"><w:p><w:r><w:t>A remark.</w:t></w:r></w:p></w:comments>`, "docProps/core.xml", OfficeCore)
}

// ZIP returns an archive of entries, given as alternating names and contents. The
// first entry is stored uncompressed.
func ZIP(t testing.TB, entries ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		h := &zip.FileHeader{Name: entries[i], Method: zip.Deflate}
		if i == 0 {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, entries[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
