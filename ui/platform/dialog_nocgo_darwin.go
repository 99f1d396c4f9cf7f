//go:build !cgo

package platform

import "context"

// Ask returns ErrNoDialog, because the panels of macOS need cgo.
func (Desktop) Ask(context.Context, Request) ([]string, error) { return nil, ErrNoDialog }
