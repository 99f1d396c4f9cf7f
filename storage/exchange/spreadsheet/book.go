package spreadsheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"assay.app/assay/model"
)

// Book is a workbook that is being written.
type Book struct {
	zip     *zip.Writer
	out     *counter
	styles  *styles
	maxRows int

	// end is close with the *excelize.File, which is not a field: Book is in an interface, and the
	// linker would keep all methods of the types of its fields, with 3 MB of formulas.
	end func(Properties) error

	parts  []part // the sheets as the file has them
	losses Losses
}

// Losses says what a workbook could not hold as it was given.
type Losses struct {
	Cut      int      // texts that were cut because they were too long for a cell
	Cells    []string // the cells of these, such as "Sentences!E7"; at most maxCuts
	Replaced int      // characters that XML forbids
	Further  int      // sheets that continue others, because these were full
	Unlinked int      // addresses without a link, because the sheet had too many
}

// Losses returns what the workbook could not hold so far.
func (b *Book) Losses() Losses { return b.losses }

// Size returns the number of bytes written so far.
func (b *Book) Size() int64 { return b.out.n }

// LabelStyle returns the style for the cells of a label.
func (b *Book) LabelStyle(key model.LabelKey) Style { return b.styles.ofLabel(key) }

// part is a sheet of the file.
type part struct {
	name string
	area string // its cells, such as "A1:F20"
}

// maxCuts is how many of the cells whose text was cut are listed.
const maxCuts = 50

// level is the level of compression. Higher levels make the file a fifth smaller and take three
// times as long.
const level = 1

// written is the time of the files in the zip archive, the earliest that it can have.
var written = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// NewBook begins a workbook that is written to w. The labels have styles of their own. The caller writes
// the sheets one after another, and then calls Close.
func NewBook(w io.Writer, labels model.Codebook) (*Book, error) {
	b := &Book{out: &counter{w: w}, maxRows: maxRows}
	b.zip = zip.NewWriter(b.out)
	b.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, level) })
	var err error
	f := excelize.NewFile() // has no rows
	b.end = func(p Properties) error { return b.close(f, p) }
	b.styles, err = newStyles(f, labels)
	return b, err
}

// file begins a file of the archive.
func (b *Book) file(name string) (io.Writer, error) {
	return b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: written})
}

// begin begins the file of a sheet.
func (b *Book) begin(name string) (io.Writer, error) {
	b.parts = append(b.parts, part{name: name})
	return b.file(sheetFile(len(b.parts)))
}

// sheetFile returns the name of the file of the nth sheet, as excelize chooses it.
func sheetFile(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// finish ends the present sheet. Each link is the name of a cell and an address, with a space
// between them.
func (b *Book) finish(area string, links []string) error {
	b.parts[len(b.parts)-1].area = area
	if len(links) == 0 {
		return nil
	}
	out, err := b.file(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", len(b.parts)))
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, xml.Header+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`); err != nil {
		return err
	}
	for i, link := range links {
		_, target, _ := strings.Cut(link, " ")
		var escaped bytes.Buffer
		if err := xml.EscapeText(&escaped, []byte(target)); err != nil {
			return err
		}
		_, err := fmt.Fprintf(out, `<Relationship Id="rId%d" Type="%s" Target="%s" TargetMode="External"/>`,
			i+1, excelize.SourceRelationshipHyperLink, escaped.Bytes())
		if err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, `</Relationships>`)
	return err
}

// wasCut counts a cell whose text was cut.
func (b *Book) wasCut(cell string) {
	b.losses.Cut++
	if len(b.losses.Cells) < maxCuts {
		b.losses.Cells = append(b.losses.Cells, cell)
	}
}

// Properties are the properties of the document.
type Properties struct {
	Title   string
	Program string // that wrote it
	Created time.Time
}

// Close writes the files that list the sheets and the styles, and ends the archive. It does not close
// the writer. If a sheet could not be written, Close returns the error as well.
func (b *Book) Close(p Properties) error { return b.end(p) }

func (b *Book) close(f *excelize.File, p Properties) error {
	defer f.Close() //nolint:errcheck // it has no temporary files
	for i, part := range b.parts {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", part.name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(part.name); err != nil {
			return err
		}
		if err := f.AutoFilter(part.name, part.area, nil); err != nil {
			return err
		}
		err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + part.name + "'!$1:$1", Scope: part.name})
		if err != nil {
			return err
		}
	}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &frame{b} })
	if err := f.Write(io.Discard); err != nil {
		return err
	}
	if err := b.properties(p); err != nil {
		return err
	}
	return b.zip.Close()
}

// propertiesFile is the name of the file of the document's properties.
const propertiesFile = "docProps/core.xml"

// properties writes the file of the document's properties. Excelize leaves out the prefix of the element
// lastModifiedBy, which ExcelJS then refuses.
func (b *Book) properties(p Properties) error {
	out, err := b.file(propertiesFile)
	if err != nil {
		return err
	}
	escaped := func(text string) string {
		var e strings.Builder
		_ = xml.EscapeText(&e, []byte(inXML(text))) // a Builder never fails
		return e.String()
	}
	program, at := escaped(p.Program), p.Created.UTC().Format(time.RFC3339)
	_, err = fmt.Fprintf(out, xml.Header+`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" `+
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>%s</dc:title><dc:creator>%s</dc:creator><cp:lastModifiedBy>%s</cp:lastModifiedBy>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified></cp:coreProperties>`,
		escaped(p.Title), program, program, at, at)
	return err
}

// inXML returns a text without the characters that XML forbids.
func inXML(text string) string {
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// frame takes the files that excelize writes. It drops the sheets, which are written already, and the
// properties, which Book.properties writes.
type frame struct{ *Book }

// Create begins a file. The one before it ends.
func (f *frame) Create(name string) (io.Writer, error) {
	if strings.HasPrefix(name, "xl/worksheets/") || name == propertiesFile {
		return io.Discard, nil
	}
	return f.file(name)
}

// AddFS is not used by excelize.
func (f *frame) AddFS(fsys fs.FS) error { return f.zip.AddFS(fsys) }

// Close does nothing: Book.Close ends the archive.
func (f *frame) Close() error { return nil }

// counter counts the bytes written through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
