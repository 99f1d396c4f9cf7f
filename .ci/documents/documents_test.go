// Package documents checks README.md and the pages in docs: their links, their
// pictures, and the length of the README.
package documents

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	checkout = os.DirFS("../..")

	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	dropped = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// pages returns the text of each page by its path.
func pages(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(checkout, "docs/*.md")
	if err != nil || len(names) < 10 {
		t.Fatal(err, names)
	}
	texts := map[string]string{}
	for _, name := range append(names, "README.md") {
		text, err := fs.ReadFile(checkout, name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	return texts
}

// anchors returns the anchors of the headings in a page, in the form that GitHub
// uses.
func anchors(text string) map[string]bool {
	found := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		found[strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")] = true
	}
	return found
}

func TestLinksLeadSomewhere(t *testing.T) {
	texts := pages(t)
	for name, text := range texts {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			to := name
			if target != "" {
				to = path.Join(path.Dir(name), target)
			}
			if _, err := fs.Stat(checkout, to); err != nil {
				t.Errorf("%s: %v", name, err)
			} else if anchor != "" && !anchors(texts[to])[anchor] {
				t.Errorf("%s: %s has no heading for #%s", name, to, anchor)
			}
		}
	}
}

func TestEveryPageIsInTheREADME(t *testing.T) {
	texts := pages(t)
	for name := range texts {
		if name != "README.md" && !strings.Contains(texts["README.md"], "]("+name+")") {
			t.Errorf("README.md does not link to %s", name)
		}
	}
}

func TestTheREADMEIsShort(t *testing.T) {
	const most = 900
	if n := len(strings.Fields(pages(t)["README.md"])); n > most {
		t.Errorf("README.md has %d words, more than %d: move some to docs/guide.md", n, most)
	}
}

func TestPicturesAreSmallAndShown(t *testing.T) {
	const most = 150 << 10 // bytes
	pictures, err := fs.Glob(checkout, "docs/pictures/*.png")
	if err != nil || len(pictures) == 0 {
		t.Fatal(err, pictures)
	}
	guide := pages(t)["docs/guide.md"]
	for _, name := range pictures {
		info, err := fs.Stat(checkout, name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > most {
			t.Errorf("%s has %d bytes, more than %d", name, info.Size(), most)
		}
		if !strings.Contains(guide, "("+strings.TrimPrefix(name, "docs/")+")") {
			t.Errorf("docs/guide.md does not show %s", name)
		}
	}
}
