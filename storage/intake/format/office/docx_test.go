package office_test

import (
	"testing"

	"assay.app/assay/storage/intake/format/formattest"
)

func wordOf(t testing.TB, body, styles string) []byte {
	const spaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
	return formattest.ZIP(t, "[Content_Types].xml", "<Types/>", "word/document.xml", `<w:document`+spaces+`><w:body>`+body+`</w:body></w:document>`,
		"word/styles.xml", `<w:styles`+spaces+`>`+styles+`</w:styles>`)
}

func run(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func TestDOCXHiddenTextStaysOut(t *testing.T) {
	const styles = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
<w:style w:type="character" w:styleId="Desk"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="DeskToo"><w:basedOn w:val="Desk"/></w:style>
<w:style w:type="character" w:styleId="Shown"><w:basedOn w:val="Desk"/><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Was"><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Brief"><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>`
	for name, c := range map[string]struct{ body, want string }{
		"a run":                          {`<w:p>` + run("", "It failed") + run("<w:vanish/>", " CHECK THIS") + run("", " on Monday.") + `</w:p>`, "It failed on Monday."},
		"said in every way":              {`<w:p>` + run(`<w:vanish w:val="true"/>`, "a") + run(`<w:vanish w:val="on"/>`, "b") + run(`<w:vanish w:val="0"/>`, "c") + run(`<w:vanish w:val="false"/>`, "d") + run(`<w:vanish w:val="off"/>`, "e") + `</w:p>`, "cde"},
		"on the web alone":               {`<w:p>` + run(`<w:webHidden/>`, "It failed.") + `</w:p>`, "It failed."},
		"a style":                        {`<w:p>` + run(`<w:rStyle w:val="Desk"/>`, "a") + run(`<w:rStyle w:val="DeskToo"/>`, "b") + run(`<w:rStyle w:val="Shown"/>`, "c") + run(`<w:rStyle w:val="Was"/>`, "d") + `</w:p>`, "cd"},
		"shown in a hidden style":        {`<w:p>` + run(`<w:rStyle w:val="Desk"/><w:vanish w:val="0"/>`, "a") + `</w:p>`, "a"},
		"a style of paragraphs":          {`<w:p><w:pPr><w:pStyle w:val="Brief"/></w:pPr>` + run("", "To the desk.") + `</w:p><w:p>` + run("", "It failed.") + `</w:p>`, "It failed."},
		"two styles that toggle":         {`<w:p><w:pPr><w:pStyle w:val="Brief"/></w:pPr>` + run(`<w:rStyle w:val="Desk"/>`, "It failed.") + `</w:p>`, "It failed."},
		"the mark of a paragraph":        {`<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>` + run("", "It failed.") + `</w:p>`, "It failed."},
		"what was hidden before":         {`<w:p>` + run(`<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>`, "It failed.") + `</w:p>`, "It failed."},
		"breaks and signs":               {`<w:p>` + run("", "a") + `<w:r><w:rPr><w:vanish/></w:rPr><w:br/><w:sym w:font="Symbol" w:char="F0AE"/><w:noBreakHyphen/></w:r>` + run("", "b") + `</w:p>`, "ab"},
		"a row of a table":               {`<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>` + run("", "a") + `</w:p><w:tbl><w:tr><w:tc><w:p>` + run("", "b") + `</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr><w:tr><w:trPr><w:hidden w:val="0"/></w:trPr><w:tc><w:p>` + run("", "c") + `</w:p></w:tc></w:tr></w:tbl>`, "c"},
		"a mark of a box in a run":       {`<w:p><w:r><w:txbxContent><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>` + run("", "In a box.") + `</w:p></w:txbxContent><w:t>It failed.</w:t></w:r></w:p>`, "It failed.\n\nIn a box."},
		"a style that is based on it":    {`<w:p>` + run(`<w:rStyle w:val="Loop"/>`, "It failed.") + `</w:p>`, "It failed."},
		"a title":                        {`<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>` + run("<w:vanish/>", "Slug") + `</w:p><w:p>` + run("", "It failed.") + `</w:p>`, "It failed."},
		"the rest after an endless sign": {`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SYMBOL 174 \f "Symbol"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p><w:p>` + run("", "It failed.") + `</w:p>`, "→\n\nIt failed."},
	} {
		formattest.Same(t, name, formattest.Only(t, "docx", wordOf(t, c.body, styles+`<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>`)).Text, c.want)
	}
}

func TestDOCXSignsAreCharacters(t *testing.T) {
	const styles = `<w:style w:type="character" w:styleId="Ticks"><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:style>`
	field := func(instruction, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">` + instruction + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	for name, c := range map[string]struct{ body, want string }{
		"elements":            {`<w:r><w:t>4 </w:t><w:sym w:font="Symbol" w:char="F0AE"/><w:t> 6 </w:t><w:sym w:font="Symbol" w:char="006D"/><w:t>m</w:t><w:sym w:font="Wingdings" w:char="F04A"/></w:r>`, "4 → 6 μm☺"},
		"of another font":     {`<w:r><w:sym w:font="Segoe UI Symbol" w:char="2611"/><w:sym w:font="Odd" w:char="F041"/></w:r>`, "☑\uFFFD"},
		"text in a font":      {run(`<w:rFonts w:ascii="Symbol"/>`, "\uF061\uF0B3b") + run("", " and b"), "α≥β and b"},
		"text in a style":     {run(`<w:rStyle w:val="Ticks"/>`, "\uF0FC") + run(`<w:rStyle w:val="Ticks"/><w:rFonts w:ascii="Arial"/>`, " J"), "✔ J"},
		"a field":             {field(`SYMBOL 179 \f "Symbol" \s 12`, "") + run("", " 5"), "≥ 5"},
		"one with a result":   {field(` SYMBOL 252 \f Wingdings`, run("", "x")) + run("", " yes"), "✔ yes"},
		"one by another name": {`<w:fldSimple w:instr="SYMBOL 0xAE \f &quot;Symbol&quot;"/>`, "→"},
		"any other field":     {field("PAGE", run("", "7")) + `<w:fldSimple w:instr="AUTHOR">` + run("", "Ann") + `</w:fldSimple>`, "7Ann"},
	} {
		formattest.Same(t, name, formattest.Only(t, "docx", wordOf(t, `<w:p>`+c.body+`</w:p>`, styles)).Text, c.want)
	}
}

func TestDOCXRubyGivesTheBaseText(t *testing.T) {
	for name, body := range map[string]string{
		"an element":           `<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/></w:rubyPr><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港</w:t></w:r></w:rubyBase></w:ruby></w:r>` + run("", "で"),
		"the base comes first": `<w:r><w:ruby><w:rubyBase><w:r><w:t>港</w:t></w:r></w:rubyBase><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt></w:ruby></w:r>` + run("", "で"),
		"a field":              `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \* jc2 \* "Font:Mincho" \* hps10 \o\ad(\s\up 9(</w:instrText></w:r><w:r><w:instrText>みなと</w:instrText></w:r><w:r><w:instrText>),港)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("", "で"),
	} {
		formattest.Same(t, name, formattest.Only(t, "docx", wordOf(t, `<w:p>`+body+`</w:p>`, "")).Text, "港で")
	}
}

const inWord = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`

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
