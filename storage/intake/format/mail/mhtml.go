package mail

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/format/page"
)

// Pages that a browser saved in one file
//
// MHTML (RFC 2557) has the form of a message: one part is the page; others are its
// frames, pictures and styles. The header may hold the time of saving and the
// address of the page:
//
//	From: <Saved by Blink>
//	Snapshot-Content-Location: https://p.example/gate
//	Content-Type: multipart/related; type="text/html"; boundary="b"
//	--b
//	Content-Type: text/html
//	Content-Location: https://p.example/gate

// IsWebArchive reports whether a file begins like a page saved as MHTML: with a
// header field that a browser writes, or with the header of a page that was not
// sent as a message.
func IsWebArchive(front []byte) bool {
	h, ok := mailFields(front)
	if !ok || h["content-type"] == "" && h["snapshot-content-location"] == "" {
		return false
	}
	if h["snapshot-content-location"] != "" || strings.Contains(strings.ToLower(h["from"]), "saved by ") {
		return true
	}
	for _, sent := range []string{"to", "cc", "message-id", "received", "return-path", "delivered-to"} {
		if h[sent] != "" {
			return false
		}
	}
	kind := strings.ToLower(h["content-type"])
	switch {
	case strings.HasPrefix(kind, "multipart/related"):
		return h["mime-version"] != "" && (h["from"] == "" || h["content-location"] != "")
	case strings.HasPrefix(kind, "text/html"):
		return h["content-location"] != ""
	}
	return false
}

// savedPage is a page in a web archive, or one of its frames.
type savedPage struct {
	address, id string
	charset     string
	raw         []byte
}

// ReadWebArchive reads the page in a web archive. If the page has hardly any text,
// it reads a frame that has more.
func ReadWebArchive(in article.Input, opts article.Options) (texts []article.Text, encoding string, err error) {
	err = opts.Within(int64(len(in.Raw)), func() error {
		texts, encoding, err = webArchiveTexts(in.Raw, opts)
		return err
	})
	return texts, encoding, err
}

func webArchiveTexts(raw []byte, opts article.Options) ([]article.Text, string, error) {
	if headerBytes(raw) > maxMailHeader {
		return nil, "", fmt.Errorf("%w: its header has more than %d MiB", model.ErrDamaged, maxMailHeader>>20)
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, "", fmt.Errorf("%w: its header cannot be read (%v)", model.ErrDamaged, err)
	}
	a := webArchive{}
	if err := a.part(textproto.MIMEHeader(m.Header), m.Body, 0); err != nil {
		return nil, "", err
	}
	if len(a.pages) == 0 {
		return nil, "", fmt.Errorf("%w: this web archive contains no page; save it again from the browser", model.ErrEmptyFile)
	}
	_, params, _ := mime.ParseMediaType(m.Header.Get("Content-Type"))
	address := m.Header.Get("Snapshot-Content-Location")
	root := a.root(strings.Trim(params["start"], "<>"), cmp.Or(address, m.Header.Get("Content-Location")))
	texts, encoding, left := root.read(opts)
	if len(texts) == 0 {
		return nil, "", left
	}
	if len(texts) == 1 && len(texts[0].Text) < stub { // the text may be in a frame
		said := texts[0].Metadata
		for _, p := range a.pages {
			if inner, _, err := p.read(opts); len(inner) > 0 && len(inner[0].Text) > len(texts[0].Text)+stub {
				texts, left = inner, err
				texts[0].Metadata = page.Join(said, inner[0].Metadata)
			}
		}
	}
	for i := range texts {
		texts[i].Metadata = page.Join(texts[i].Metadata, model.Metadata{URL: cmp.Or(address, root.address)})
		if saved, err := m.Header.Date(); err == nil {
			texts[i].Metadata.Retrieved = saved.Format(time.RFC3339)
		}
	}
	if texts[0].Record == "" {
		texts[0].Metadata.Title = cmp.Or(texts[0].Metadata.Title, article.Plain(words(m.Header.Get("Subject"))))
	}
	return texts, encoding, left
}

type webArchive struct {
	pages []savedPage
	parts int
}

func (a *webArchive) part(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if a.parts++; a.parts > maxArchiveParts || depth > maxPartDepth {
		return fmt.Errorf("%w: its parts are nested too deeply, or there are too many", model.ErrDamaged)
	}
	kind, params, _ := mime.ParseMediaType(h.Get("Content-Type"))
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if err != nil { // also if the end is missing
				return nil
			}
			if err := a.part(p.Header, p, depth+1); err != nil {
				return err
			}
		}
	case kind == "text/html" || kind == "application/xhtml+xml":
		raw, err := io.ReadAll(transferred(h.Get("Content-Transfer-Encoding"), body))
		if err != nil && len(raw) == 0 {
			return fmt.Errorf("%w: a part of it cannot be read (%v)", model.ErrDamaged, err)
		}
		a.pages = append(a.pages, savedPage{h.Get("Content-Location"), strings.Trim(h.Get("Content-ID"), "<>"), params["charset"], raw})
	}
	return nil
}

// maxArchiveParts is the maximum number of parts of a web archive. Each picture of
// a page is a part.
const maxArchiveParts = 1 << 16

// root returns the main page of the archive: the one with this id, or this address,
// or the first.
func (a *webArchive) root(id, address string) savedPage {
	for _, p := range a.pages {
		if id != "" && p.id == id {
			return p
		}
	}
	for _, p := range a.pages {
		if address != "" && p.address == address {
			return p
		}
	}
	return a.pages[0]
}

// read reads the articles in a page. If an error comes with articles, it names
// others that were left out.
func (p savedPage) read(opts article.Options) ([]article.Text, string, error) {
	text, encoding, err := markup.Decode(p.raw, opts.Guessing())
	if p.charset != "" && encoding != "utf-8" { // the charset of the part takes precedence unless the page is UTF-8
		text, encoding, err = decodeAs(p.raw, p.charset, opts)
	}
	if err != nil {
		return nil, "", err
	}
	texts, err := page.PageTexts(text, opts)
	return texts, encoding, err
}
