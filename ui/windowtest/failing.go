package windowtest

import (
	"sync/atomic"

	"assay.app/assay/ui/project"
)

// Failing is a desk whose projects can report write errors, as if the disk were
// full.
type Failing struct {
	project.Desk
	notify  project.Notify
	durable atomic.Uint64
}

// Create implements project.Desk.
func (f *Failing) Create(path string, notify project.Notify) (project.Project, error) {
	f.notify = notify
	return f.Desk.Create(path, func(durable uint64, err error) {
		f.durable.Store(durable)
		notify(durable, err)
	})
}

// Report tells the window that the disk is full, or that it is writable again if
// err is nil.
func (f *Failing) Report(err error) { f.notify(f.durable.Load(), err) }
