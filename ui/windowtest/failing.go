package windowtest

import (
	"sync/atomic"

	"assay.app/assay/ui/project"
)

// Failing is a desk that can report write errors to the window, as if the disk were
// full. It reports them for the project that it created last.
type Failing struct {
	project.Desk
	notify  project.Notify
	durable atomic.Uint64
}

// Create implements project.Desk.
func (f *Failing) Create(path string, o project.Opening) (project.Project, error) {
	notify := o.Notify
	f.notify = notify
	o.Notify = func(durable uint64, err error) {
		f.durable.Store(durable)
		notify(durable, err)
	}
	return f.Desk.Create(path, o)
}

// Report reports a write error to the window. If err is nil, it reports that the
// project can be written again.
func (f *Failing) Report(err error) { f.notify(f.durable.Load(), err) }
