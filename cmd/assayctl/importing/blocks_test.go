package importing

import (
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
)

func TestAllBlocksTakesWhatAPageHasBesideItsArticle(t *testing.T) {
	clitest.InFolder(t)
	var page strings.Builder
	page.WriteString("<!doctype html><html><head><title>Ferry late</title></head><body>")
	for i, title := range []string{"Ferry late", "The mill is shut", "A chapel is mended"} {
		fmt.Fprintf(&page, "<article><h2>%s</h2><time datetime=2031-04-0%d>April %d, 2031</time><p>The keepers of lock %d opened it before the tide turned on Friday, and nobody had asked the millers.</p><p>The council will hear them in its sitting number %d, and the books of nine years will be there.</p></article>", title, i+1, i+1, i, i)
	}
	page.WriteString("</body></html>")
	clitest.Write(t, "page.html", page.String())
	set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitPartial, "import", "--project", "P.assay", "--dry-run", "--json", "page.html"))
	if len(set.Articles) != 1 || len(set.Refused) != 1 || !strings.Contains(set.Refused[0].Reason, "2 more blocks look like articles") {
		t.Errorf("%d articles, refused %+v", len(set.Articles), set.Refused)
	}
	set = clitest.Unmarshal[clitest.DryRun](t, want(t, 0, "import", "--project", "P.assay", "--dry-run", "--json", "--all-blocks", "page.html"))
	if len(set.Articles) != 3 || len(set.Refused) != 0 || set.Articles[2].Title != "A chapel is mended" {
		t.Errorf("with all blocks %d articles, refused %+v", len(set.Articles), set.Refused)
	}
}
