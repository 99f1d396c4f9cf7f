package docx

import (
	"strings"

	"assay.app/assay/storage/report/content"
)

// Colours, which have a contrast of at least 7 to 1 on white.
const (
	muted    = "595959"
	heading  = "1F3864"
	linkInk  = "0B4F8A"
	headFill = "E7ECF2"
)

// easternFont returns the font for East Asian characters in a language, as Word ships with it.
func easternFont(tag string) string {
	tag = strings.ToLower(tag)
	switch {
	case strings.HasPrefix(tag, "ja"):
		return "Yu Gothic"
	case strings.HasPrefix(tag, "ko"):
		return "Malgun Gothic"
	case strings.Contains(tag, "hant"), strings.HasSuffix(tag, "-tw"), strings.HasSuffix(tag, "-hk"), strings.HasSuffix(tag, "-mo"):
		return "Microsoft JhengHei"
	}
	return "Microsoft YaHei"
}

// style is a style of paragraphs. Its name is that of Word where Word has such a style, so that
// Word shows it in its own language and finds headings and contents.
type style struct {
	id, name, base, next  string
	paragraph, characters string // XML within w:pPr and w:rPr
}

func size(halfPoints string) string {
	return `<w:sz w:val="` + halfPoints + `"/><w:szCs w:val="` + halfPoints + `"/>`
}

func outlined(level, before, halfPoints string) (paragraph, characters string) {
	return `<w:keepNext/><w:keepLines/><w:spacing w:before="` + before + `" w:after="100" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="` + level + `"/>`,
		`<w:b/><w:bCs/><w:color w:val="` + heading + `"/>` + size(halfPoints)
}

// paragraphStyles returns the styles of paragraphs.
func paragraphStyles() []style {
	const (
		quiet = `<w:color w:val="` + muted + `"/>`
		bar   = `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="`
	)
	all := []style{
		{"BodyText", "Body Text", "Normal", "", ``, ``},
		{"Title", "Title", "Normal", "BodyText", `<w:keepNext/><w:spacing w:before="0" w:after="80" w:line="240" w:lineRule="auto"/>`, `<w:b/><w:bCs/><w:color w:val="` + heading + `"/>` + size("40")},
		{"Subtitle", "Subtitle", "Normal", "BodyText", `<w:spacing w:after="240"/>`, quiet + size("26")},
		{"TOCHeading", "TOC Heading", "Normal", "BodyText", `<w:keepNext/><w:spacing w:before="240" w:after="80"/>`, `<w:b/><w:bCs/><w:color w:val="` + heading + `"/>` + size("28")},
		{"Lead", "Lead", "BodyText", "BodyText", `<w:spacing w:after="160"/>`, size("23")},
		{"Quote", "Quote", "Normal", "BodyText", `<w:keepNext/><w:keepLines/>` + bar + `8FA3BC"/></w:pBdr><w:spacing w:after="60"/><w:ind w:left="397" w:right="284"/>`, ``},
		{"Caption", "caption", "Normal", "BodyText", `<w:spacing w:after="180"/>`, quiet + size("18")},
		{"TableTitle", "Table Title", "Normal", "BodyText", `<w:keepNext/><w:spacing w:before="160" w:after="80"/>`, `<w:b/><w:bCs/>` + size("20")},
		{"Small", "Small", "Normal", "", ``, quiet + size("18")},
		{"Warning", "Warning", "Normal", "BodyText", `<w:keepLines/>` + bar + `9A6700"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF4CE"/><w:spacing w:before="120" w:after="160"/><w:ind w:left="227"/>`, `<w:color w:val="3D2B00"/>`},
		{"Side", "Side", "Normal", "BodyText", `<w:keepLines/>` + bar + `C9D3DF"/></w:pBdr><w:spacing w:after="200"/><w:ind w:left="794"/>`, quiet + size("18")},
		{"Picture", "Picture", "Normal", "Caption", `<w:spacing w:before="120" w:after="80" w:line="240" w:lineRule="auto"/>`, ``},
		{"TableText", "Table Text", "Normal", "", `<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>`, size("18")},
		{"TableHead", "Table Head", "TableText", "", ``, `<w:b/><w:bCs/>`},
		{"Spacer", "Spacer", "Normal", "BodyText", `<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>`, size("8")},
		{"ListParagraph", "List Paragraph", "Normal", "", `<w:spacing w:after="60"/>`, ``},
		{"FootnoteText", "footnote text", "Normal", "", `<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>`, size("17")},
		{"Footer", "footer", "Normal", "", `<w:spacing w:after="0"/>`, quiet + size("17")},
	}
	for i, h := range [][2]string{{"360", "32"}, {"300", "27"}, {"240", "23"}, {"200", "21"}} {
		n := string(rune('1' + i))
		paragraph, characters := outlined(string(rune('0'+i)), h[0], h[1])
		all = append(all, style{"Heading" + n, "heading " + n, "Normal", "BodyText", paragraph, characters})
	}
	for i, indent := range []string{"0", "284", "567", "850"} {
		n := string(rune('1' + i))
		all = append(all, style{"TOC" + n, "toc " + n, "Normal", "BodyText", `<w:spacing w:after="40"/><w:ind w:left="` + indent + `"/>`, ``})
	}
	return all
}

// styles returns the part word/styles.xml.
func (d *document) styles() string {
	var b strings.Builder
	latin, eastern, right := "en", "zh-CN", "ar-SA"
	switch content.ScriptOf(d.language) {
	case content.EastAsian:
		eastern = d.language
	case content.RightLeft:
		right = d.language
	default:
		latin = d.language
	}
	b.WriteString(xmlHead + `<w:styles ` + word + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="` + easternFont(eastern) + `" w:cs="Arial"/>` + size("21") +
		`<w:lang w:val="` + latin + `" w:eastAsia="` + eastern + `" w:bidi="` + right + `"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>`)
	for _, s := range paragraphStyles() {
		s.write(&b)
	}
	b.WriteString(`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="` + linkInk + `"/><w:u w:val="single"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
		tableStyle + `</w:styles>`)
	return b.String()
}

func (s style) write(b *strings.Builder) {
	b.WriteString(`<w:style w:type="paragraph"`)
	if custom(s.id) {
		b.WriteString(` w:customStyle="1"`)
	}
	b.WriteString(` w:styleId="` + s.id + `"><w:name w:val="` + s.name + `"/><w:basedOn w:val="` + s.base + `"/>`)
	if s.next != "" {
		b.WriteString(`<w:next w:val="` + s.next + `"/>`)
	}
	b.WriteString(`<w:qFormat/>`)
	if s.paragraph != "" {
		b.WriteString(`<w:pPr>` + s.paragraph + `</w:pPr>`)
	}
	if s.characters != "" {
		b.WriteString(`<w:rPr>` + s.characters + `</w:rPr>`)
	}
	b.WriteString(`</w:style>`)
}

// custom reports whether a style is not one of Word's own.
func custom(id string) bool {
	switch id {
	case "Lead", "TableTitle", "Small", "Warning", "Side", "Picture", "TableText", "TableHead", "Spacer":
		return true
	}
	return false
}

const tableStyle = `<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Assay Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` +
	`<w:top w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/><w:left w:val="nil"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/><w:right w:val="nil"/>` +
	`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D5DBE2"/><w:insideV w:val="nil"/></w:tblBorders>` +
	`<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`
