package markup

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
)

// Is reports whether a file begins like a web page.
func Is(front []byte) bool {
	if order := wide(front); order != "" {
		front = bytes.ReplaceAll(bytes.TrimPrefix(front, []byte(order)), []byte{0}, nil)
	}
	front = bytes.TrimPrefix(front, []byte("\xEF\xBB\xBF"))
	s := front[:min(len(front), 4<<10)]
	if !bytes.HasPrefix(bytes.TrimLeft(s, " \t\r\n\f"), []byte("<")) {
		return false
	}
	s = bytes.ToLower(s)
	for {
		s = bytes.TrimLeft(s, " \t\r\n\f")
		end := []byte(nil)
		switch {
		case bytes.HasPrefix(s, []byte("<!--")):
			end = []byte("-->")
		case bytes.HasPrefix(s, []byte("<?xml")):
			end = []byte("?>")
		}
		if end == nil {
			break
		}
		_, after, ok := bytes.Cut(s, end)
		if !ok {
			return false
		}
		s = after
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<head ", "<body>", "<body ", "<title>", "<meta ", "<article", "<h1", "<p>", "<p ", "<div"} {
		if bytes.HasPrefix(s, []byte(tag)) {
			return true
		}
	}
	return false
}

// wide returns the byte order mark for a page in UTF-16 that begins with a tag,
// whether or not the page has the mark. It returns "" for other bytes.
func wide(front []byte) string {
	for order, tag := range map[string]string{"\xFF\xFE": "<\x00", "\xFE\xFF": "\x00<"} {
		if bytes.HasPrefix(bytes.TrimPrefix(front, []byte(order)), []byte(tag)) {
			return order
		}
	}
	return ""
}

// Decode returns a page in UTF-8 and the name of its encoding. If opts.Decode is
// set, an encoding in the options takes precedence. Valid UTF-8 without NUL and ESC
// bytes is treated as UTF-8, whatever the page states. Otherwise a byte order mark
// or the statement of the page decides. If there is neither, or if the page wrongly
// states UTF-8, opts.Decode detects the encoding if it is set and can.
func Decode(raw []byte, opts article.Options) (text, encoding string, err error) {
	if opts.Encoding != "" && opts.Decode != nil {
		text, encoding, err = opts.Decode(raw, opts.Encoding)
		return strings.TrimPrefix(text, "\uFEFF"), encoding, err
	}
	if utf8.Valid(raw) && !bytes.ContainsAny(raw, "\x00\x1B") {
		return article.StringOf(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))), "utf-8", nil
	}
	e, name, certain := charset.DetermineEncoding(raw, "")
	if (!certain || name == "utf-8") && opts.Decode != nil && (bytes.IndexByte(raw, 0) < 0 || wide(raw) != "") && len(raw) <= article.MaxText {
		if text, encoding, err = opts.Decode(raw, ""); err == nil {
			return text, encoding, nil
		}
	}
	text, err = DecodeIn(raw, e)
	if errors.Is(err, model.ErrTooLarge) {
		return "", "", err
	}
	if err != nil {
		return "", "", fmt.Errorf("%w: it declares the encoding %s but is not written in it", model.ErrDamaged, name)
	}
	return strings.TrimPrefix(text, "\uFEFF"), name, nil
}

// DecodeIn decodes bytes. It returns article.ErrTooLong if the text has more than
// article.MaxText bytes. It decodes twice, the first time to measure, so that
// memory holds the text only once.
func DecodeIn(raw []byte, e encoding.Encoding) (string, error) {
	in := func() io.Reader { return e.NewDecoder().Reader(bytes.NewReader(raw)) }
	size, err := io.Copy(io.Discard, io.LimitReader(in(), article.MaxText+1))
	if err != nil {
		return "", err
	}
	if size > article.MaxText {
		return "", article.ErrTooLong
	}
	out := make([]byte, size)
	_, err = io.ReadFull(in(), out)
	return article.StringOf(out), err
}
