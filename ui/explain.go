package ui

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/words"
)

// meaning is what an error means to a person.
type meaning struct {
	is   error
	what string // what happened: the error's own words as a sentence, translated
	out  string // the way out, or ""
}

// meanings gives what is known about errors, what is more exact first.
func meanings() []meaning {
	return append(importMeanings(),
		meaning{model.ErrNotProject, lang.L("The file is not an Assay project."), lang.L("Choose a file whose name ends in .assay.")},
		meaning{model.ErrNewerVersion, lang.L("The file was written by a newer version of Assay."), lang.L("Install the newest Assay to open it.")},
		meaning{model.ErrOlderVersion, lang.L("The file was written by an older version of Assay."), ""},
		meaning{model.ErrValue, lang.L("The value cannot be kept."), ""},
		meaning{model.ErrWentBack, lang.L("The file is damaged: it is as it was some changes ago."), restoreIt()},
		meaning{model.ErrDamaged, lang.L("The file is damaged."), restoreIt()},
		meaning{model.ErrLocked, lang.L("The project is open in another window."), ""},
		meaning{model.ErrReadOnly, lang.L("The project cannot be written to."), ""},
		meaning{model.ErrManyNames, lang.L("The project's file has more than one name."), lang.L("Remove the other names (hard links), or copy the file and go on with the copy.")},
		meaning{model.ErrMoved, lang.L("The project was moved, removed or replaced by another file since it was opened."), lang.L("Put it back and try again, or save elsewhere.")},
		meaning{model.ErrUnknownSet, lang.L("The file is not an annotation set."), ""},
		meaning{model.ErrHashMismatch, lang.L("The article's text does not match its hash."), ""},
		meaning{model.ErrNoArticle, lang.L("There is no such article."), ""},
		meaning{model.ErrNoSentence, lang.L("There is no such sentence."), ""},
		meaning{model.ErrNotDivided, lang.L("The sentence cannot be divided there."), ""},
		meaning{model.ErrNotMerged, lang.L("The sentence cannot be merged with the next one."), ""},
		meaning{syscall.ENOSPC, lang.L("No space left on device."), ""},
		meaning{fs.ErrPermission, lang.L("Permission denied."), lang.L("Check that you may read and write there.")},
		meaning{fs.ErrNotExist, lang.L("File does not exist."), lang.L("It may have been moved or renamed.")},
	)
}

func restoreIt() string {
	return lang.L("“Restore a Backup…” in the File menu brings back how it was.")
}

// meaningOf gives what is known about an error, and false when nothing is.
func meaningOf(err error) (meaning, bool) {
	for _, m := range meanings() {
		if errors.Is(err, m.is) {
			return m, true
		}
	}
	return meaning{}, false
}

// foreign reports whether what happened is told in another language than the
// error itself.
func (m meaning) foreign() bool { return m.what != words.Sentence(m.is.Error()) }

// explain turns an error into what a person needs: what happened, to what, and
// the way out. In another language than English the error's own words, which
// say what it happened to, come last.
func explain(err error) string {
	text := words.Sentence(err.Error())
	m, known := meaningOf(err)
	if !known {
		return text
	}
	var parts []string
	if m.foreign() {
		parts = append(parts, m.what)
	} else {
		parts = append(parts, text)
	}
	if m.out != "" && !advises(text, m.out) {
		parts = append(parts, m.out)
	}
	if m.foreign() {
		parts = append(parts, "("+err.Error()+")")
	}
	return strings.Join(parts, "\n\n")
}
