package workbook_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/workbook"
)

// openpyxl prints the cells of a workbook as JSON: for each sheet, rows of texts. Numbers and dates
// become text, dates by ISO 8601. It fails if a cell is a formula.
const openpyxl = `
import json, sys, datetime, openpyxl
def text(cell):
    v = cell.value
    if v is None: return ""
    assert cell.data_type != "f", cell.coordinate
    if isinstance(v, datetime.datetime): return v.isoformat()
    return str(v)
book = openpyxl.load_workbook(sys.argv[1])
json.dump({s.title: [[text(c) for c in row] for row in s.iter_rows()] for s in book}, sys.stdout)
`

// Openpyxl and excelize must read the same from every cell. Openpyxl does not undo escapes such as
// _x005F_, as Excel and excelize do.
func TestAnotherReaderReadsTheSameCells(t *testing.T) {
	python := "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		t.Skipf("needs Python with openpyxl (Debian: python3-openpyxl): %v", err)
	}
	for name, p := range map[string]*storage.Project{"judged": judged(t), "hostile": hostile(t)} {
		raw, _ := write(t, p, workbook.Options{})
		path := filepath.Join(t.TempDir(), "book.xlsx")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, "-c", openpyxl, path).Output()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, err.(*exec.ExitError).Stderr)
		}
		var theirs sheets
		if err := json.Unmarshal(out, &theirs); err != nil {
			t.Fatal(err)
		}
		ours := read(t, raw)
		if len(theirs) != len(ours) || len(ours) != 10 {
			t.Errorf("%s: %d and %d sheets", name, len(theirs), len(ours))
		}
		for sheet, rows := range theirs {
			if len(rows) != len(ours[sheet]) {
				t.Errorf("%s: %s has %d and %d rows", name, sheet, len(rows), len(ours[sheet]))
				continue
			}
			compareRows(t, name+": "+sheet, rows, ours[sheet])
		}
	}
}

// compareRows compares the rows of a sheet, apart from dates, which excelize returns as numbers.
func compareRows(t *testing.T, sheet string, theirs, ours [][]string) {
	t.Helper()
	for y, row := range theirs {
		for x, cell := range row {
			heading := theirs[0][x]
			if y > 0 && (heading == "published" || heading == "published_at" || heading == "retrieved" || heading == "imported" ||
				heading == "judged" || heading == "profile_date" || heading == "defined") {
				continue
			}
			want := ""
			if x < len(ours[y]) {
				want = ours[y][x]
			}
			if got := strings.ReplaceAll(cell, "_x005F_", "_"); got != want {
				t.Errorf("%s, row %d, %s: %.80q and %.80q", sheet, y+1, heading, got, want)
			}
		}
	}
}
