package explain

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/ui/words"
)

// importMeanings returns the meanings of errors that occur during an import. More
// specific errors come first.
func importMeanings() []Meaning {
	unpack := lang.L("Unpack it with another program and add the folder.")
	return []Meaning{
		{model.ErrChangedSince, lang.L("It has changed since it was read."), lang.L("Add it again.")},
		{model.ErrEncrypted, lang.L("The file is locked with a password."), lang.L("Save it without a password.")},
		{model.ErrNoTextLayer, lang.L("The file is empty: its pages are pictures without a text layer."), lang.L("Run it through text recognition (OCR) first.")},
		{model.ErrNoTextColumn, lang.L("Nothing here can be imported: no column with article texts was found."), lang.L("Name a column \"text\", or choose the column.")},
		{model.ErrSwells, lang.L("The archive cannot be unpacked safely: its content is far larger than its size suggests."), unpack},
		{model.ErrTooDeep, lang.L("The archive cannot be unpacked safely: too many archives are nested in it."), unpack},
		{model.ErrNameLeadsOut, lang.L("The archive cannot be unpacked safely: a file in it has a path outside the archive."), unpack},
		{model.ErrLinkLeadsOut, lang.L("The archive cannot be unpacked safely: a link in it points outside the archive."), unpack},
		{model.ErrLinkOutside, lang.L("The link points outside the imported folder."), lang.L("Add the file or folder it points to as well.")},
		{model.ErrHarmful, lang.L("The archive cannot be unpacked safely."), unpack},
		{model.ErrIncomplete, lang.L("Only part of the file could be read."), ""},
		{model.ErrEmptyFile, lang.L("The file is empty."), ""},
		{model.ErrBinary, lang.L("The file is not text."), ""},
		{model.ErrTooLarge, lang.L("The file is too large."), lang.L("Divide it first.")},
		{model.ErrNoArticles, lang.L("Nothing here can be imported."), ""},
	}
}

// Refusal explains why a file or an article cannot be imported and, if known, what
// to do about it. If the explanation is in another language than English, it
// usually also has the error's own message, which is more detailed. The explanation
// is empty if refused has no error.
func Refusal(refused draft.Refused) Explanation {
	err := refused.Err
	if err == nil {
		return Explanation{}
	}
	own := reason(err, refused.Path, refused.File)
	r := Explanation{Why: words.Sentence(exactly(own))}
	m, known := MeaningOf(err)
	if !known {
		return r
	}
	if m.Foreign() {
		r.Why = m.What
		if err != model.ErrChangedSince { // its message is the same sentence in English
			r.Detail = own
		}
	}
	if errors.Is(err, model.ErrDamaged) { // an imported file is not a project, so it has no backup
		m.out = lang.L("Download it again, or save its text as a .txt file.")
	}
	if !m.Foreign() && strings.Contains(own, ";") { // the message itself has more exact advice
		m.out = ""
	}
	if !advises(r.Why, m.out) {
		r.Out = m.out
	}
	return r
}

// exactly removes the vague beginning of a message if something more exact follows.
func exactly(message string) string {
	for _, vague := range []error{model.ErrBinary, model.ErrEmptyFile, model.ErrNoArticles} {
		if rest, ok := strings.CutPrefix(message, vague.Error()+": "); ok {
			return rest
		}
	}
	return message
}

// reason returns the message of err without an operation and a path at its
// beginning, such as "read /a.pdf: ". The path must be one of paths.
func reason(err error, paths ...string) string {
	message := err.Error()
	for _, path := range paths {
		if operation, rest, ok := strings.Cut(message, " "+path+": "); ok && !strings.Contains(operation, " ") {
			return rest
		}
	}
	return message
}

// advises reports whether a text contains the advice. It ignores case, and a full
// stop at the end of the advice.
func advises(text, advice string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSuffix(advice, ".")))
}
