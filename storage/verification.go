package storage

import (
	"context"

	"assay.app/assay/storage/audit"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/ledger"
)

// Verify checks the committed content: the pages of the file, with the seals of the
// values and the chain of the history; the structures of the articles and, if
// Options.Encode is set, their texts against their hashes; that records are within
// their texts, that their versions are possible in this project, and that annotations
// have labels of the codebook; the counts of progress; and that the history, replayed
// from its beginning, leads to the present content.
//
// It returns the problems, at most 10,000, and an error if it had to stop early. It
// omits problems that only follow from another one. Saving waits while the pages
// are checked.
func (p *Project) Verify(ctx context.Context) ([]audit.Problem, error) {
	found, problems := p.verifyPages()
	if problems != nil {
		return problems, ctx.Err()
	}
	return p.audit(ctx, found)
}

// audit checks everything except the pages, which must be sound.
func (p *Project) audit(ctx context.Context, found []boltfile.Finding) ([]audit.Problem, error) {
	return audit.Content(ctx, audit.Source{View: p.View, Encode: p.opts.Encode, Found: found})
}

// verifyPages checks the pages of the file. If bolt can be trusted with the pages,
// it returns the findings in single entries, otherwise problems.
func (p *Project) verifyPages() (found []boltfile.Finding, problems []audit.Problem) {
	p.writing.Lock()
	defer p.writing.Unlock()
	if p.broken != nil {
		return nil, []audit.Problem{{Err: p.broken}}
	}
	sound, err := ledger.CheckPages(p.path, func(f boltfile.Finding) {
		if len(found) < audit.MostProblems {
			found = append(found, f)
		}
	})
	if err == nil && sound {
		return found, nil
	}
	for _, f := range found {
		problems = append(problems, audit.Problem{Err: f.Err})
	}
	if err != nil {
		problems = append(problems, audit.Problem{Err: err})
	}
	return nil, problems
}
