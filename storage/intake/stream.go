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
//	files, or the files    ┌▶ worker: read, convert, divide ┐   the results,
//	of an archive ── jobs ─┤                                ├─▶ in the order of the
//	      │                └▶ worker …                      ┘   files, to yield
//	      └────────────────── order ────────────────────────────────▲
//
// Every job goes into both channels. Workers take jobs as they come; the consumer
// waits for each job in turn, so the result does not depend on the number of
// processors. Each job has a share of a memory budget until it is consumed. Memory
// for the file is reserved before the job goes into the channels, and the format
// reserves more before using it (see package budget). The consumer reads an archive
// or a large file when it reaches its job, by the same code, with shares below that
// of the job.

const (
	// maxJobs is the maximum number of jobs at once.
	maxJobs = 256
	// sharedBytes is the memory of all jobs together, and jobBytes the most that
	// one job may take, in bytes; see budget.New.
	sharedBytes = 48 << 20
	jobBytes    = 128 << 20
	// leastBytes is reserved for each job in addition to its file. It is the memory
	// for a short text.
	leastBytes = 128 << 10
)

// Documents reads files and yields the articles in them, in the order of the files
// whatever the number of processors. It calls refuse for what cannot be read, in
// the same order, on the goroutine that ranges over the articles. It checks the
// whole of an archive before it yields the first article in it. A budget bounds the
// memory it holds; see docs/formats.md. It ends early if ctx is cancelled.
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

// job is one file and its result.
type job struct {
	path   string
	size   int64
	raw    []byte // nil if the file is still to be read
	held   *budget.Share
	origin archive.Origin
	err    error // why the file, or a part of it, cannot be read

	piece *piece // set if the job is a part of a large file

	docs    []*model.Document
	archive bool          // the file is an archive
	large   bool          // the file must be read in parts
	done    chan struct{} // closed when the fields above are set
}

// stream yields documents to one consumer.
type stream struct {
	opts   Options
	refuse func(listing.Refusal)
	yield  func(*model.Document) bool
}

// run reads what produce emits, with shares below held. It reports false if the
// consumer wants no more or the context is cancelled, and returns the error of
// produce or of the context. All goroutines have ended when it returns.
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
			jobs <- j // never blocks: the channel has room for all jobs
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
	if j.err == nil && j.raw == nil {
		j.raw, j.archive, j.err = readAny(j.path, s.opts.wholeSize())
		if errors.Is(j.err, errParts) {
			j.large, j.err = true, nil
		}
		j.err = named(j.path, j.err)
	}
	if j.err == nil && !j.archive && !j.large {
		raw, room := j.raw, room{ctx, j.held}
		j.raw = nil // documents releases it as early as it can
		if j.piece != nil {
			j.docs, j.err = j.piece.documents(raw, room)
		} else {
			j.docs, j.err = documents(raw, j.path, j.origin, room, s.opts)
		}
		for _, doc := range j.docs {
			if s.opts.Made != nil {
				s.opts.Made(doc)
			}
		}
	}
	j.raw = nil
}

// named adds the path to an error that does not name it.
func named(path string, err error) error {
	var onPath *os.PathError
	if err == nil || errors.As(err, &onPath) {
		return err
	}
	return fmt.Errorf("read %s: %w", path, err)
}

// consume yields the result of a job. It reports whether the consumer wants more.
func (s *stream) consume(ctx context.Context, j *job) bool {
	if j.err != nil { // the whole file was refused, or the part of it that is not in docs
		s.refuse(listing.Refusal{Path: j.path, Err: j.err})
	} else if j.archive {
		return s.archive(ctx, j)
	} else if j.large {
		return s.parts(ctx, j)
	}
	for i, doc := range j.docs {
		j.docs[i] = nil // the consumer may release it
		if !s.yield(doc) {
			return false
		}
	}
	return true
}

// archive yields the articles in an archive after checking the whole archive.
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
				j := &job{path: f.Path, size: int64(len(f.Data)), raw: f.Data, origin: f.Origin, err: named(f.Path, f.Err)}
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

// parts yields the articles in a file that is too large to be read at once, after
// surveying it.
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

// pieceBytes is the size of the job for a part, as a multiple of the size of the
// part; run reserves memory by the size of a job. The factor is large because the
// cells of a table are joined, cleaned and put below headlines.
const pieceBytes = 8

// partsLess is the number of bytes by which the memory limit is lowered while a
// file is read in parts.
const partsLess = 80 << 20

// errParts is the error of readAny for a file that may be read in parts.
var errParts = errors.New("to be read in parts")

// wholeSize returns the maximum size of a file that is read at once.
func (o Options) wholeSize() int64 {
	if o.part > 0 {
		return o.part
	}
	return o.maxSize()
}

// held returns the memory that a file takes while it is read, in bytes: none if it
// is read in parts.
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

// mayHoldMore reports whether a file that begins with front may hold much more than
// its text.
func mayHoldMore(front []byte) bool {
	return strings.HasPrefix(string(front[:min(len(front), 4)]), "%PDF") || archive.IsDocument(front)
}

// boundSize is how many times larger than a plain text a file may be if it holds
// more than text, such as a PDF with pictures.
const boundSize = 8

// readAny reads a file. If it is an archive, readAny returns true and no bytes. It
// returns errParts for a file of more than maxSize bytes, unless mayHoldMore is
// true for it.
func readAny(path string, maxSize int64) (raw []byte, isArchive bool, err error) {
	info, err := os.Stat(path) // before opening, since opening a pipe waits for a writer
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
	if err != nil { // the file ended within front
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

// room is the memory that a job may use, as formats request it.
type room struct {
	ctx  context.Context
	held *budget.Share
}

// Take implements article.Room.
func (r room) Take(n int64) error { return r.held.Take(r.ctx, n) }

// Give implements article.Room.
func (r room) Give(n int64) { r.held.Give(n) }
