package explain

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/words"
)

// importMeanings gives what is known about errors that stand in the way of an
// import, what is more exact first.
func importMeanings() []Meaning {
	unpack := lang.L("Unpack it with another program and add the folder.")
	return []Meaning{
		{model.ErrEncrypted, lang.L("The file is locked with a password."), lang.L("Save it without one.")},
		{model.ErrNoTextLayer, lang.L("The file is empty: its pages are pictures without a text layer."), lang.L("Run it through text recognition (OCR) first.")},
		{model.ErrNoTextColumn, lang.L("Nothing here can be imported: no column is known to hold the texts."), lang.L("Call one \"text\", or say which it is.")},
		{model.ErrSwells, lang.L("The archive cannot be unpacked safely: far more would come out of it than its size allows."), unpack},
		{model.ErrTooDeep, lang.L("The archive cannot be unpacked safely: archives lie too deep in one another."), unpack},
		{model.ErrNameLeadsOut, lang.L("The archive cannot be unpacked safely: the name of a file in it leads out of it."), unpack},
		{model.ErrLinkLeadsOut, lang.L("The archive cannot be unpacked safely: a link in it leads out of it."), unpack},
		{model.ErrLinkOutside, lang.L("The link leads out of the folder that is imported."), lang.L("Add what it leads to as well.")},
		{model.ErrHarmful, lang.L("The archive cannot be unpacked safely."), unpack},
		{model.ErrIncomplete, lang.L("Not all of the file was taken."), ""},
		{model.ErrEmptyFile, lang.L("The file is empty."), ""},
		{model.ErrBinary, lang.L("The file is not text."), ""},
		{model.ErrTooLarge, lang.L("The file is too large."), lang.L("Divide it first.")},
		{model.ErrNoArticles, lang.L("Nothing here can be imported."), ""},
	}
}

// Refusal tells why something that lies in a file cannot be imported, and what
// to do about it. In another language than English the error's own words, which
// say more, come along.
func Refusal(path, file string, err error) dialog.Refused {
	own := reason(path, err)
	r := dialog.Refused{Path: path, File: file, Why: words.Sentence(exactly(own))}
	m, known := MeaningOf(err)
	if !known {
		return r
	}
	if m.Foreign() {
		r.Why, r.Detail = m.What, own
	}
	if errors.Is(err, model.ErrDamaged) { // the file is no project: there is no backup of it
		m.out = lang.L("Get it again from where it came, or save its text as a .txt file.")
	}
	if !m.Foreign() && strings.Contains(own, ";") { // it tells a better way itself
		m.out = ""
	}
	if !advises(r.Why, m.out) {
		r.Out = m.out
	}
	return r
}

// exactly leaves out what an error says first and vaguely where more follows:
// that a file is locked, it is better told than that it is not text.
func exactly(message string) string {
	for _, vague := range []error{model.ErrBinary, model.ErrEmptyFile, model.ErrNoArticles} {
		if rest, ok := strings.CutPrefix(message, vague.Error()+": "); ok {
			return rest
		}
	}
	return message
}

// reason is err without the operation and the path that errors about files
// begin with.
func reason(path string, err error) string {
	message := err.Error()
	if operation, rest, ok := strings.Cut(message, " "+path+": "); ok && !strings.Contains(operation, " ") {
		return rest
	}
	return message
}

// advises reports whether a text ends with the advice, perhaps in the middle of
// a sentence.
func advises(text, advice string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSuffix(advice, ".")))
}
