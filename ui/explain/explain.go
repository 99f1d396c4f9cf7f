// Package explain turns errors into sentences for the analyst.
package explain

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/words"
)

// Meaning explains an error to an analyst.
type Meaning struct {
	is   error
	What string // what happened, as a translated sentence
	out  string // what to do about it, or ""
}

// meanings returns the known errors with their meanings. More specific errors come
// first.
func meanings() []Meaning {
	return append(importMeanings(),
		Meaning{model.ErrNotProject, lang.L("The file is not an Assay project."), lang.L("Choose an .assay file.")},
		Meaning{model.ErrNewerVersion, lang.L("The file was written by a newer version of Assay."), lang.L("Install the newest Assay to open it.")},
		Meaning{model.ErrOlderVersion, lang.L("The file was written by an older version of Assay."), ""},
		Meaning{model.ErrGrade, lang.L("This value is not allowed: use A to F for the source, 1 to 6 for the information, or both, as in B2."), ""},
		Meaning{model.ErrDigit, lang.L("This value is not allowed: only the grade of a sentence has a digit."), ""},
		Meaning{model.ErrValue, lang.L("This value is not allowed."), ""},
		Meaning{model.ErrWentBack, lang.L("The file is damaged: its latest changes are missing."), restoreIt()},
		Meaning{model.ErrDamaged, lang.L("The file is damaged."), restoreIt()},
		Meaning{model.ErrLocked, lang.L("The project is open in another window."), ""},
		Meaning{model.ErrOthersWork, lang.L("This is another analyst's work."), lang.L("You can change only your own.")},
		Meaning{model.ErrReadOnly, lang.L("The project cannot be written to."), ""},
		Meaning{model.ErrManyNames, lang.L("The project's file has more than one name."), lang.L("Remove the other names (hard links), or copy the file and continue with the copy.")},
		Meaning{model.ErrMoved, lang.L("The project was moved, removed or replaced by another file since it was opened."), lang.L("Put it back and try again, or save elsewhere.")},
		Meaning{model.ErrUnknownSet, lang.L("The file is not an annotation set."), ""},
		Meaning{model.ErrUnknownBook, lang.L("The file is not a codebook."), ""},
		Meaning{model.ErrNoProfiles, lang.L("The file has no outlet profiles."), ""},
		Meaning{model.ErrHashMismatch, lang.L("The article's text does not match its hash."), ""},
		Meaning{model.ErrLabelUsed, lang.L("Annotations have the label."), lang.L("Choose what becomes of them.")},
		Meaning{model.ErrNoLabel, lang.L("The codebook has no such label."), ""},
		Meaning{model.ErrNoVoice, lang.L("There is no such voice."), ""},
		Meaning{model.ErrVoiceExists, lang.L("Another voice has this name."), lang.L("Join the two, or choose another name.")},
		Meaning{model.ErrVoiceUsed, lang.L("The voice is in use."), lang.L("Sentences are attributed to it, or it has a grade. Other analysts' work counts too.")},
		Meaning{model.ErrVoiceCircle, lang.L("A voice cannot be another name of itself."), lang.L("Choose another voice or name.")},
		Meaning{model.ErrSameText, lang.L("Another article of the project has this text."), ""},
		Meaning{model.ErrNoArticle, lang.L("There is no such article."), ""},
		Meaning{model.ErrSameVersion, lang.L("They are the same text, or already versions of one article."), lang.L("Choose another article.")},
		Meaning{model.ErrNoVersion, lang.L("These are not versions of one article."), ""},
		Meaning{model.ErrNoSentence, lang.L("There is no such sentence."), ""},
		Meaning{model.ErrNotDivided, lang.L("The sentence cannot be split there."), ""},
		Meaning{model.ErrNotMerged, lang.L("The sentence cannot be merged with the next one."), ""},
		Meaning{syscall.ENOSPC, lang.L("No space left on device."), lang.L("Free some space, or save elsewhere.")},
		Meaning{syscall.EROFS, lang.L("Read-only file system."), lang.L("Choose another folder.")},
		Meaning{fs.ErrExist, lang.L("File already exists."), lang.L("Choose another name.")},
		Meaning{fs.ErrPermission, lang.L("Permission denied."), lang.L("Check that you may read and write there.")},
		Meaning{fs.ErrNotExist, lang.L("File does not exist."), lang.L("It may have been moved or renamed.")},
	)
}

func restoreIt() string {
	return lang.L("To go back to an earlier state, choose “Restore a Backup…” in the File menu.")
}

// MeaningOf returns the meaning of an error. It returns false if the error is
// unknown.
func MeaningOf(err error) (Meaning, bool) {
	for _, m := range meanings() {
		if errors.Is(err, m.is) {
			return m, true
		}
	}
	return Meaning{}, false
}

// Foreign reports whether What is in another language than the error's own message,
// which is English.
func (m Meaning) Foreign() bool { return m.What != words.Sentence(m.is.Error()) }

// Alike explains why a name that is like another analyst's is refused.
func Alike(refused *value.Error) string {
	return lang.L("“{{.Name}}” differs from {{.Analyst}} only in capitals, spaces or the form of its letters. Use another name, or switch to {{.Analyst}}.",
		map[string]any{"Name": refused.Shown(), "Analyst": refused.By})
}

// Error explains an error to the analyst: what happened and, if known, what to do
// about it. The text of Plain explains the error alone. If the window's language is not English, the error's own message comes
// last, because it may name the file. An unknown error is explained by its own
// message only.
func Error(err error) string {
	if told := (plain{}); errors.As(err, &told) {
		return told.text
	}
	if built := (*edit.BuiltOn)(nil); errors.As(err, &built) {
		return lang.L("{{.Analyst}} has built on this since. Switch to {{.Analyst}} and undo that first.", map[string]any{"Analyst": built.By})
	}
	if refused := (*value.Error)(nil); errors.As(err, &refused) && refused.Problem == value.Alike {
		return Alike(refused)
	}
	text := words.Sentence(err.Error())
	m, known := MeaningOf(err)
	if !known {
		return text
	}
	var parts []string
	if m.Foreign() {
		parts = append(parts, m.What)
	} else {
		parts = append(parts, text)
	}
	if m.out != "" && !advises(text, m.out) {
		parts = append(parts, m.out)
	}
	if m.Foreign() {
		parts = append(parts, "("+err.Error()+")")
	}
	return strings.Join(parts, "\n\n")
}
