package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/storage/budget"
	"assay.app/assay/storage/intake/archive"
	"assay.app/assay/storage/intake/listing"
)

// Reading on several processors
//
//	files, or the files    ┌▶ worker: read, convert, divide ┐   what came of each,
//	of an archive ── jobs ─┤                                ├─▶ in the order of the
//	      │                └▶ worker …                      ┘   files, to yield
//	      └────────────────── order ────────────────────────────────▲
//
// Every job is put into both channels; workers take them as they come, and the
// consumer waits for each in turn. So what is read does not depend on how many
// processors there are. Each job has a share of a budget of memory until it has
// been consumed: before it is emitted it reserves what the file itself takes,
// and what its format makes of it is taken before that is made (see package
// budget). An archive is gone through when its turn comes, by the same machine,
// with shares below its own.

const (
	// maxJobs is how many jobs there are at once.
	maxJobs = 256
	// sharedBytes is what all jobs may hold together, and jobBytes what is made of
	// one file whose turn it is.
	sharedBytes = 48 << 20
	jobBytes    = 128 << 20
	// leastBytes is reserved for a job besides its file: what is made of a short
	// text.
	leastBytes = 128 << 10
)

// Documents reads the files and gives the articles in them, in the order of
// the files whatever the number of processors. What cannot be read is told to
// refuse, in the same order, from the goroutine that takes the documents.
// Archives are looked through whole before their first article is given. What it
// holds at a time is bounded by a budget, whatever the files hold; see
// docs/formats.md. It ends early when ctx does.
func Documents(ctx context.Context, files []listing.File, opts Options, refuse func(listing.Refusal)) iter.Seq[*model.Document] {
	return func(yield func(*model.Document) bool) {
		defer budget.Tighten(0)()
		s := stream{opts: opts, refuse: refuse, yield: yield}
		s.run(ctx, budget.New(sharedBytes, jobBytes).Join(), func(emit func(*job) bool) error {
			for _, f := range files {
				if !emit(&job{path: f.Path, size: opts.held(f)}) {
					return nil
				}
			}
			return nil
		})
	}
}

// job is one file and what came of it.
type job struct {
	path   string
	size   int64
	raw    []byte // nil for a file that is still to be read
	held   *budget.Share
	origin archive.Origin
	Check  error // why it cannot be read

	piece *piece // of a file that is read in parts

	docs    []*model.Document
	archive bool          // it holds files
	large   bool          // it is to be read in parts
	done    chan struct{} // closed when the fields above are set
}

// stream gives documents to one consumer.
type stream struct {
	opts   Options
	refuse func(listing.Refusal)
	yield  func(*model.Document) bool
}

// run reads what produce emits, with shares below held. It reports false when
// the consumer wants no more, and gives the error of produce. All goroutines
// have ended when it returns.
func (s *stream) run(parent context.Context, held *budget.Share, produce func(emit func(*job) bool) error) (more bool, err error) {
	ctx, cancel := context.WithCancel(parent)
	jobs, order := make(chan *job, maxJobs), make(chan *job, maxJobs)
	places := make(chan struct{}, maxJobs)
	var running sync.WaitGroup
	var failed error // set before order is closed
	defer running.Wait()
	defer cancel()
	running.Go(func() {
		defer close(jobs)
		defer close(order)
		failed = produce(func(j *job) bool {
			j.done = make(chan struct{})
			select {
			case places <- struct{}{}:
			case <-ctx.Done():
				return false
			}
			j.held = held.Join()
			if j.held.Reserve(ctx, leastBytes+2*j.size) != nil {
				return false
			}
			jobs <- j // never waits: there are as many places as jobs
			order <- j
			return ctx.Err() == nil
		})
	})
	for range runtime.GOMAXPROCS(0) {
		running.Go(func() {
			for j := range jobs {
				if ctx.Err() == nil {
					s.work(ctx, j)
				}
				close(j.done)
			}
		})
	}
	for j := range order {
		<-j.done
		if ctx.Err() != nil || !s.consume(ctx, j) {
			return false, ctx.Err()
		}
		j.docs = nil
		j.held.Leave()
		<-places
	}
	return true, failed
}

// work reads and converts one file.
func (s *stream) work(ctx context.Context, j *job) {
	if j.Check == nil && j.raw == nil {
		j.raw, j.archive, j.Check = readAny(j.path, s.opts.wholeSize())
		if errors.Is(j.Check, errParts) {
			j.large, j.Check = true, nil
		}
		j.Check = named(j.path, j.Check)
	}
	if j.Check == nil && !j.archive && !j.large {
		raw, room := j.raw, room{ctx, j.held}
		j.raw = nil // documents lets go of it as soon as it can
		if j.piece != nil {
			j.docs, j.Check = j.piece.documents(raw, room)
		} else {
			j.docs, j.Check = documents(raw, j.path, j.origin, room, s.opts)
		}
		for _, doc := range j.docs {
			if s.opts.Made != nil {
				s.opts.Made(doc)
			}
		}
	}
	j.raw = nil
}

// named says which file an error is about, unless it does so itself.
func named(path string, err error) error {
	var onPath *os.PathError
	if err == nil || errors.As(err, &onPath) {
		return err
	}
	return fmt.Errorf("read %s: %w", path, err)
}

// consume hands over what came of a job.
func (s *stream) consume(ctx context.Context, j *job) bool {
	if j.Check != nil { // all of the file, or what of it is not in docs
		s.refuse(listing.Refusal{Path: j.path, Err: j.Check})
	} else if j.archive {
		return s.archive(ctx, j)
	} else if j.large {
		return s.parts(ctx, j)
	}
	for i, doc := range j.docs {
		j.docs[i] = nil // the consumer may let go of it
		if !s.yield(doc) {
			return false
		}
	}
	return true
}

