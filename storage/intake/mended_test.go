package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay.app/assay/storage/intake/listing"
)

// If a table or page has a few bytes in another encoding, the rest of it is
// imported.
func TestTablesAndPagesAreTakenWithoutTheirDamagedBytes(t *testing.T) {
	row := func(n string, name string) string {
		return n + ",\"The café at the weir in Müllheim stayed shut, said " + name + ".\"\n"
	}
	table := "title,text\n" + row("One", "Zoé") + row("Two", "Ren\xE9") + row("Three", "Zoé") + row("Four", "Ana\xEFs") + row("Five", "Zoé")
	page := "<html><body>\n<p>" + strings.Repeat("The café at the weir in Müllheim stayed shut. ", 4) + "</p>\n<p>So said Ren\xE9 on the quay, whom nobody had asked at all.</p>\n</body></html>"
	for name, c := range map[string]struct {
		raw   string
		docs  int
		says  string
		holds string
	}{
		"a.csv":   {table, 5, "lines 3, 5 in it", "said Ren\uFFFD."},
		"a.jsonl": {"{\"title\":\"One\",\"text\":\"Müllheim, café, Zoé, Jürgen, Käthe, Öznur\"}\n{\"title\":\"Two\",\"text\":\"Ren\xE9 is here.\"}\n", 2, "line 2 in it", "Ren\uFFFD is"},
		"a.html":  {page, 1, "line 3 in it", "Ren\uFFFD on"},
		"a.txt":   {strings.ReplaceAll(page, "<", "("), 0, "(line 3)", ""},
		"b.csv":   {strings.ReplaceAll(strings.ReplaceAll(table, "\xE9", "é"), "\xEF", "ï"), 5, "", "said René."},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.raw), 0o600); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		n, says := 0, ""
		for doc := range Documents(t.Context(), []listing.File{{Path: path}}, Options{}, func(r listing.Refusal) { says += r.Err.Error() }) {
			n++
			all.WriteString(doc.Text)
		}
		if n != c.docs || !strings.Contains(says, c.says) || c.says == "" && says != "" || !strings.Contains(all.String(), c.holds) {
			t.Errorf("%s: %d articles, %q", name, n, says)
		}
	}
}
