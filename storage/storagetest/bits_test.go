package storagetest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/index"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/storagetest"
)

var everyBit = flag.Bool("every-bit", false, "turn every bit of a small project, and one of every byte of a larger one")

// samples returns the largest number of bits that are flipped in each project
// unless -every-bit is set. It is smaller under the race detector.
func samples() int {
	if raceDetected {
		return 25
	}
	return 1000
}

// Single bits of sound projects are flipped. Each answer of the project must then
// be the same as before, or an error that reports damage.
func TestNoTurnedBitIsSilentlyWrong(t *testing.T) {
	for _, c := range []struct {
		name     string
		articles int
		bits     func(rng *rand.Rand, size int) []int
	}{
		{"every bit of a small project", 1, func(_ *rand.Rand, size int) []int { return upTo(8 * size) }},
		{"one bit of every byte of a larger one", 12, func(rng *rand.Rand, size int) []int {
			bits := upTo(size)
			for i := range bits {
				bits[i] = 8*i + rng.IntN(8)
			}
			return bits
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seedOf(t), 1))
			whole := soundProject(t, c.articles)
			bits := c.bits(rng, len(whole))
			if !*everyBit {
				rng.Shuffle(len(bits), func(i, j int) { bits[i], bits[j] = bits[j], bits[i] })
				bits = bits[:min(samples(), len(bits))]
			}
			turnBits(t, whole, bits)
		})
	}
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// soundProject returns the bytes of a compacted project that has labels, notes of
// every kind, corrected metadata and asides.
func soundProject(t *testing.T, articles int) []byte {
	path := filepath.Join(t.TempDir(), "sound.assay")
	p, err := storage.Create(path, storage.Options{Encode: storagetest.Encode})
	must(t, err)
	rng := rand.New(rand.NewPCG(7, 8))
	for n := range articles {
		d := storagetest.Invent(rng, 8)
		storagetest.Import(t, p, d)
		for _, analyst := range []string{"Ines", "Oskar"} {
			for s := range 3 {
				p.Enqueue(labelling(d, s, analyst, model.DefaultCodebook()[rng.IntN(3)].Key))
			}
		}
		u := d.Units[7]
		aside := u
		aside.Kind = model.UnitResidue
		p.Enqueue(edit.Change{Analyst: "Oskar", At: noted, Verb: edit.Note, Edits: []edit.Edit{
			onceNoted(fmt.Sprint("a", n), model.OnArticle(d.ID)),
			onceNoted(fmt.Sprint("s", n), model.OnSentence(d.ID, d.Units[1].Span)),
			onceNoted(fmt.Sprint("o", n), model.OnOutlet("Tide Post")),
			edit.Metadata{Article: d.ID, Before: d.Metadata, After: model.Metadata{Title: "Corrected", Outlet: "Tide Post", Published: "2031-05-06", Language: "en"}},
			edit.Units{Article: d.ID, Before: []model.Unit{u}, After: []model.Unit{aside}},
		}})
	}
	must(t, errors.Join(p.Flush(t.Context()), p.Close()))
	_, err = mend.Compact(t.Context(), path, storage.Options{Encode: storagetest.Encode})
	must(t, err)
	whole, err := os.ReadFile(path)
	must(t, err)
	return whole
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var noted = time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)

func labelling(d *model.Document, sentence int, analyst string, label model.LabelKey) edit.Change {
	return edit.Change{Analyst: analyst, At: noted, Verb: edit.Tag, Edits: []edit.Edit{edit.Of(record.OnSentence(d.ID, d.Units[sentence].Span, analyst), nil, &model.Annotation{Label: label, Analyst: analyst, At: noted})}}
}

func onceNoted(id string, target model.NoteTarget) edit.Record {
	return edit.OfNote(nil, &model.Note{ID: id, Target: target, Analyst: "Oskar", Text: "Heard it twice.", Created: noted, Updated: noted})
}

