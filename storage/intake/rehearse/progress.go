package rehearse

import (
	"sync"

	"assay.app/assay/model/draft"
)

// progressOf shows the progress of an import. For a file that is read in parts it shows
// bytes instead of articles, because the first article comes only after the whole file
// has been surveyed. Its methods may be called from several goroutines.
type progressOf struct {
	show func(draft.Step)

	guard sync.Mutex
	path  string // last file that was read in parts
}

// bytes can be set as intake.Options.Progress.
func (p *progressOf) bytes(path string, done, total int64) {
	p.guard.Lock()
	defer p.guard.Unlock()
	p.path = path
	p.show(draft.Step{Done: int(done), Total: int(total), Bytes: true, Path: path})
}

// article shows a step for an article of a file, unless the file's bytes are shown.
func (p *progressOf) article(file string, s draft.Step) {
	p.guard.Lock()
	defer p.guard.Unlock()
	if file != p.path {
		p.show(s)
	}
}
