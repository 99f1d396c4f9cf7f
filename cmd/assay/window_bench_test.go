package main

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
	"assay.app/assay/ui/uitest"
)

// The benchmark compares Assay with a bare window that has one rectangle
// (testdata/bare). The bare window shows the minimum that Fyne, the graphics and
// the machine need. Each program has its own virtual screen. Key presses alternate
// between the two, so that changes in the machine's load affect both. Frames are
// timed on the screen, not inside the programs. Only the time until an article is
// open comes from Assay's trace.

// BenchmarkWindow measures the time from a key press to its frame, the frame rate
// while scrolling, and the time from the start to the first frame. It also reports
// processor time and memory.
func BenchmarkWindow(b *testing.B) {
	if os.Getenv("ASSAY_BENCH_WINDOW") == "" {
		b.Skip("`make bench-window` runs this benchmark")
	}
	bare := buildFor(b, "./testdata/bare")
	bin := os.Getenv("ASSAY_BIN")
	if bin == "" {
		bin = buildFor(b, ".")
	}
	long := longArticle(b, 10_000)
	many := manyArticles(b, 10_000)
	b.Run("key", func(b *testing.B) { benchKey(b, bin, bare, long) })
	b.Run("scroll", func(b *testing.B) { benchScroll(b, bin, bare, long) })
	b.Run("start", func(b *testing.B) { benchStart(b, bin, bare, many) })
}

// The size of the window in pixels.
const (
	benchWidth  = 1200
	benchHeight = 720
)

// The parts of the screen to watch, in pixels. In Assay, inHeading covers the count of
// sentences, and inText covers text of the article.
var (
	inBare    = image.Rect(600, 400, 640, 420)
	inHeading = image.Rect(896, 80, 1096, 116)
	inText    = image.Rect(560, 300, 600, 420)
)

// buildFor builds a package and returns the path of the program.
func buildFor(b *testing.B, pkg string) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "program")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", path, pkg).CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	return path
}

// stage is a program that has a virtual screen of its own.
type stage struct {
	*uitest.App
	eye *uitest.Eye
}

func onStage(b *testing.B, program string, args ...string) stage {
	b.Helper()
	d := uitest.NewDisplay(b, benchWidth, benchHeight)
	s := stage{eye: d.Eye(b)}
	s.App = d.Start(b, program, benchHome(b), args...)
	s.PutInCorner(benchWidth, benchHeight)
	return s
}

// benchHome returns a home folder with preferences for the light look.
func benchHome(b *testing.B) string {
	b.Helper()
	home := b.TempDir()
	preferIn(b, home, map[string]any{"colours": "light"})
	return home
}

func (s stage) ready() { s.See("an article", func(s uitest.State) bool { return s.Article != "" }) }

// tooLong is how long a benchmark waits for a frame.
const tooLong = 10 * time.Second

// answer presses a key and returns the time until a part of the screen changes.
func (s stage) answer(b *testing.B, key rune, at image.Rectangle) time.Duration {
	b.Helper()
	was, err := s.eye.Look(at)
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	s.eye.Press(key)
	if s.eye.Change(at, was, tooLong) == nil {
		b.Fatalf("no frame followed the key within %v", tooLong)
	}
	return time.Since(began)
}

// benchKey measures how fast both programs answer keys. In Assay, each key labels a
// sentence of a long article. Meanwhile articles are imported into other projects.
func benchKey(b *testing.B, bin, bare, project string) {
	plain, assay := onStage(b, bare), onStage(b, bin, project)
	assay.ready()
	stop := importing(b)
	defer stop()
	const keys = 200
	var ours, theirs []time.Duration
	cpuOurs, cpuTheirs := processor(b, assay.PID()), processor(b, plain.PID())
	rng := rand.New(rand.NewPCG(1, 2))
	for range keys {
		theirs = append(theirs, plain.answer(b, '1', inBare))
		ours = append(ours, assay.answer(b, '1', inHeading))
		time.Sleep(time.Duration(rng.IntN(40)) * time.Millisecond) // so that keys do not fall into step with the frames
	}
	// On a busy machine, processor time says more than elapsed time.
	b.ReportMetric(milliseconds(processor(b, assay.PID())-cpuOurs)/keys, "cpu-ms")
	b.ReportMetric(milliseconds(processor(b, plain.PID())-cpuTheirs)/keys, "cpu-ms-bare")
	for _, p := range []struct {
		name  string
		share float64
	}{{"p50", 0.5}, {"p95", 0.95}} {
		a, c := quantile(ours, p.share), quantile(theirs, p.share)
		b.ReportMetric(milliseconds(a), "ms-"+p.name)
		b.ReportMetric(milliseconds(c), "ms-"+p.name+"-bare")
		b.ReportMetric(float64(a)/float64(c), "ratio-"+p.name)
	}
	b.ReportMetric(0, "ns/op")
}

// importing starts importing articles into one new project after another, until
// stop is called.
func importing(b *testing.B) (stop func()) {
	b.Helper()
	ended, gone := make(chan struct{}), make(chan error, 1)
	folder := b.TempDir()
	go func() {
		gone <- func() error {
			for n := 0; ; n++ {
				p, err := storage.Create(filepath.Join(folder, fmt.Sprintf("%d%s", n, model.ProjectExt)), storage.Options{})
				if err != nil {
					return err
				}
				_, err = p.Import(b.Context(), invented(rand.New(rand.NewPCG(9, uint64(n))), 2000, ended), storage.ImportOptions{Analyst: "Ines"})
				if e := p.Close(); err == nil {
					err = e
				}
				select {
				case <-ended:
					return nil
				default:
				}
				if err != nil {
					return err
				}
			}
		}()
	}()
	return func() {
		close(ended)
		if err := <-gone; err != nil {
			b.Errorf("import beside the window: %v", err)
		}
	}
}