// turnBits flips each of the bits in a copy of the project, one at a time, and
// compares all answers with those of the original.
func turnBits(t *testing.T, whole []byte, bits []int) {
	dir := fastDir(t)
	sound := asked(dir, whole)
	for name, a := range sound {
		must(t, a.err)
		if a.says == "" {
			t.Fatalf("%s says nothing", name)
		}
	}
	known := replicasIn(sound["export"].says)
	var turned, refused, wrong atomic.Int64
	queue := make(chan int)
	var workers sync.WaitGroup
	for n := range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			mine := filepath.Join(dir, fmt.Sprint(n))
			for bit := range queue {
				if wrong.Load() > 20 {
					continue
				}
				data := bytes.Clone(whole)
				data[bit/8] ^= 1 << (bit % 8)
				turned.Add(1)
				for name, a := range asked(mine, data) {
					switch {
					case a.err != nil && (errors.Is(a.err, model.ErrDamaged) || errors.Is(a.err, model.ErrHashMismatch)):
						refused.Add(1)
					case a.err != nil:
						t.Errorf("bit %d of byte %d: %s: not refused as damaged: %v", bit%8, bit/8, name, a.err)
						wrong.Add(1)
					case masked(a.says, known) != masked(sound[name].says, known):
						t.Errorf("bit %d of byte %d: %s is silently wrong:\n%.400s\ninstead of\n%.400s", bit%8, bit/8, name, a.says, sound[name].says)
						wrong.Add(1)
					}
				}
			}
		})
	}
	for _, bit := range bits {
		if wrong.Load() > 20 {
			break
		}
		queue <- bit
	}
	close(queue)
	workers.Wait()
	t.Logf("%d bits of %d bytes turned one at a time; %d answers refused, %d wrong", turned.Load(), len(whole), refused.Load(), wrong.Load())
}

// fastDir returns a folder in memory if the system has one, because these tests do
// not depend on the disk.
func fastDir(t *testing.T) string {
	if dir, err := os.MkdirTemp("/dev/shm", "assay-bits-*"); err == nil {
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		return dir
	}
	return t.TempDir()
}

// answer is the project's response to a question or an action.
type answer struct {
	says string
	err  error
}

// asked writes data to a project file and returns the project's answers to reads, a
// backup, changes and a compaction.
func asked(dir string, data []byte) map[string]answer {
	answers := map[string]answer{}
	path := filepath.Join(dir, "p.assay")
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o700), os.WriteFile(path, data, 0o600)); err != nil {
		return map[string]answer{"write": {err: err}}
	}
	ask := func(name string, opts storage.Options, do func(p *storage.Project) (any, error)) {
		opts.Encode = storagetest.Encode
		opts.Now = func() time.Time { return noted.Add(time.Hour) }
		p, err := storage.Open(path, opts)
		if err != nil {
			answers[name] = answer{err: err}
			return
		}
		says, err := do(p)
		if closing := p.Close(); err == nil {
			err = closing
		}
		answers[name] = answer{says: text(says), err: err}
	}
	// All reads share one open project, because sharing what has been verified is
	// part of the test.
	ask("open", storage.Options{ReadOnly: true}, func(p *storage.Project) (any, error) {
		for name, read := range reads() {
			says, err := read(p)
			answers[name] = answer{says: text(says), err: err}
		}
		return "opened", nil
	})
	if answers["open"].err != nil {
		return answers // writing begins with the same check of the file
	}
	ask("backup", storage.Options{}, func(p *storage.Project) (any, error) {
		b, err := p.BackupByHand(context.Background())
		if err != nil {
			return nil, err
		}
		return contentAt(b.Path)
	})
	ask("note", storage.Options{}, func(p *storage.Project) (any, error) {
		d, err := first(p)
		if err != nil {
			return nil, err
		}
		p.Enqueue(edit.Change{Analyst: "Oskar", At: noted, Verb: edit.Note, Edits: []edit.Edit{onceNoted("new", model.OnSentence(d.ID, d.Units[2].Span))}})
		p.Enqueue(labelling(d, 5, "Vera", model.Quote))
		clearing := labelling(d, 0, "Ines", model.Claim)
		e := clearing.Edits[0].(edit.Record)
		e.Before, e.After = e.After, nil
		clearing.Edits[0] = e
		p.Enqueue(clearing)
		return nil, p.Flush(context.Background())
	})
	if answers["note"].err == nil {
		says, err := contentAt(path)
		answers["note"] = answer{says: text(says), err: err}
	}
	_, err := mend.Compact(context.Background(), path, storage.Options{Encode: storagetest.Encode})
	if err == nil {
		var says any
		says, err = contentAt(path)
		answers["compact"] = answer{says: text(says), err: err}
	} else {
		answers["compact"] = answer{err: err}
	}
	return answers
}

