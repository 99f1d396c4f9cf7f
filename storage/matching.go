package storage

import (
	"context"
	"fmt"

	"assay.app/assay/storage/matches"
)

// Matching is the comparison of a project's sentences; see Project.Matching.
type Matching = matches.Matching

// Matching brings the comparison of the sentences of the corpus up to date and returns it.
// It is the same one each time. It is kept in memory as long as the project is open, and
// its links in a file beside the project, unless the project is read-only; see
// matches.Matching.Update for the progress, ctx and cost.
//
// Several goroutines may call Matching and the methods of its result, while changes are
// saved as usual. Matching and the methods that compare wait for one another, so a
// goroutine that must not wait may call only Text, Span, Article and Note. Results are of
// the last update, whoever asked for it.
func (p *Project) Matching(ctx context.Context, progress func(done, of int)) (*Matching, error) {
	if err := p.matching.Update(ctx, progress); err != nil {
		return nil, fmt.Errorf("compare the sentences of %s: %w", p.named(), err)
	}
	return &p.matching, nil
}
