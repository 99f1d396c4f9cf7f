package storage

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/ledger"
)

// errCollision is the error of two different articles whose SHA-256 hashes begin
// with the same bytes.
var errCollision = errors.New("another article with different content has the same id; change a character of one of the files")

// ImportOptions says how articles are added.
type ImportOptions struct {
	Analyst string    // analyst who adds them
	Batch   string    // groups the changes for undo; random if empty
	Verb    edit.Verb // verb of the changes in the history; edit.Import if empty

	// Extra, if set, returns further edits for an article that is being added or
	// put back: edits of the article, or of notes on outlets. They are made in the
	// same transaction. Import calls Extra from the goroutine that called Import.
	Extra func(*model.Document) []edit.Edit

	// Landed, if set, is called in order with each transaction that is on the disk,
	// and with the articles that needed none. Import waits until it returns.
	Landed func(Landing)
}

// Landing describes a transaction of an import that is on the disk, or articles
// that the project already has.
type Landing struct {
	Added  []model.ArticleID // new to the corpus, or put back into it
	Known  []model.ArticleID // already in the corpus and left unchanged
	Change edit.Change       // as in the history; its ID is 0 if nothing was added
}

// ImportResult counts the articles and changes of an import that are on the disk.
// Landed is called with the details.
type ImportResult struct {
	Added   int // articles new to the corpus, or put back into it
	Known   int // articles already in the corpus and left unchanged
	Changes int // changes in the history
}

// Import adds articles. Of each document it stores the article, its text and its
// structure. Annotations and notes must come from Extra, so that they are in the
// history. Import waits for the disk and holds the documents of at most two
// transactions at a time. The documents must not be changed while it runs.
//
// Articles with errors are left out. The error joins theirs and the reason why the
// import ended early: ctx, or a failed write. Changes that could not be written
// stay in the queue and Retry writes them; the result does not count them.
func (p *Project) Import(ctx context.Context, docs iter.Seq[*model.Document], opts ImportOptions) (ImportResult, error) {
	if opts.Verb == "" {
		opts.Verb = edit.Import
	}
	if opts.Batch == "" {
		var id [8]byte
		rand.Read(id[:]) // never fails
		opts.Batch = hex.EncodeToString(id[:])
	}
	im := &importer{project: p, opts: opts, gate: newGate(p.holdsAnalyst)}
	if err := im.gate.change(item{change: edit.Change{At: p.opts.Now(), Analyst: opts.Analyst}}); err != nil {
		return ImportResult{}, fmt.Errorf("import into %s: %w", p.path, err)
	}
	indexed := p.index.ImportStarts()
	err := im.run(ctx, docs)
	indexed(ctx, im.result.Added)
	if err = errors.Join(append(im.refused, err)...); err != nil {
		err = fmt.Errorf("import into %s: %w", p.path, err)
	}
	return im.result, err
}

// importer is one import. It gathers a batch of documents while the previous batch
// is being written.
type importer struct {
	project *Project
	opts    ImportOptions
	gate    gate
	load    []*incoming // the next transaction
	bytes   int         // bytes of memory that load takes
	flight  *flight     // the batch being written; nil if there is none
	result  ImportResult
	refused []error // errors of single articles
	latest  time.Time
}

type flight struct {
	change edit.Change
	added  []model.ArticleID
}

func (im *importer) run(ctx context.Context, docs iter.Seq[*model.Document]) error {
	var err error
	for d := range docs {
		if err = ctx.Err(); err != nil {
			break
		}
		im.gather(d)
		if len(im.load) >= importArticles || im.bytes >= importBytes {
			long := im.bytes >= longLoad
			if err = im.send(ctx); err == nil && long {
				err = im.land() // before the next batch takes as much memory
			}
			if err != nil {
				break
			}
		}
	}
	for err == nil && len(im.load) > 0 {
		err = im.send(ctx)
	}
	return errors.Join(err, im.land())
}

