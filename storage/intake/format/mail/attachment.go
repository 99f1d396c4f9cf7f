package mail

import (
	"errors"
	"fmt"
	"mime"
	"net/textproto"
	"path"
	"strconv"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

type attachment struct {
	name    string // "" if it has none
	kind    string // media type
	charset string
	raw     []byte
	refused error // why it cannot be read
}

// attachedName returns the file name of a message part without its folders, or ""
// if the part has none.
func attachedName(h textproto.MIMEHeader, params map[string]string) string {
	name := params["name"]
	if _, with, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil && with["filename"] != "" {
		name = with["filename"]
	}
	name = path.Base(strings.ReplaceAll(words(name), `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '#' || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name))
	if name == "." || name == ".." || name == "/" {
		return ""
	}
	return name
}

// isDecoration reports whether an attachment is, by its type or name, a picture, a
// signature, an invitation or another file without an article. Such attachments are
// skipped without a report.
func isDecoration(kind, name string) bool {
	front, _, _ := strings.Cut(kind, "/")
	switch front {
	case "image", "audio", "video", "font":
		return true
	}
	switch kind {
	case "text/calendar", "text/vcard", "text/x-vcard", "text/css", "text/rfc822-headers", "message/delivery-status", "message/disposition-notification",
		"application/pgp-signature", "application/pgp-keys", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/ics":
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ics", ".vcf", ".asc", ".p7s", ".css":
		return true
	}
	return false
}

// attachments reads the attachments, and returns a LeftOut error for each that
// cannot be read. If the total text exceeds article.MaxText, it returns
// article.ErrTooLong.
func (c *mailbag) attachments(opts article.Options, depth int) (all []article.Text, left error) {
	used, size := map[string]int{}, 0
	for i, a := range c.attached {
		if a.name == "" {
			a.name = "part " + strconv.Itoa(i+1)
		}
		part := "/" + a.name
		if used[part]++; used[part] > 1 {
			part += " (" + strconv.Itoa(used[part]) + ")"
		}
		texts, err := a.read(opts, c.formats, depth)
		for _, t := range texts {
			t.Part = part + t.Part
			all = append(all, t)
			size += len(t.Text)
		}
		if size > article.MaxText {
			return nil, article.ErrTooLong
		}
		if err != nil {
			left = errors.Join(left, article.LeftOut{Part: part, Err: err})
		}
	}
	return all, left
}

// read reads the articles in an attachment.
func (a attachment) read(opts article.Options, known Formats, depth int) ([]article.Text, error) {
	if a.refused != nil {
		return nil, a.refused
	}
	front := a.raw[:min(len(a.raw), archive.FrontBytes)]
	if archive.Is(front) {
		return nil, fmt.Errorf("%w: archives in mails are not unpacked; save it and add it on its own", model.ErrBinary)
	}
	if a.kind == "message/rfc822" || Is(front) {
		if depth >= maxPartDepth {
			return nil, fmt.Errorf("%w: mails are nested too deeply", model.ErrDamaged)
		}
		texts, _, err := article.NewFormat("eml", func(in article.Input, opts article.Options) ([]article.Text, string, error) {
			return Reader{Formats: known}.mailIn(in.Raw, opts, depth+1)
		}).Read(article.Input{Raw: a.raw}, opts)
		return texts, err
	}
	if f := known.OfBytes(a.raw); f != nil {
		texts, _, err := f.Read(article.Input{Raw: a.raw}, opts)
		return texts, err
	}
	if strings.IndexByte(string(front), 0) >= 0 {
		return nil, fmt.Errorf("%w: this kind of file contains no article", model.ErrBinary)
	}
	text, encoding, err := decodeAs(a.raw, a.charset, opts)
	if err != nil {
		return nil, err
	}
	if f := known.OfText(text, opts); f != nil {
		texts, _, err := f.Read(article.Input{Raw: a.raw, Text: text, Encoding: encoding}, opts)
		return texts, err
	}
	texts, _, err := article.NewFormat("text", func(article.Input, article.Options) ([]article.Text, string, error) {
		return []article.Text{{Text: table.CellText(text, opts)}}, encoding, nil
	}).Read(article.Input{Raw: a.raw}, opts)
	return texts, err
}
