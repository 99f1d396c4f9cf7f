package explain

import (
	"errors"
	"syscall"

	"fyne.io/fyne/v2/lang"
)

// titled is an error that says what could not be done.
type titled struct {
	error
	title string
}

func (t titled) Unwrap() error { return t.error }

// Titled returns err with the title of the dialog that shows it, such as "Could not
// open the project". It returns nil for nil. The innermost title is shown, because it
// is the most exact.
func Titled(title string, err error) error {
	if err == nil {
		return nil
	}
	return titled{err, title}
}

// plain is an error with an explanation of its own.
type plain struct {
	error
	text string
}

func (p plain) Unwrap() error { return p.error }

// Plain returns err with the text that explains it to the analyst: what happened, and
// what to do about it. It is for errors whose own messages name files or operations
// that the analyst knows nothing of.
func Plain(text string, err error) error {
	if err == nil {
		return nil
	}
	return plain{err, text}
}

// ReadOnly reports whether something could not be written because its disk is
// read-only.
func ReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

// Title returns the title of the dialog that shows an error.
func Title(err error) string {
	title := lang.L("Something went wrong")
	for t := (titled{}); errors.As(err, &t); err = t.error {
		title = t.title
	}
	return title
}