// archive gives the articles in an archive, once it is known to be sound.
func (s *stream) archive(ctx context.Context, j *job) (more bool) {
	path := j.path
	file, err := os.Open(path)
	if err != nil {
		s.refuse(listing.Refusal{Path: path, Err: err})
		return true
	}
	defer file.Close()
	limits := s.opts.Limits
	if limits.File == 0 {
		limits.File = s.opts.maxSize()
	}
	limits.Room = room{ctx, j.held}
	info, err := file.Stat()
	if err == nil {
		err = archive.Check(ctx, file, info.Size(), limits)
	}
	found := false
	if more = true; err == nil {
		more, err = s.run(ctx, j.held, func(emit func(*job) bool) error {
			return archive.Each(ctx, path, file, info.Size(), limits, func(f archive.File) error {
				if !f.Only && !listing.Importable(f.Path) {
					return nil
				}
				found = true
				j := &job{path: f.Path, size: int64(len(f.Data)), raw: f.Data, origin: f.Origin, Check: named(f.Path, f.Err)}
				if j.raw == nil {
					j.raw = []byte{}
				}
				if !emit(j) {
					return context.Canceled
				}
				return nil
			})
		})
	}
	if err == nil && !found {
		err = fmt.Errorf("%w: no files in this archive are of a kind that can be imported", model.ErrNoArticles)
	}
	if err != nil && ctx.Err() == nil && more {
		s.refuse(listing.Refusal{Path: path, Err: named(path, err)})
	}
	return more && ctx.Err() == nil
}

// parts gives the articles in a file that is too large to be read at once, after it
// was looked through.
func (s *stream) parts(ctx context.Context, j *job) (more bool) {
	file, err := os.Open(j.path)
	if err != nil {
		s.refuse(listing.Refusal{Path: j.path, Err: err})
		return true
	}
	defer file.Close()
	defer budget.Tighten(-partsLess)()
	l, err := openLarge(ctx, file, j.path, room{ctx, j.held}, s.opts)
	if more = true; err == nil {
		if left := l.left(); left != nil {
			s.refuse(listing.Refusal{Path: j.path, Err: named(j.path, left)})
		}
		more, err = s.run(ctx, j.held, func(emit func(*job) bool) error {
			return l.each(func(raw []byte, p piece) error {
				if !emit(&job{path: j.path, size: pieceBytes * int64(len(raw)), raw: raw, piece: &p}) {
					return context.Canceled
				}
				return nil
			})
		})
	}
	if err != nil && ctx.Err() == nil && more {
		s.refuse(listing.Refusal{Path: j.path, Err: named(j.path, err)})
	}
	return more && ctx.Err() == nil
}

// pieceBytes is what a part of a file takes for each of its bytes, as half of what is
// reserved: the cells of a table are put together, cleaned and joined with headlines.
const pieceBytes = 8

// partsLess is how many bytes less than other files a file may take that is read in
// parts.
const partsLess = 80 << 20

// errParts is the error of readAny for a file that may be read in parts.
var errParts = errors.New("to be read in parts")

// wholeSize is how large a file may be that is read at once.
func (o Options) wholeSize() int64 {
	if o.part > 0 {
		return o.part
	}
	return o.maxSize()
}

// held is what a file takes while it is read, in bytes: nothing if it is read in
// parts.
func (o Options) held(f listing.File) int64 {
	if f.Size <= o.wholeSize() {
		return f.Size
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return f.Size
	}
	defer file.Close()
	front := make([]byte, archive.FrontBytes)
	n, _ := io.ReadFull(file, front)
	if front = front[:n]; archive.Is(front) || mayHoldMore(front) {
		return f.Size
	}
	return 0
}

// mayHoldMore reports whether a file that begins with front may hold much beside its
// text.
func mayHoldMore(front []byte) bool {
	return strings.HasPrefix(string(front[:min(len(front), 4)]), "%PDF") || archive.IsDocument(front)
}

// boundSize is how many times larger than a plain text a file may be that holds
// more than text, such as a PDF with pictures.
const boundSize = 8

// readAny reads a file, unless it is an archive, which is only looked at.
func readAny(path string, maxSize int64) (raw []byte, isArchive bool, err error) {
	info, err := os.Stat(path) // before opening: opening a pipe waits for a writer
	if err == nil {
		err = listing.Regular(info)
	}
	if err != nil {
		return nil, false, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	front := make([]byte, min(archive.FrontBytes, info.Size()+1))
	n, err := io.ReadFull(file, front)
	front = front[:n]
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, false, err
	}
	if archive.Is(front) {
		return nil, true, nil
	}
	if mayHoldMore(front) {
		maxSize *= boundSize
	} else if info.Size() > maxSize {
		return nil, false, errParts
	}
	if err != nil { // it ended within front
		return front, false, checkSize(int64(n), maxSize)
	}
	if err := checkSize(info.Size(), maxSize); err != nil {
		return nil, false, err
	}
	raw = append(make([]byte, 0, info.Size()+1), front...)
	raw, err = readOn(file, raw, maxSize)
	if err != nil {
		return nil, false, err
	}
	return raw, false, checkSize(int64(len(raw)), maxSize)
}

// room is the memory that a job may use, as the formats ask for it.
type room struct {
	ctx  context.Context
	held *budget.Share
}

// Take implements article.Room.
func (r room) Take(n int64) error { return r.held.Take(r.ctx, n) }

// Give implements article.Room.
func (r room) Give(n int64) { r.held.Give(n) }
