package docx

import (
	"strconv"
	"strings"
	"time"

	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/spool"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	office    = `http://schemas.openxmlformats.org/officeDocument/2006/`
	relations = office + `relationships/`
	packaged  = `http://schemas.openxmlformats.org/package/2006/`
	word      = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	drawings  = `http://schemas.openxmlformats.org/drawingml/2006/`

	namespaces = word + ` xmlns:r="` + office + `relationships" xmlns:wp="` + drawings + `wordprocessingDrawing" xmlns:a="` + drawings +
		`main" xmlns:pic="` + drawings + `picture"`

	footerLink = "footer"
)

const contentTypes = xmlHead + `<Types xmlns="` + packaged + `content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/>` +
	`<Override PartName="/word/footnotes.xml" ContentType="` + wordType + `footnotes+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/></Types>`

const wordType = `application/vnd.openxmlformats-officedocument.wordprocessingml.`

const packageLinks = xmlHead + `<Relationships xmlns="` + packaged + `relationships">` +
	`<Relationship Id="document" Type="` + relations + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="core" Type="` + packaged + `relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="app" Type="` + relations + `extended-properties" Target="docProps/app.xml"/></Relationships>`

// noteSeparators are the two lines above footnotes that Word expects.
const noteSeparators = `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
	`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`

// core returns the properties of the document.
func (d *document) core() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="` + packaged + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	element := func(name, text string) {
		if text != "" {
			b.WriteString(`<` + name + `>` + escaped(text) + `</` + name + `>`)
		}
	}
	element("dc:title", d.Title)
	element("dc:subject", d.Subject)
	element("dc:creator", strings.Join(d.Authors, "; "))
	element("dc:language", d.language)
	if !d.Created.IsZero() {
		at := d.Created.UTC().Format(time.RFC3339)
		for _, name := range []string{"created", "modified"} {
			b.WriteString(`<dcterms:` + name + ` xsi:type="dcterms:W3CDTF">` + at + `</dcterms:` + name + `>`)
		}
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String()
}

func (d *document) app() string {
	return xmlHead + `<Properties xmlns="` + office + `extended-properties"><Application>` + escaped(d.Program) + `</Application></Properties>`
}

func (d *document) settings() string {
	return xmlHead + `<w:settings ` + word + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="` + d.language + `"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`
}

// footer returns the foot of each page, which numbers it.
func (d *document) footer() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:ftr ` + word + `><w:p><w:pPr><w:pStyle w:val="Footer"/>`)
	if d.direction == content.RightToLeft {
		b.WriteString(`<w:bidi/>`)
	}
	b.WriteString(`<w:jc w:val="center"/></w:pPr>`)
	field := func(name string) {
		b.WriteString(`<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`)
	}
	d.Words.PageLine(func(part content.PagePart, text string) {
		switch part {
		case content.PageNow:
			field("PAGE")
		case content.PageCount:
			field("NUMPAGES")
		default:
			b.WriteString(`<w:r><w:t xml:space="preserve">` + escaped(text) + `</w:t></w:r>`)
		}
	})
	b.WriteString(`</w:p></w:ftr>`)
	return b.String()
}

// numbering returns the part that numbers lists: one with bullets and so many that count from 1.
func numbering(lists int) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:numbering ` + word + `>`)
	abstract := func(id, format, text string) {
		b.WriteString(`<w:abstractNum w:abstractNumId="` + id + `"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="` + format +
			`"/><w:lvlText w:val="` + text + `"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>`)
	}
	abstract("0", "bullet", "•")
	abstract("1", "decimal", "%1.")
	b.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i := range lists {
		b.WriteString(`<w:num w:numId="` + strconv.Itoa(bullets+1+i) + `"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`)
	}
	b.WriteString(`</w:numbering>`)
	return b.String()
}

// bodyLinks returns the relationships of the body.
func (d *document) bodyLinks() *spool.Spool {
	for _, name := range []string{"styles", "settings", "numbering", "footnotes"} {
		d.body.links.WriteString(`<Relationship Id="` + name + `" Type="` + relations + name + `" Target="` + name + `.xml"/>`)
	}
	d.body.links.WriteString(`<Relationship Id="` + footerLink + `" Type="` + relations + `footer" Target="footer1.xml"/>`)
	for i := range d.pictures {
		number := strconv.Itoa(i + 1)
		d.body.links.WriteString(`<Relationship Id="picture` + number + `" Type="` + relations + `image" Target="media/picture` + number + `.png"/>`)
	}
	return endLinks(d.body.links)
}

// startLinks returns a spool for relationships.
func startLinks() *spool.Spool {
	s := spool.New()
	s.WriteString(xmlHead + `<Relationships xmlns="` + packaged + `relationships">`)
	return s
}

func endLinks(s *spool.Spool) *spool.Spool {
	s.WriteString(`</Relationships>`)
	return s
}
