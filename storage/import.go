package storage

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage/ledger"
)

// errCollision is two contents with the same beginning of their SHA-256.
var errCollision = errors.New("another article with different content has the same id; change a character of one of the files")

// ImportOptions says how articles are added.
type ImportOptions struct {
	Analyst string    // who adds them
	Batch   string    // groups the changes for undo; random when empty
	Verb    edit.Verb // what the history calls it; edit.Import when empty

	// Extra gives further edits to an article that is being added or put back,
	// or notes on outlets, made in the same transaction. It is called once for
	// each such article, from the goroutine of Import; nil is none.
	Extra func(*model.Document) []edit.Edit

	// Landed is told of every transaction when it is on the disk, in their
	// order, from the goroutine of Import, which goes on when it returns; nil
	// is no one. What it does not keep, no one does: a long import holds no
	// list of what it has done.
	Landed func(Landing)
}

// Landing is a part of an import that is over.
type Landing struct {
	Added  []model.ArticleID // new to the corpus, or put back into it
	Known  []model.ArticleID // were in the corpus already and were left alone
	Change edit.Change       // as it is in the history; without an id when nothing was added
}

// ImportResult says how much an import did, all of it on the disk. What it
// was is told to Landed, and is in the history, under the import's batch.
type ImportResult struct {
	Added   int // articles new to the corpus, or put back into it
	Known   int // articles that were in the corpus already and were left alone
	Changes int // in the history
}

// Import adds articles. Of each document it stores the article, its text and
// its structure; annotations and notes come from Extra, so that the history
// has them. It waits for the disk, and holds no more than two transactions'
// worth of documents at a time. They must not be altered while it runs.
//
// The error joins what went wrong with single articles, which are left out,
// and what ended the import early: ctx, or a failed write. What could not be
// written stays in the queue, not in the result, and is added by Retry.
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

// importer is one import. It gathers a load of documents while the load
// before it is being written.
type importer struct {
	project *Project
	opts    ImportOptions
	gate    gate
	load    []*incoming // what will be the next transaction
	bytes   int         // of memory that the load takes
	flight  *flight     // what is being written; nil when nothing is
	result  ImportResult
	refused []error // about single articles
}

// flight is a load on its way to the disk.
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
				err = im.land() // before the next one takes as much
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

// gather puts a document into the load.
func (im *importer) gather(d *model.Document) {
	if d == nil {
		return
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

// send queues the load when the one before it has been written. When Extra
// has much to add, the end of the load is left for the next time.
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

// land waits until the load in flight is on the disk. It does not listen to
// the import's context: a queued change can not be called back.
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

// queue makes the load's manifest and queues it. What the project has is what
// its file has, changed by what is queued; both are looked at without keeping
// anyone from queuing more. If something that matters moves meanwhile, from
// outside into the queue or from the queue into the file, it looks again.
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

// stored looks the documents' articles up in the file.
func (p *Project) stored(docs []*incoming) (map[model.ArticleID]expectation, error) {
	stored := make(map[model.ArticleID]expectation, len(docs))
	err := p.View("look for articles", func(tx ledger.Tx) error {
		sorted := slices.Clone(docs)
		slices.SortFunc(sorted, byID)
		for _, d := range sorted {
			number, record, err := ledger.FindArticle(tx, d.ID)
			if err != nil {
				return err
			}
			if number != 0 {
				stored[d.ID] = expectation{present: !record.Removed, sha: record.SHA256}
			}
		}
		return nil
	})
	return stored, err
}
