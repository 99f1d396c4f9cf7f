package model

import (
	"errors"
	"fmt"
)

// Damaged returns an error that wraps ErrDamaged and describes the damage to a
// file's content.
func Damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// IsDamage reports whether err wraps ErrDamaged or ErrHashMismatch.
func IsDamage(err error) bool {
	return errors.Is(err, ErrDamaged) || errors.Is(err, ErrHashMismatch)
}
