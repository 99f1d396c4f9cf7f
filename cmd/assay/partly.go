package main

import (
	"path/filepath"
	"sync"

	"assay.app/assay/ui/dialog"
)

// partly shows how far an import has come. Of a file that is read in parts it shows the
// bytes and not the articles: nothing else moves while such a file is looked through.
// Its methods may be called from several goroutines.
type partly struct {
	show func(dialog.Step)

	guard sync.Mutex
	path  string // of the last file that was read in parts
}

// seen is intake.Options.Progress.
func (p *partly) seen(path string, done, total int64) {
	p.guard.Lock()
	defer p.guard.Unlock()
	p.path = path
	p.show(dialog.Step{Done: int(done), Total: int(total), Share: true, What: filepath.Base(path)})
}

// step shows a step that an article of a file is, unless its bytes are shown.
func (p *partly) step(file string, s dialog.Step) {
	p.guard.Lock()
	defer p.guard.Unlock()
	if file != p.path {
		p.show(s)
	}
}
