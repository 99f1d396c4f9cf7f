package value

import (
	"fmt"
	"strconv"

	"assay.app/assay/model"
)

// Problem is the reason for refusing a value.
type Problem uint8

// The reasons for refusing a value.
const (
	Fine      Problem = iota // nothing is wrong
	Missing                  // it is empty
	TooLong                  // it has more bytes than Kind.Longest
	NotText                  // it is not UTF-8
	Control                  // it has control characters in it
	Malformed                // it does not have the form of its kind
	TooMany                  // a list has more entries than are allowed
	Taken                    // another entry of the list has it
	Reserved                 // commands of the window use it, or assayctl uses it as a word
	Alike                    // another name is alike; see AlikeNames
)

// Error describes a value that is refused. It wraps model.ErrValue.
type Error struct {
	Kind    Kind
	Value   string // as given, or in its stored form if that is too long
	Problem Problem
	Most    int    // for TooMany: the greatest number of entries
	By      string // for Taken and Alike: what has the value, such as the name of a label
}

// mostShown is the greatest number of bytes of a value in a message.
const mostShown = 40

// Shown returns at most the first 40 bytes of the value, with an ellipsis if it is
// longer.
func (e *Error) Shown() string {
	shown := head(e.Value, mostShown)
	if len(shown) < len(e.Value) {
		shown += "…"
	}
	return shown
}

// Error returns a message that says what is wrong with the value and, in most
// cases, how to correct it.
func (e *Error) Error() string {
	what := fmt.Sprintf("%s %q", e.Kind, e.Shown())
	switch e.Problem {
	case Missing:
		return fmt.Sprintf("%s is missing", e.Kind)
	case TooLong:
		if written := rules[e.Kind].written; written != "" {
			return fmt.Sprintf("%s has %s bytes; %s", what, thousands(len(e.Value)), written)
		}
		return fmt.Sprintf("%s has %s bytes, and at most %s can be kept; shorten it", what, thousands(len(e.Value)), thousands(e.Kind.Longest()))
	case NotText:
		return fmt.Sprintf("%s is not UTF-8; write it again", what)
	case Control:
		return fmt.Sprintf("%s has control characters in it; leave them out", what)
	case Alike:
		if e.Value == e.By {
			return fmt.Sprintf("%s is already used; choose another", what)
		}
		return fmt.Sprintf("%s differs from %q only in case, spaces or the form of its characters; use that name, or a name that differs more", what, e.By)
	case TooMany:
		return fmt.Sprintf("%s: more than %s are too many; leave some out", e.Kind, thousands(e.Most))
	case Taken:
		return fmt.Sprintf("%s is taken by %q; choose another", what, head(e.By, mostShown))
	case Reserved:
		if e.Kind == LabelKey {
			return fmt.Sprintf("%s means that a sentence has no label; choose another", what)
		}
		return fmt.Sprintf("%s runs a command of the window; choose another", what)
	}
	if e.Value == "" {
		return fmt.Sprintf("%s cannot be kept; %s", e.Kind, rules[e.Kind].written)
	}
	return fmt.Sprintf("%s cannot be kept; %s", what, rules[e.Kind].written)
}

// Unwrap returns model.ErrValue.
func (e *Error) Unwrap() error { return model.ErrValue }

// thousands returns n with commas between groups of three digits.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
