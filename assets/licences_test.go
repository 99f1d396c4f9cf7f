package assets_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"assay.app/assay/assets"
)

func TestEveryModuleThatIsNeededDirectlyHasItsLicence(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	direct, _, _ := strings.Cut(string(mod), "// indirect")
	works := map[string]bool{}
	for _, l := range assets.Licences() {
		works[l.Work] = true
		if l.IDs == "" || len(l.Text) < 200 {
			t.Errorf("%s has the licence %q with a text of %d bytes", l.Work, l.IDs, len(l.Text))
		}
	}
	if !works["The Go library"] {
		t.Error("Go's own licence is missing")
	}
	needed := regexp.MustCompile(`(?m)^\t(\S+ v\S+)$`).FindAllStringSubmatch(direct, -1)
	if len(needed) < 5 {
		t.Fatalf("only %d modules were found in go.mod", len(needed))
	}
	for _, m := range needed {
		// Modules that only tests import are not linked into the programs.
		testOnly := strings.HasPrefix(m[1], "github.com/santhosh-tekuri/jsonschema") || strings.HasPrefix(m[1], "github.com/jezek/xgb ")
		if !works[m[1]] && !testOnly {
			t.Errorf("%s has no licence: `make generate` writes it", m[1])
		}
	}
}
