package format_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

const inWord = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`

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

func TestDOCXLosesItsTableOfContents(t *testing.T) {
	line := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	for name, contents := range map[string]string{
		"by style": line("TOCHeading", "Contents") + line("TOC1", "Gate 3") + line("Contents2", "Mill 4"),
		"by what it is": `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` +
			line("Verzeichnis1", "Gate 3") + `<w:sdt><w:sdtContent>` + line("X", "Mill 4") + `</w:sdtContent></w:sdt>` + line("X", "End 5") + `</w:sdtContent></w:sdt>`,
	} {
		body := `<w:sdt><w:sdtContent>` + line("Title", "Gate fails") + contents + `</w:sdtContent></w:sdt>` + line("Normal", "It failed.")
		got := formattest.Only(t, "docx", formattest.ZIP(t, "[Content_Types].xml", "<Types/>", "word/document.xml", inWord+body+"</w:body></w:document>"))
		formattest.Same(t, name, got.Text, "Gate fails\n\nIt failed.")
	}
}

func TestDOCXIsFoundWhateverItsEntriesAreCalled(t *testing.T) {
	text := func(s string) string {
		return inWord + `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p></w:body></w:document>`
	}
	relation := func(kind, target string) string {
		return `<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/></Relationships>`
	}
	for _, target := range []string{"word/document2.xml", "/word/document2.xml"} {
		got := formattest.Only(t, "docx", formattest.ZIP(t, "[Content_Types].xml", "<Types/>", "_rels/.rels", relation("officeDocument", target),
			"word/document2.xml", text("It failed."), "word/_rels/document2.xml.rels", relation("footnotes", "footnotes2.xml"), "word/footnotes2.xml", text("A note.")))
		formattest.Same(t, target, got.Text, "It failed.\n\nA note.")
	}
}
