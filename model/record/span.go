package record

import (
	"fmt"

	"assay.app/assay/model"
)

// MaxOffset is the largest offset into a text, in bytes.
const MaxOffset = 1<<31 - 1

// SpanOf converts two numbers to a span, and an empty list to the zero span. The
// error wraps ErrDamaged.
func SpanOf(ends []int) (model.Span, error) {
	switch {
	case len(ends) == 0:
		return model.Span{}, nil
	case len(ends) != 2, ends[0] < 0, ends[1] < ends[0], ends[1] > MaxOffset:
		return model.Span{}, fmt.Errorf("%w: %v is not a span", model.ErrDamaged, ends)
	}
	return model.Span{Start: ends[0], End: ends[1]}, nil
}
