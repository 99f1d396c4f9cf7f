package format

import (
	"bytes"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/archive"
)

// lockedPackage is the name, in UTF-16, of what a DOCX with a password holds.
const lockedPackage = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// OfBytes recognises formats by bytes that plain text does not begin with.
// It gives nil where it knows none.
func OfBytes(raw []byte) Format {
	front := raw[:min(len(raw), archive.FrontBytes)]
	switch {
	case bytes.HasPrefix(front, []byte("%PDF-")):
		return newFormat("pdf", readPDF)
	case bytes.HasPrefix(front, []byte(`{\rtf`)):
		return newFormat("rtf", readRTF)
	case archive.IsDocument(front):
		return office(raw)
	case bytes.HasPrefix(front, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) && bytes.Contains(raw, []byte(lockedPackage)):
		return refuser("docx", fmt.Errorf("%w; save it without one", model.ErrEncrypted))
	case isTNEF(front):
		return newFormat("tnef", mails.TNEF)
	case isHTML(front) && isTelegramPage(raw):
		return newFormat("telegram", readTelegramPage)
	case isHTML(front):
		return newFormat("html", readHTML)
	case isWebArchive(front):
		return newFormat("mhtml", readWebArchive)
	case isMail(front):
		return newFormat("eml", mails.Mail)
	case isMailbox(front):
		return newFormat("mbox", mails.Mailbox)
	}
	return nil
}

// OfText recognises formats that are plain text underneath. It gives nil for
// a text that is just that.
func OfText(text string, opts Options) Format {
	switch {
	case isSubtitles(text):
		return newFormat("subtitles", readSubtitles)
	case isTelegram(text):
		return newFormat("telegram", readTelegram)
	case isJSON(text):
		return newFormat("json", readJSON)
	case isJSONLines(text):
		return newFormat("jsonl", readJSON)
	case isCutJSON(text):
		return newFormat("json", readJSON)
	case isMarkdown(text):
		return newFormat("markdown", readMarkdown)
	}
	switch tableOf(text, opts).comma {
	case '\t':
		return newFormat("tsv", readTable)
	case 0:
		return nil
	}
	return newFormat("csv", readTable)
}

// TableIn describes a text as a table, or as JSON objects with fields, even if no
// column is known to hold the articles. It reports false if the text has no columns.
func TableIn(text string, opts Options) (Table, bool) {
	if t, ok, found := objectsIn(text, opts); found {
		return t, ok
	}
	return columnsIn(text, opts)
}

// known implements mail.Formats for what is attached to mails.
type known struct{}

// OfBytes implements mail.Formats.
func (known) OfBytes(raw []byte) Format { return OfBytes(raw) }

// OfText implements mail.Formats.
func (known) OfText(text string, opts Options) Format { return OfText(text, opts) }

// mails reads mails with attachments in all formats.
var mails = mailReader{known{}}
