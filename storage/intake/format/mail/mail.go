// Package mail reads email messages, mailboxes, TNEF files, and pages saved as
// MHTML.
package mail

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
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/page"
)

// mailFront is the maximum number of bytes that Is inspects.
const mailFront = 32 << 10

// Is reports whether a file begins with header fields, among them the sender. There
// must also be a field that programs write, such as Message-ID, or the sender's
// address and a recipient, a subject or a valid date.
func Is(front []byte) bool {
	h, ok := mailFields(front)
	if !ok || h["from"] == "" {
		return false
	}
	for _, sure := range []string{"message-id", "mime-version", "received", "return-path", "delivered-to"} {
		if h[sure] != "" {
			return true
		}
	}
	if !strings.Contains(h["from"], "@") {
		return false
	}
	if h["to"] != "" || h["subject"] != "" {
		return true
	}
	_, err := mail.ParseDate(h["date"])
	return err == nil
}

// mailFields returns the fields of the header at the beginning of a file, keyed by
// their names in lower case. It reports false if the file does not begin with a
// header. It keeps only the first non-empty line of a field.
func mailFields(front []byte) (h map[string]string, ok bool) {
	front = front[:min(len(front), mailFront)]
	const longest = 64 // maximum length of a name in bytes
	if at := bytes.IndexByte(front[:min(len(front), longest+1)], ':'); at < 0 || !isField(string(front[:at])) {
		return nil, false
	}
	if len(front) == mailFront { // the last line may be incomplete
		front = front[:bytes.LastIndexByte(front, '\n')+1]
	}
	last := ""
	for line := range bytes.SplitSeq(front, []byte("\n")) {
		line := strings.TrimRight(string(line), "\r")
		if line == "" {
			break
		}
		if last != "" && (line[0] == ' ' || line[0] == '\t') {
			if h[last] == "" {
				h[last] = strings.TrimSpace(line)
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !isField(name) {
			return nil, false
		}
		if h == nil {
			h = map[string]string{}
		}
		last = strings.ToLower(name)
		h[last] = strings.TrimSpace(value)
	}
	return h, h != nil
}

// isField reports whether a string can be the name of a header field.
func isField(name string) bool {
	if name == "" || len(name) > 64 {
		return false
	}
	for i := range len(name) {
		if c := name[i]; !(c|0x20 >= 'a' && c|0x20 <= 'z' || i > 0 && (c == '-' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return true
}

// The maximum number and nesting depth of the parts of a message.
const (
	maxParts     = 1000
	maxPartDepth = 16
)

// Formats recognises the formats of attachments. Its methods return nil for a file
// of unknown format.
type Formats interface {
	OfBytes(raw []byte) article.Format
	OfText(text string, opts article.Options) article.Format
}

// Reader reads messages. Formats recognises the formats of their attachments.
type Reader struct{ Formats Formats }

// Mail reads the text of a message, and the articles in its attachments. If the
// text has a plain and an HTML version, Mail uses the plain version unless that is
// very short.
func (r Reader) Mail(in article.Input, opts article.Options) ([]article.Text, string, error) {
	return r.mailIn(in.Raw, opts, 0)
}

// maxMailHeader is the maximum size of a message's header, in bytes.
const maxMailHeader = 1 << 20

// headerBytes returns the size of a message before the first empty line, in bytes,
// or its whole size if it has no such line.
func headerBytes(raw []byte) int {
	for at := 0; at < len(raw); {
		end := bytes.IndexByte(raw[at:], '\n')
		if end < 0 {
			break
		}
		if len(bytes.TrimSuffix(raw[at:at+end], []byte("\r"))) == 0 {
			return at
		}
		at += end + 1
	}
	return len(raw)
}

// mailIn reads a message; depth is the number of messages that enclose it. For the
// parts of the message, it takes as many bytes from opts.Room as the message has.
func (r Reader) mailIn(raw []byte, opts article.Options, depth int) (texts []article.Text, encoding string, err error) {
	err = opts.Within(int64(len(raw)), func() error {
		texts, encoding, err = r.mailTexts(raw, opts, depth)
		return err
	})
	return texts, encoding, err
}

func (r Reader) mailTexts(raw []byte, opts article.Options, depth int) ([]article.Text, string, error) {
	if headerBytes(raw) > maxMailHeader {
		return nil, "", fmt.Errorf("%w: its header has more than %d MiB", model.ErrDamaged, maxMailHeader>>20)
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, "", fmt.Errorf("%w: its header cannot be read (%v)", model.ErrDamaged, err)
	}
	subject := article.Plain(words(m.Header.Get("Subject")))
	c := &mailbag{
		formats:   r.Formats,
		opts:      opts,
		forwarded: forwards.MatchString(subject),
		reply:     replies.MatchString(subject) || m.Header.Get("In-Reply-To") != "" || m.Header.Get("References") != "",
	}
	if err := c.part(textproto.MIMEHeader(m.Header), m.Body, depth); err != nil {
		return nil, "", err
	}
	t, err := c.openRichText(opts)
	if err == nil && t.Text == "" {
		t, err = c.choose(opts)
	}
	if err != nil {
		return nil, "", err
	}
	decoded := func(name string) string { return article.Plain(words(m.Header.Get(name))) }
	meta := model.Metadata{Title: subject, Published: m.Header.Get("Date"), Byline: sender(decoded("From"))}
	for _, prefix := range []string{"Fwd: ", "FW: ", "Fw: "} {
		meta.Title = strings.TrimPrefix(meta.Title, prefix)
	}
	t.Metadata = page.Join(meta, t.Metadata)
	var texts []article.Text
	if strings.TrimSpace(t.Text) != "" {
		before := len(t.Text)
		t.Text = article.WithTitle(meta.Title, t.Text)
		t.Asides = shifted(t.Asides, len(t.Text)-before)
		texts = append(texts, t)
	}
	for _, block := range c.blocks {
		block.Metadata = page.Join(block.Metadata, model.Metadata{Published: meta.Published})
		texts = append(texts, block)
	}
	attached, err := c.attachments(opts, depth)
	return append(texts, attached...), c.encoding, errors.Join(c.left, err)
}

// sender returns the name in a From field, or the address if it has no name.
func sender(from string) string {
	if at := strings.LastIndex(from, "<"); at > 0 {
		return strings.Trim(from[:at], ` "'`)
	}
	return strings.Trim(from, "<> ")
}

type mailbag struct {
	formats   Formats // of attachments
	opts      article.Options
	plain     []plainPart
	plainSize int // size of all plain parts, in bytes
	html      strings.Builder
	encoding  string
	parts     int
	attached  []attachment

	blocks []article.Text // separate articles in its text
	left   error          // error that names the blocks left out

	forwarded, reply bool // as the header states
}

type plainPart struct {
	text   string
	params map[string]string // of its media type
}

func (c *mailbag) part(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if c.parts++; c.parts > maxParts || depth > maxPartDepth {
		return fmt.Errorf("%w: its parts are nested too deeply, or there are too many", model.ErrDamaged)
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
	}
	called := attachedName(h, params)
	attached := strings.HasPrefix(strings.ToLower(h.Get("Content-Disposition")), "attachment") || called != "" || kind != "text/plain" && kind != "text/html"
	if attached && isDecoration(kind, called) {
		return nil
	}
	raw, err := io.ReadAll(transferred(h.Get("Content-Transfer-Encoding"), body))
	if err != nil && len(raw) == 0 {
		return fmt.Errorf("%w: a part of it cannot be read (%v)", model.ErrDamaged, err)
	}
	if attached {
		c.attached = append(c.attached, attachment{name: called, kind: kind, charset: params["charset"], raw: raw})
		return nil
	}
	text, name, err := decodeAs(raw, params["charset"], c.opts)
	if err != nil {
		return err
	}
	if c.encoding == "" {
		c.encoding = name
	}
	if c.plainSize+c.html.Len()+len(text) > article.MaxText {
		return article.ErrTooMuch
	}
	if kind == "text/html" {
		c.html.WriteString(text)
		return nil
	}
	if strings.Contains(text, "\u00AD") || strings.IndexByte(text, 0) >= 0 {
		text = strings.NewReplacer("\u00AD", "", "\x00", "").Replace(text)
	}
	c.plainSize += len(text)
	c.plain = append(c.plain, plainPart{text, params})
	return nil
}

func (c *mailbag) multipart(parts *multipart.Reader, depth int) error {
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if c.plainSize+c.html.Len() > 0 || len(c.attached) > 0 {
				return nil // the end is missing; keep what was read
			}
			return fmt.Errorf("%w: its parts cannot be separated (%v)", model.ErrDamaged, err)
		}
		if err := c.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

// transferred returns a reader that decodes the transfer encoding of a part.
func transferred(how string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(how)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// stub is the maximum length, in bytes, of a text that is considered a stub. Its
// HTML version or, for a web page, a frame with more text is used instead, if there
// is one.
const stub = 200

func (c *mailbag) hasText() bool {
	return strings.TrimSpace(c.html.String()) != "" || slices.ContainsFunc(c.plain, func(p plainPart) bool { return strings.TrimSpace(p.text) != "" })
}

// choose returns the plain text of the message. If there is an HTML version and the
// plain text is a stub, it returns the text of the HTML version.
func (c *mailbag) choose(opts article.Options) (article.Text, error) {
	var text strings.Builder
	var asides []model.Span
	for _, p := range c.plain {
		err := opts.Within(lineBytes*int64(strings.Count(p.text, "\n"))+int64(len(p.text)), func() error {
			l := newPlainText(p.text, p.params)
			l.forwarded, l.reply = c.forwarded, c.reply
			l.setAside()
			part, spans := l.text()
			for _, s := range spans {
				asides = append(asides, model.Span{Start: text.Len() + s.Start, End: text.Len() + s.End})
			}
			text.WriteString(part)
			text.WriteString("\n\n")
			return nil
		})
		if err != nil {
			return article.Text{}, err
		}
	}
	whole := text.String()
	if strings.TrimSpace(whole) == "" && c.html.Len() == 0 {
		return article.Text{}, nil
	}
	if c.html.Len() == 0 || len(strings.TrimSpace(whole)) > stub {
		t := article.Text{Text: strings.TrimSpace(whole)}
		for _, a := range shifted(asides, len(t.Text)-len(strings.TrimRightFunc(whole, unicode.IsSpace))) {
			if a.End = min(a.End, len(t.Text)); a.Start < a.End {
				t.Asides = append(t.Asides, a)
			}
		}
		return t, nil
	}
	texts, err := mailPage(c.html.String(), c.forwarded, opts)
	if len(texts) == 0 {
		return article.Text{}, err
	}
	c.blocks, c.left = texts[1:], err
	texts[0].Metadata.Title = ""
	return texts[0], nil
}

// shifted moves spans by this many bytes in place, and returns them.
func shifted(spans []model.Span, by int) []model.Span {
	for i := range spans {
		spans[i].Start = max(0, spans[i].Start+by)
		spans[i].End += by
	}
	return spans
}