// gather adds a document to the batch, or refuses it.
func (im *importer) gather(d *model.Document) {
	if d == nil {
		return
	}
	if im.opts.Verb == edit.Import {
		// Files are read in parallel, so the times may be out of order. Exports sort the
		// articles by these times and should have them in the order of the corpus.
		if d.ImportedAt.Before(im.latest) {
			late := *d
			late.ImportedAt = im.latest
			d = &late
		}
		im.latest = d.ImportedAt
	}
	in, err := take(d)
	if err != nil {
		im.refuse(d, err)
		return
	}
	im.load = append(im.load, in)
	im.bytes += in.footprint()
}

func (im *importer) refuse(d *model.Document, err error) {
	im.refused = append(im.refused, fmt.Errorf("article %s (%s): %w", d.ID, d.ImportPath, err))
}

// send waits until the previous batch is written and queues this one. If Extra
// returns many edits, the end of the batch is kept for the next transaction.
func (im *importer) send(ctx context.Context) error {
	if err := im.land(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m, err := im.queue()
	if err != nil {
		return err
	}
	if len(m.known) > 0 {
		im.result.Known += len(m.known)
		im.tell(Landing{Known: m.known})
	}
	for _, r := range m.refused {
		im.refuse(r.document, r.err)
	}
	im.load, im.bytes = append([]*incoming(nil), m.left...), 0
	for _, d := range im.load {
		im.bytes += d.footprint()
	}
	if m.item.change.ID != 0 {
		im.flight = &flight{change: m.item.change, added: m.added}
	}
	return nil
}

// land waits until the batch being written is on the disk. It ignores the import's
// context, because a queued change cannot be withdrawn.
func (im *importer) land() error {
	if im.flight == nil {
		return nil
	}
	landing := im.flight
	im.flight = nil
	if err := im.project.queue.wait(context.Background(), landing.change.ID); err != nil {
		return err
	}
	im.result.Added += len(landing.added)
	im.result.Changes++
	im.project.index.Nudge()
	im.tell(Landing{Added: landing.added, Change: landing.change})
	return nil
}

func (im *importer) tell(l Landing) {
	if im.opts.Landed != nil {
		im.opts.Landed(l)
	}
}

// queue makes the manifest of the batch and queues its change, unless the change
// has no edits. It reads the state of the project from the file and the queue,
// without keeping others from queueing changes. If a change that adds or removes
// articles is queued or written meanwhile, it reads the state again.
func (im *importer) queue() (*manifest, error) {
	q, extras := &im.project.queue, map[model.ArticleID][]edit.Edit{}
	for {
		expected, moves := q.expectations(im.load)
		stored, err := im.project.stored(im.load)
		if err != nil {
			return nil, err
		}
		for id, e := range expected {
			if e.sha == "" {
				e.sha = stored[id].sha
			}
			stored[id] = e
		}
		m, err := im.manifest(stored, extras)
		if err != nil || len(m.item.change.Edits) == 0 {
			return m, err
		}
		id, still := q.addUnmoved(m.item, moves)
		if still && id == 0 {
			return nil, im.project.refusal()
		}
		if still {
			m.item.change.ID = id
			return m, nil
		}
	}
}

// stored reads the state of the documents' articles from the file.
func (p *Project) stored(docs []*incoming) (map[model.ArticleID]expectation, error) {
	stored := make(map[model.ArticleID]expectation, len(docs))
	err := p.View("look for articles", func(tx ledger.Tx) error {
		sorted := slices.Clone(docs)
		slices.SortFunc(sorted, byID)
		for _, d := range sorted {
			number, article, err := ledger.FindArticle(tx, d.ID)
			if err != nil {
				return err
			}
			absent, err := ledger.IsAbsent(tx, d.ID)
			if err != nil {
				return err
			}
			if number != 0 || absent {
				stored[d.ID] = expectation{present: number != 0 && !article.Removed, absent: absent, sha: article.SHA256}
			}
		}
		return nil
	})
	return stored, err
}
