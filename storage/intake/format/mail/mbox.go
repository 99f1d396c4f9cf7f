package mail

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/model/pattern"
	"assay.app/assay/storage/intake/format/article"
)

// A mailbox is a sequence of messages. A line that begins with "From " precedes
// each message. In the text of a message, ">" is added before such lines.

// IsMailbox reports whether a file begins like a mailbox.
func IsMailbox(front []byte) bool {
	line, rest, ok := bytes.Cut(front, []byte("\n"))
	return ok && bytes.HasPrefix(line, []byte("From ")) && Is(rest)
}

// quotedFrom matches "From " at the beginning of a line, after one or more ">".
var quotedFrom = pattern.Compile(`(?m)^>(>*From )`)

// Mailbox reads the messages in a mailbox. For messages that cannot be read, it
// returns LeftOut errors.
func (r Reader) Mailbox(in article.Input, opts article.Options) (texts []article.Text, encoding string, left error) {
	texts, encoding, left = r.mailsIn(in.Raw, 0, opts)
	size := 0
	for _, t := range texts {
		size += len(t.Text)
	}
	switch {
	case len(texts) > article.MaxArticles:
		return nil, "", article.ErrTooMany
	case size > article.MaxText:
		return nil, "", article.ErrTooLong
	case len(texts) == 0 && left != nil:
		return nil, "", fmt.Errorf("%w: none of its mails can be read (%v)", model.ErrDamaged, left)
	}
	return texts, encoding, left
}

// mailsIn reads messages; n is the number of messages before them. It stops if
// there are too many articles or there is too much text.
func (r Reader) mailsIn(raw []byte, n int, opts article.Options) (texts []article.Text, encoding string, left error) {
	size, all := 0, len(raw)
	for len(raw) > 0 && len(texts) <= article.MaxArticles && size <= article.MaxText {
		var one []byte
		start := all - len(raw)
		one, raw = firstMail(raw)
		n++
		part := "#" + strconv.Itoa(n)
		if bytes.Contains(one, []byte(">From ")) {
			one = quotedFrom.ReplaceAll(one, []byte("$1"))
		}
		got, of, err := article.NewFormat("eml", r.Mail).Read(article.Input{Raw: one}, opts)
		for _, t := range got {
			t.Part = part + t.Part
			t.Place = model.Span{Start: start, End: all - len(raw)}
			texts = append(texts, t)
			size += len(t.Text)
		}
		if encoding == "" {
			encoding = of
		}
		if err != nil {
			left = errors.Join(left, article.LeftOut{Part: part, Err: err})
		}
	}
	return texts, encoding, left
}

// firstMail returns the first message of a mailbox without the "From " line before
// it, and the rest of the mailbox.
func firstMail(raw []byte) (mail, rest []byte) {
	_, raw, _ = bytes.Cut(raw, []byte("\n"))
	for at := 0; ; {
		next := bytes.Index(raw[at:], []byte("\nFrom "))
		if next < 0 {
			return raw, nil
		}
		at += next + 1
		before := bytes.TrimSuffix(raw[:at-1], []byte("\r"))
		if at > 1 && !bytes.HasSuffix(before, []byte("\n")) {
			continue // within a paragraph
		}
		if _, header, ok := bytes.Cut(raw[at:], []byte("\n")); ok && Is(header) {
			return raw[:at], raw[at:]
		}
	}
}
