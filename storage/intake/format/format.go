package format

import (
	"bytes"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/chat"
	"assay.app/assay/storage/intake/format/mail"
	"assay.app/assay/storage/intake/format/markup"
	"assay.app/assay/storage/intake/format/object"
	"assay.app/assay/storage/intake/format/office"
	"assay.app/assay/storage/intake/format/page"
	"assay.app/assay/storage/intake/format/pdf/layout"
	"assay.app/assay/storage/intake/format/table"
)

// lockedPackage is the name, in UTF-16, of the stream that holds the encrypted
// content of a password-protected Office file.
const lockedPackage = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// OfBytes returns the format of raw if it is one that is read from bytes rather
// than from decoded text. Otherwise it returns nil.
func OfBytes(raw []byte) article.Format {
	front := raw[:min(len(raw), archive.FrontBytes)]
	switch {
	case bytes.HasPrefix(front, []byte("%PDF-")):
		return article.NewFormat("pdf", layout.Read)
	case bytes.HasPrefix(front, []byte(`{\rtf`)):
		return article.NewFormat("rtf", office.ReadRTF)
	case archive.IsDocument(front):
		return office.Recognise(raw)
	case bytes.HasPrefix(front, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) && bytes.Contains(raw, []byte(lockedPackage)):
		return article.NewRefusal("docx", fmt.Errorf("%w; save it without one", model.ErrEncrypted))
	case mail.IsTNEF(front):
		return article.NewFormat("tnef", mails.TNEF)
	case markup.Is(front) && chat.IsTelegramPage(raw):
		return article.NewFormat("telegram", chat.ReadTelegramPage)
	case markup.Is(front):
		return article.NewFormat("html", page.Read)
	case mail.IsWebArchive(front):
		return article.NewFormat("mhtml", mail.ReadWebArchive)
	case mail.Is(front):
		return article.NewFormat("eml", mails.Mail)
	case mail.IsMailbox(front):
		return article.NewFormat("mbox", mails.Mailbox)
	}
	return nil
}

// OfText returns the format of text if it is one that is based on plain text, such
// as CSV or JSON. It returns nil for plain text.
func OfText(text string, opts article.Options) article.Format {
	switch {
	case chat.IsSubtitles(text):
		return article.NewFormat("subtitles", chat.ReadSubtitles)
	case chat.IsTelegram(text):
		return article.NewFormat("telegram", chat.ReadTelegram)
	case object.Is(text):
		return article.NewFormat("json", object.Read)
	case object.IsLines(text):
		return article.NewFormat("jsonl", object.Read)
	case object.IsCut(text):
		return article.NewFormat("json", object.Read)
	case isMarkdown(text):
		return article.NewFormat("markdown", readMarkdown)
	}
	switch table.DialectOf(text, opts).Comma {
	case '\t':
		return article.NewFormat("tsv", table.Read)
	case 0:
		return nil
	}
	return article.NewFormat("csv", table.Read)
}

// TableIn describes a text as a table, or as JSON objects with fields, even if no
// column is known to hold the articles. It reports false if it cannot describe the
// text.
func TableIn(text string, opts article.Options) (article.Table, bool) {
	if t, ok, found := object.Describe(text, opts); found {
		return t, ok
	}
	return table.Describe(text, opts)
}

// known implements mail.Formats for attachments.
type known struct{}

// OfBytes implements mail.Formats.
func (known) OfBytes(raw []byte) article.Format { return OfBytes(raw) }

// OfText implements mail.Formats.
func (known) OfText(text string, opts article.Options) article.Format { return OfText(text, opts) }

// mails reads messages. It recognises the formats of attachments with OfBytes and
// OfText.
var mails = mail.Reader{Formats: known{}}
