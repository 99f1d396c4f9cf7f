package office

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
)

// charsetReader is used as xml.Decoder.CharsetReader.
func charsetReader(label string, in io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(label, in)
}

// epub reads the chapters of a book in reading order and divides them into
// articles. container.xml names the package file, which lists the chapters.
func (p *pack) epub(_ article.Input, opts article.Options) ([]article.Text, string, error) {
	if err := p.unlocked(); err != nil {
		return nil, "", err
	}
	root := ""
	err := p.walk("META-INF/container.xml", func(token xml.Token) error {
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "rootfile" && root == "" {
			root = xmlAttr(t, "full-path")
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	names, err := p.spine(root)
	if err != nil {
		return nil, "", err
	}
	var chapters []chapter
	size, left := 0, maxBookTags
	for _, name := range names {
		c, err := p.chapter(name, &left, opts)
		if err != nil {
			return nil, "", err
		}
		if size += len(c.text); size > article.MaxText {
			return nil, "", article.ErrTooMuch
		}
		if c.text != "" {
			chapters = append(chapters, c)
		}
	}
	fields := p.dublin(root)
	return articles(chapters, model.Metadata{
		Title: fields["title"], Byline: fields["creator"], Outlet: fields["publisher"],
		Published: fields["date"], Language: fields["language"],
	}), "", nil
}

// unlocked returns an error for books whose chapters are encrypted. Encrypted fonts
// do not matter.
func (p *pack) unlocked() error {
	const name = "META-INF/encryption.xml"
	if !p.has(name) {
		return nil
	}
	return p.walk(name, func(token xml.Token) error {
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "CipherReference" {
			switch strings.ToLower(path.Ext(xmlAttr(t, "URI"))) {
			case ".xhtml", ".html", ".htm", ".xml", ".opf":
				return fmt.Errorf("%w: the book belongs to a reader's account; save its text as a .txt file", model.ErrEncrypted)
			}
		}
		return nil
	})
}

// spine returns the names of the chapters in reading order, each once. It omits
// files that the book marks as navigation or as outside the reading order.
func (p *pack) spine(root string) (chapters []string, err error) {
	files, taken := map[string]string{}, map[string]bool{}
	err = p.walk(root, func(token xml.Token) error {
		t, ok := token.(xml.StartElement)
		if !ok {
			return nil
		}
		switch t.Name.Local {
		case "item":
			href, err := url.PathUnescape(xmlAttr(t, "href"))
			if err != nil {
				href = xmlAttr(t, "href")
			}
			if !strings.Contains(xmlAttr(t, "properties"), "nav") {
				files[xmlAttr(t, "id")] = path.Join(path.Dir(root), href)
			}
		case "itemref":
			if file := files[xmlAttr(t, "idref")]; file != "" && !taken[file] && xmlAttr(t, "linear") != "no" {
				chapters, taken[file] = append(chapters, file), true
			}
		}
		return nil
	})
	return chapters, err
}

// maxBookTags is the maximum number of tags in all chapters of a book.
const maxBookTags = 4 << 20

// chapter reads one chapter, a page of XHTML with at most left tags, and subtracts
// its tags from left. A missing chapter is empty.
func (p *pack) chapter(name string, left *int, opts article.Options) (c chapter, err error) {
	f := p.files[name]
	if f == nil {
		return c, nil
	}
	in, err := f.Open()
	if err != nil {
		return c, fmt.Errorf("%w: %s cannot be read (%v)", model.ErrDamaged, name, err)
	}
	defer in.Close()
	const longest = 16 << 20
	raw, err := io.ReadAll(bounded(in, f, longest))
	if errors.Is(err, model.ErrTooLarge) {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	if err != nil {
		return c, fmt.Errorf("%w: %s is cut off (%v); get the book again from its source", model.ErrDamaged, name, err)
	}
	text, _, err := markup.Decode(raw, opts.Guessing())
	if err != nil {
		return c, err
	}
	if *left -= strings.Count(text, "<"); *left < 0 {
		return c, fmt.Errorf("%w: its chapters have more than %d tags; save the text of the article as a .txt file", model.ErrTooLarge, maxBookTags)
	}
	err = markup.With(text, opts, func(root *html.Node) { c = chapterOf(root) })
	if err != nil {
		return c, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}
