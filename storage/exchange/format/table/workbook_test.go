package table_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/format/table"
)

// book returns a workbook with a sheet of rows in XML, as Excel saves one, and further files.
func book(t testing.TB, sheet string, more ...string) string {
	t.Helper()
	const relation = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	files := map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"xl/workbook.xml":     `<workbook xmlns:r="` + relation + `"><sheets><sheet name="Mine" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + relation + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relation + `/sharedStrings" Target="/xl/sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + relation + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + sheet + `</sheetData></worksheet>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yy;@"/><numFmt numFmtId="165" formatCode="&quot;days&quot; 0"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml": `<sst><si><t>sentence_id</t></si><si><r><t>label: </t></r><r><rPr/><t>ana</t></r><rPh><t>no</t></rPh></si><si><t>note: ana</t></si><si><t>` + id + `</t></si></sst>`,
	}
	for i := 0; i+1 < len(more); i += 2 {
		files[more[i]] = more[i+1]
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

const top = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>`

func TestAWorkbookAsExcelSavesItIsRead(t *testing.T) {
	for name, c := range map[string]struct{ cells, want string }{
		"shared strings":      {`<c r="A3" t="s"><v>3</v></c><c r="B3" t="inlineStr"><is><t>claim</t></is></c>`, "|ana|claim"},
		"cells without names": {`<c t="s"><v>3</v></c><c t="str"><f>A1</f><v>claim</v></c>`, "|ana|claim"},
		"a whole number":      {`<c r="A3" t="s"><v>3</v></c><c r="B3"><v>6108160486303236</v></c>`, "|ana|6108160486303236"},
		"a fraction":          {`<c r="A3" t="s"><v>3</v></c><c r="B3" s="3"><v>1.5</v></c>`, "|ana|1.5"},
		"a share":             {`<c r="A3" t="s"><v>3</v></c><c r="B3" s="4"><v>0.55000000000000004</v></c>`, "|ana|55%"},
		"a date":              {`<c r="A3" t="s"><v>3</v></c><c r="D3" s="1"><v>45940</v></c>`, `|ana||="2025-10-10"`},
		"a date as elsewhere": {`<c r="A3" t="s"><v>3</v></c><c r="D3" s="2"><v>45940</v></c>`, `|ana||="2025-10-10"`},
		"a time":              {`<c r="A3" t="s"><v>3</v></c><c r="D3" s="5"><v>45940.5</v></c>`, `|ana||="2025-10-10 12:00"`},
		"yes":                 {`<c r="A3" t="s"><v>3</v></c><c r="B3" t="b"><v>1</v></c>`, "|ana|TRUE"},
		"line ends":           {`<c r="A3" t="s"><v>3</v></c><c r="D3" t="str"><v>a_x000D_` + "\n" + `b_x005F_x000D_</v></c>`, `|ana||="a\nb_x000D_"`},
	} {
		b, err := read(table.Workbook(), "t.xlsx", book(t, top+`<row r="2"/><row r="3">`+c.cells+`</row>`))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := said(b), "Mine, row 3|"+id+"|"+c.want+"\n"; got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
}

func TestADamagedWorkbookIsRefused(t *testing.T) {
	cell := `<c r="A2" t="s"><v>3</v></c>`
	for name, file := range map[string]string{
		"no sheet":       book(t, top+`<row r="2">`+cell+`</row>`, "xl/_rels/workbook.xml.rels", "<Relationships/>"),
		"another sheet":  book(t, `<row r="1"><c t="str"><v>x</v></c></row>`),
		"an open tag":    book(t, top+`<row r="2">`+cell),
		"an entity":      book(t, top, "xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>`),
		"no such string": book(t, top+`<row r="2"><c r="A2" t="s"><v>4</v></c></row>`),
		"a far column":   book(t, top+`<row r="2"><c r="ZZZZZZZ2"><v>4</v></c></row>`),
		"rows backwards": book(t, top+`<row r="1">`+cell+`</row>`),
		"deep":           book(t, top+strings.Repeat("<a>", 100)),
		"no workbook":    "PK\x05\x06" + strings.Repeat("\x00", 18),
		"a table":        "sentence_id,label: ana\n",
	} {
		if _, err := read(table.Workbook(), "t.xlsx", file); !errors.Is(err, model.ErrDamaged) || !strings.Contains(err.Error(), "t.xlsx") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAWorkbookThatUnpacksToFarMoreIsRefused(t *testing.T) {
	file := book(t, top+strings.Repeat(`<row><c/><c/><c t="str"><v>`+strings.Repeat("a", 1<<20)+`</v></c></row>`, 80))
	if _, err := read(table.Workbook(), "t.xlsx", file); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("%.200v", err)
	}
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(top+`<row r="3"><c r="A3" t="s"><v>3</v></c><c r="D3" s="5"><v>45940.5</v></c></row>`, `<si><t>a</t></si>`, `<numFmt numFmtId="0" formatCode="[h]:mm"/>`)
	f.Add(`<row><c><is><r><t>sentence_id</t></r></is></c></row>`, ``, ``)
	f.Add(`<row r="1"><c r="XFD1" t="d"><v>2025-10-10T00:00:00</v></c></row>`, ``, `</styleSheet>`)
	f.Fuzz(func(t *testing.T, sheet, strings, styles string) {
		b, err := read(table.Workbook(), "t.xlsx", book(t, sheet, "xl/sharedStrings.xml", "<sst>"+strings+"</sst>", "xl/styles.xml", "<styleSheet>"+styles+"</styleSheet>"))
		if (b == nil) != (err != nil) || err != nil && !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrTooLarge) && !errors.Is(err, bundle.ErrUnsafeName) {
			t.Fatalf("%v %v", b, err)
		}
	})
}
