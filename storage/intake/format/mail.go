package format

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"

	"assay.app/assay/model"
)

// mailFields are what a saved mail begins with.
var (
	mailField = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:[ \t]?`)
	mailSure  = regexp.MustCompile(`(?im)^(message-id|mime-version|received|return-path|delivered-to):`)
	mailFrom  = regexp.MustCompile(`(?im)^from:`)
)

// isMail reports whether a file begins with the header of a mail: who it is
// from, and a field that only programs write.
func isMail(front []byte) bool {
	front = front[:min(len(front), 16<<10)]
	if !mailField.Match(front) {
		return false
	}
	header := front
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if at := bytes.Index(header, []byte(gap)); at >= 0 {
			header = header[:at]
		}
	}
	return mailFrom.Match(header) && mailSure.Match(header)
}

// maxParts bounds how many parts a mail has, and how deep they lie.
const (
	maxParts     = 1000
	maxPartDepth = 16
)

// readMail reads a mail as one article. Of a mail that has its text twice, the
// plain one is taken if it is no stub. What is attached is left out.
func readMail(in Input, _ Options) ([]Text, string, error) {
	m, err := mail.ReadMessage(bytes.NewReader(in.Raw))
	if err != nil {
		return nil, "", fmt.Errorf("%w: its header cannot be read (%v)", model.ErrDamaged, err)
	}
	c := &mailbag{}
	if err := c.part(textproto.MIMEHeader(m.Header), m.Body, 0); err != nil {
		return nil, "", err
	}
	t, err := c.choose()
	if err != nil {
		return nil, "", err
	}
	words := &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	decoded := func(name string) string {
		value := m.Header.Get(name)
		if d, err := words.DecodeHeader(value); err == nil {
			value = d
		}
		return plain(value)
	}
	meta := model.Metadata{Title: decoded("Subject"), Published: m.Header.Get("Date"), Byline: sender(decoded("From"))}
	for _, prefix := range []string{"Fwd: ", "FW: ", "Fw: "} {
		meta.Title = strings.TrimPrefix(meta.Title, prefix)
	}
	if date, err := m.Header.Date(); err == nil {
		meta.Published = date.Format("2006-01-02")
	}
	t.Metadata = join(meta, t.Metadata)
	t.Text = headed(meta.Title, t.Text)
	return []Text{t}, c.encoding, nil
}

// sender gives the name in a From field, or the address where there is none.
func sender(from string) string {
	if at := strings.LastIndex(from, "<"); at > 0 {
		return strings.Trim(from[:at], ` "'`)
	}
	return strings.Trim(from, "<> ")
}

// mailbag is what was found in a mail.
type mailbag struct {
	plain, html string
	encoding    string
	parts       int
}

func (c *mailbag) part(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if c.parts++; c.parts > maxParts || depth > maxPartDepth {
		return fmt.Errorf("%w: its parts lie absurdly deep in one another, or are too many", model.ErrDamaged)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	switch {
	case kind == "multipart/encrypted", strings.HasSuffix(kind, "pkcs7-mime"):
		return fmt.Errorf("%w: the mail is encrypted; save it decrypted", model.ErrEncrypted)
	case strings.HasPrefix(kind, "multipart/"):
		return c.multipart(multipart.NewReader(body, params["boundary"]), depth)
	case strings.HasPrefix(h.Get("Content-Disposition"), "attachment"), kind != "text/plain" && kind != "text/html":
		return nil
	}
	raw, err := io.ReadAll(transferred(h.Get("Content-Transfer-Encoding"), body))
	if err != nil && len(raw) == 0 {
		return fmt.Errorf("%w: a part of it cannot be read (%v)", model.ErrDamaged, err)
	}
	text, name := decodeAs(raw, params["charset"])
	if c.encoding == "" {
		c.encoding = name
	}
	if kind == "text/html" {
		c.html += text
		return nil
	}
	c.plain += unflowed(text, params) + "\n\n"
	return nil
}

func (c *mailbag) multipart(parts *multipart.Reader, depth int) error {
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if c.plain+c.html != "" {
				return nil // the end is missing, the text is not
			}
			return fmt.Errorf("%w: its parts cannot be told apart (%v)", model.ErrDamaged, err)
		}
		if err := c.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

// transferred undoes how a part was made fit for the way.
func transferred(how string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(how)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// decodeAs decodes text that says what it is written in.
func decodeAs(raw []byte, label string) (text, name string) {
	if label == "" || strings.EqualFold(label, "us-ascii") {
		text, name, err := decodeHTML(raw) // the same guesses
		if err == nil {
			return text, name
		}
	}
	e, name := charset.Lookup(label)
	if e == nil {
		return strings.ToValidUTF8(string(raw), "\uFFFD"), "utf-8"
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\uFFFD"), "utf-8"
	}
	return string(out), name
}

// unflowed joins the lines of text that was wrapped for the way: a line that
// ends in a space goes on in the next (RFC 3676).
func unflowed(text string, params map[string]string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.EqualFold(params["format"], "flowed") {
		text = strings.ReplaceAll(text, " \n", " ")
	}
	return text
}

// stub is how short a plain text beside a page is that only says to look at
// the page.
const stub = 200

// choose gives the text of the mail.
func (c *mailbag) choose() (Text, error) {
	text := strings.TrimSpace(c.plain)
	if c.html == "" || len(text) > stub {
		return Text{Text: strings.Map(func(r rune) rune {
			if r == '\u00AD' || r == 0 {
				return -1
			}
			return r
		}, text)}, nil
	}
	t, err := pageText(c.html)
	t.Metadata.Title = ""
	return t, err
}
