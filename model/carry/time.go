package carry

import (
	"errors"
	"strings"
	"time"

	"assay.app/assay/model"
)

func isNoArticle(err error) bool { return errors.Is(err, model.ErrNoArticle) }

// earlier reports whether a version is known to be older than another one: by their times of
// publication or, if those do not decide, by the times at which they were retrieved.
func earlier(a, b model.Metadata) bool {
	fromA, toA, _ := a.PublishedWithin()
	fromB, toB, _ := b.PublishedWithin()
	if !fromA.IsZero() && !fromB.IsZero() {
		switch {
		case !toA.After(fromB):
			return true
		case !toB.After(fromA):
			return false
		}
	}
	fromA, toA = within(a.Retrieved)
	fromB, _ = within(b.Retrieved)
	return !fromA.IsZero() && !fromB.IsZero() && !toA.After(fromB)
}

// within returns the time span [from,to) that a date or a time names, or zero times.
func within(s string) (from, to time.Time) {
	day, _, _ := strings.Cut(s, "T")
	m := model.Metadata{Published: day}
	if day != s {
		m.PublishedAt = s
	}
	from, to, _ = m.PublishedWithin()
	return from, to
}