// invented returns a sequence of invented articles. The sequence ends early when
// ended is closed.
func invented(rng *rand.Rand, articles int, ended <-chan struct{}) func(func(*model.Document) bool) {
	return func(yield func(*model.Document) bool) {
		for range articles {
			select {
			case <-ended:
				return
			default:
			}
			if !yield(storagetest.Invent(rng, 20)) {
				return
			}
		}
	}
}

// benchScroll measures the frame rate while the wheel turns over the bare window
// and over a long article in Assay.
func benchScroll(b *testing.B, bin, bare, project string) {
	plain, assay := onStage(b, bare), onStage(b, bin, project)
	assay.ready()
	plain.eye.Point(image.Pt(640, 410))
	assay.eye.Point(image.Pt(640, 410))
	const lasting, rounds = 3 * time.Second, 3
	var ours, theirs []float64
	for range rounds {
		theirs = append(theirs, float64(plain.eye.Frames(inBare, lasting))/lasting.Seconds())
		ours = append(ours, float64(assay.eye.Frames(inText, lasting))/lasting.Seconds())
	}
	a, c := slices.Max(ours), slices.Max(theirs)
	b.ReportMetric(a, "fps")
	b.ReportMetric(c, "fps-bare")
	b.ReportMetric(a/c, "ratio")
	b.ReportMetric(0, "ns/op")
}

// benchStart starts both programs, Assay with a large project. It measures the
// times to the first frame and to an open article, and the memory.
func benchStart(b *testing.B, bin, bare, project string) {
	const rounds = 5
	var ours, theirs, whole []time.Duration
	var heldOurs, heldTheirs float64
	for range rounds {
		first, _, held := start(b, bare, "", false)
		theirs, heldTheirs = append(theirs, first), held
		first, article, held := start(b, bin, project, true)
		ours, whole, heldOurs = append(ours, first), append(whole, article), held
	}
	a, c, w := slices.Min(ours), slices.Min(theirs), slices.Min(whole)
	b.ReportMetric(milliseconds(a), "ms-first")
	b.ReportMetric(milliseconds(w), "ms-article")
	b.ReportMetric(milliseconds(c), "ms-first-bare")
	b.ReportMetric(float64(a)/float64(c), "ratio-first")
	b.ReportMetric(float64(w)/float64(c), "ratio-article")
	b.ReportMetric(heldOurs, "MB")
	b.ReportMetric(heldOurs-heldTheirs, "MB-more")
	b.ReportMetric(0, "ns/op")
}

// start runs a program until its first frame and, if reads is true, until an
// article is open. It returns both times, counted from the start, and the memory in
// MB.
func start(b *testing.B, program, project string, reads bool) (first, article time.Duration, megabytes float64) {
	b.Helper()
	d := uitest.NewDisplay(b, benchWidth, benchHeight)
	eye := d.Eye(b)
	black, err := eye.Look(inBare)
	if err != nil {
		b.Fatal(err)
	}
	home := benchHome(b)
	var args []string
	if project != "" {
		args = []string{project}
	}
	began := time.Now()
	seen := make(chan time.Duration, 1)
	go func() {
		eye.Change(inBare, black, tooLong)
		seen <- time.Since(began)
	}()
	app := d.Start(b, program, home, args...)
	first = <-seen
	if reads {
		s := app.See("an article", func(s uitest.State) bool { return s.Article != "" })
		article = s.Time.Sub(began)
	}
	megabytes = resident(b, app.PID())
	app.Kill()
	return first, article, megabytes
}

// resident returns the resident memory of a process in MB.
func resident(b *testing.B, pid int) float64 {
	b.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skipf("cannot read the memory of a process on this system: %v", err)
	}
	for line := range bytes.Lines(data) {
		if rest, ok := strings.CutPrefix(string(line), "VmRSS:"); ok {
			kilobytes, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kilobytes) / 1000
		}
	}
	b.Fatal("the status of the process has no VmRSS")
	return 0
}

// processor returns the user and system time that a process has used, in steps of
// 10 ms. It includes drawing, which the software driver does in the process.
func processor(b *testing.B, pid int) time.Duration {
	b.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Skipf("cannot read the processor time of a process on this system: %v", err)
	}
	_, rest, _ := strings.Cut(string(data), ") ")
	fields, ticks := strings.Fields(rest), 0
	for _, f := range fields[11:13] { // user and system time
		n, err := strconv.Atoi(f)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// longArticle creates a project with one article of many sentences and returns the
// project's path.
func longArticle(b *testing.B, sentences int) string {
	b.Helper()
	return makeProject(b, "long", func(yield func(*model.Document) bool) {
		yield(storagetest.Invent(rand.New(rand.NewPCG(4, 4)), sentences))
	})
}

// manyArticles creates a project with many articles and returns the project's path.
func manyArticles(b *testing.B, articles int) string {
	b.Helper()
	return makeProject(b, "many", invented(rand.New(rand.NewPCG(5, 5)), articles, nil))
}

func makeProject(b *testing.B, name string, articles func(func(*model.Document) bool)) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), name+model.ProjectExt)
	p, err := storage.Create(path, storage.Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := p.Import(b.Context(), articles, storage.ImportOptions{Analyst: "Ines"}); err != nil {
		b.Fatal(err)
	}
	if err := p.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func quantile(d []time.Duration, share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(d))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
