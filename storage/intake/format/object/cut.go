package object

import (
	"encoding/json"
	"errors"

	"assay.app/assay/storage/intake/format/article"
)

// beforeCut returns the objects before the damage in an object that is cut off or
// damaged. It keeps the text up to the last whole object of a list, and closes the
// brackets that are open there.
func beforeCut(object string, bad error, opts article.Options, kinds mappings) ([]string, error) {
	if KindOf(object) != '{' {
		return nil, nil
	}
	wrong := len(object)
	if syntax := (*json.SyntaxError)(nil); errors.As(bad, &syntax) {
		wrong = min(wrong, int(syntax.Offset))
	}
	open, good, closing := []byte{}, 0, ""
	for at := 0; at < wrong; {
		switch c := object[at]; c {
		case '"':
			at = skipString(object, at)
			continue
		case '{', '[':
			open = append(open, c+2) // the closing character
		case '}', ']':
			if len(open) == 0 || open[len(open)-1] != c {
				return nil, nil
			}
			open = open[:len(open)-1]
			if c == '}' && len(open) > 0 && open[len(open)-1] == ']' {
				good, closing = at+1, string(open)
			}
		}
		at++
	}
	if good == 0 {
		return nil, nil
	}
	if opts.Room != nil { // the copy is kept until the file is read
		if err := opts.Room.Take(int64(good)); err != nil {
			return nil, err
		}
	}
	mended := []byte(object[:good])
	for i := len(closing) - 1; i >= 0; i-- {
		mended = append(mended, closing[i])
	}
	if !json.Valid(mended) {
		return nil, nil
	}
	records, _, err := recordsWithin(article.StringOf(mended), opts, kinds, 0)
	if err != nil {
		return nil, err
	}
	if n, err := textBytes(records, opts, kinds); err != nil || n == 0 {
		return nil, err
	}
	return records, nil
}
