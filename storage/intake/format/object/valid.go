package object

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

// Is reports whether a text is a JSON object, begins like a list of objects, or is
// a list of lists, the first of which begins with a string.
func Is(text string) bool {
	s := strings.TrimSpace(article.Head(text, 4<<10))
	if strings.HasPrefix(s, "[") {
		s = strings.TrimSpace(s[1:])
	}
	if strings.HasPrefix(s, "[") { // rows
		return strings.HasPrefix(strings.TrimSpace(s[1:]), `"`) && json.Valid(article.BytesOf(text))
	}
	return strings.HasPrefix(s, "{") && opensObject(s) && (strings.HasPrefix(strings.TrimSpace(article.Head(text, 16)), "[") || json.Valid(article.BytesOf(text)))
}

// IsCut reports whether a text begins like an object and holds a list with at least
// one whole object. It is meant for text that is not valid JSON.
func IsCut(text string) bool {
	s := strings.TrimSpace(article.Head(text, 4<<10))
	if !strings.HasPrefix(s, "{") || !opensObject(s) {
		return false
	}
	lists := 0
	for in := json.NewDecoder(strings.NewReader(text)); ; {
		token, err := in.Token()
		if err != nil {
			return false
		}
		switch token {
		case json.Delim('['):
			lists++
		case json.Delim(']'):
			lists--
		case json.Delim('}'):
			if lists > 0 { // an object of a list ends
				return true
			}
		}
	}
}

// IsLines reports whether the first line of a text is a valid object and a line
// break follows.
func IsLines(text string) bool {
	s := strings.TrimSpace(article.Head(text, 64))
	if !strings.HasPrefix(s, "{") || !opensObject(s) {
		return false
	}
	first, _, more := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	return more && json.Valid(article.BytesOf(first))
}

// opensObject reports whether s, which begins with a brace, continues like a JSON
// object.
func opensObject(s string) bool {
	s = strings.TrimSpace(s[1:])
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "}")
}

// InvalidJSON returns the error in the first JSON value of a text, with its line
// and column. It returns nil if the value is valid or there is none.
func InvalidJSON(text string) error {
	at := skipSpace(text, 0)
	if at == len(text) {
		return nil
	}
	value := text[at:skipValue(text, at)]
	if bad := invalid(value); bad != nil {
		return fmt.Errorf("%w: %w", model.ErrDamaged, placed(value, 1+strings.Count(text[:at], "\n"), bad))
	}
	return nil
}

// placed adds line and column to a JSON error; line is that of the value's
// beginning.
func placed(value string, line int, bad error) error {
	at := 0
	var syntax *json.SyntaxError
	if errors.As(bad, &syntax) {
		at = min(max(int(syntax.Offset)-1, 0), len(value))
	}
	before := value[:at]
	return table.RowError{Line: line + strings.Count(before, "\n"), Column: at - strings.LastIndexByte(before, '\n'), What: "this is not JSON: " + bad.Error()}
}

// invalid returns the error in a JSON value, or nil.
func invalid(value string) error {
	if json.Valid(article.BytesOf(value)) {
		return nil
	}
	if err := json.Unmarshal(article.BytesOf(value), new(unread)); err != nil {
		return err
	}
	return errors.New("it is not a value")
}

// unread is a value that is validated but not kept.
type unread struct{}

// UnmarshalJSON implements json.Unmarshaler.
func (unread) UnmarshalJSON([]byte) error { return nil }
