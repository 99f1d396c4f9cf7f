package office_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

func TestATextBoxComesAfterTheParagraphThatItHangsOn(t *testing.T) {
	const box = `<w:txbxContent><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>In a box.</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:txbxContent>`
	got := formattest.Only(t, "docx", formattest.ZIP(t, "[Content_Types].xml", "<Types/>", "word/document.xml", inWord+
		`<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>The gate </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>`+box+
		`</mc:Choice><mc:Fallback>`+box+`</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>fails</w:t></w:r></w:p><w:p><w:r><w:t>So.</w:t></w:r></w:p></w:body></w:document>`))
	formattest.Same(t, "the text", got.Text, "The gate fails\n\nIn a box.\n\nMore.\n\nSo.")
	formattest.Same(t, "the title", got.Metadata.Title, "The gate fails")

	got = formattest.Only(t, "odt", formattest.ZIP(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
		`<c xmlns:text="t" xmlns:draw="d" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><text:h text:outline-level="1">The gate <draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>`+
			`<svg:title>Picture 1</svg:title><svg:desc>A gate.</svg:desc></draw:frame>fails</text:h><text:p>So says <text:title>a field</text:title>.</text:p></c>`))
	formattest.Same(t, "the text", got.Text, "The gate fails\n\nIn a box.\n\nSo says a field.")
	formattest.Same(t, "the title", got.Metadata.Title, "The gate fails")
}