// text formats an answer so that answers can be compared.
func text(says any) string {
	if data, ok := says.([]byte); ok {
		return string(data)
	}
	data, err := json.Marshal(says)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// reads returns questions that change nothing, by name.
func reads() map[string]func(p *storage.Project) (any, error) {
	return map[string]func(p *storage.Project) (any, error){
		"export": func(p *storage.Project) (any, error) { return exported(p) },
		"list": func(p *storage.Project) (any, error) {
			list, err := p.Summaries("Ines")
			if err != nil {
				return nil, err
			}
			var tagged []int
			err = p.EachSummary("", func(_ model.Summary, n int) error { tagged = append(tagged, n); return nil })
			return []any{list, tagged}, err
		},
		"stats": func(p *storage.Project) (any, error) {
			names, err := p.Analysts()
			if err != nil {
				return nil, err
			}
			counts := map[string][]model.Summary{}
			for _, name := range names {
				if counts[name], err = p.Summaries(name); err != nil {
					return nil, err
				}
			}
			notes, err := p.OutletNotes()
			return []any{counts, notes}, err
		},
		"show": func(p *storage.Project) (any, error) {
			d, err := first(p)
			if err != nil {
				return nil, err
			}
			onArticle, err := p.Notes(model.OnArticle(d.ID))
			if err != nil {
				return nil, err
			}
			onOutlet, err := p.Notes(model.OnOutlet("Tide Post"))
			if err != nil {
				return nil, err
			}
			stranger, err := p.Has("0123456789abcdef")
			return []any{spelledOut(d), onArticle, onOutlet, stranger}, err
		},
		"search": func(p *storage.Project) (any, error) {
			var found []search.Found
			for _, query := range []string{"the", "label:claim", "note:twice", "zzz"} {
				q, err := search.Parse(query)
				if err != nil {
					return nil, err
				}
				_, err = p.Search(context.Background(), q, index.Options{Analyst: "Ines"}, func(f search.Found) error {
					found = append(found, f)
					return nil
				})
				if err != nil {
					return nil, err
				}
			}
			return found, nil
		},
		"history": func(p *storage.Project) (any, error) {
			history, err := p.History(^uint64(0), 1<<20)
			return len(history), err
		},
	}
}

// first returns the article that was imported first.
func first(p *storage.Project) (*model.Document, error) {
	for a, err := range p.Articles() {
		if err != nil {
			return nil, err
		}
		return p.Document(a.ID)
	}
	return nil, errors.New("there is no article")
}

// spelledOut converts a document to a value that JSON can encode.
func spelledOut(d *model.Document) any {
	var annotations []any
	for _, span := range slices.SortedFunc(maps.Keys(d.Annotations), func(a, b model.Span) int { return a.Start - b.Start }) {
		annotations = append(annotations, span, d.Annotations[span])
	}
	return []any{d.Article, d.Text, d.Structure, annotations, d.Notes}
}

func exported(p *storage.Project) ([]byte, error) {
	var set bytes.Buffer
	_, err := exchange.Export(context.Background(), &set, p, exchange.Options{Now: func() time.Time { return noted }})
	return set.Bytes(), err
}

// contentAt returns the annotation set of a project, followed by the number of its
// changes.
func contentAt(path string) ([]byte, error) {
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		return nil, err
	}
	set, err := exported(p)
	history, errHistory := p.History(^uint64(0), 1<<20)
	set = fmt.Appendf(set, "%d changes", len(history))
	return set, errors.Join(err, errHistory, p.Close())
}
