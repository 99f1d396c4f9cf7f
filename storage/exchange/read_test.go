package exchange_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/setfile"
)

func TestReadGivesWhatWasExported(t *testing.T) {
	p := workedOn(t)
	for _, opts := range []exchange.Options{{}, {NoText: true}} {
		raw := export(t, p, opts)
		set := read(t, raw)
		if opts.NoText {
			continue // without its text it cannot be exported
		}
		if again := export(t, shelf{set}, opts); !bytes.Equal(raw, again) {
			t.Errorf("reading and exporting again gives another set:\n%s", firstDifference(raw, again))
		}
	}
}

// firstDifference returns the first line in which two texts differ.
func firstDifference(a, b []byte) string {
	as, bs := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(as), len(bs)) {
		if as[i] != bs[i] {
			return fmt.Sprintf("line %d:\n- %s\n+ %s", i+1, as[i], bs[i])
		}
	}
	return "one is longer"
}

func TestReadTakesFieldsInAnyOrder(t *testing.T) {
	raw := export(t, workedOn(t), exchange.Options{})
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(fields) // Marshal sorts the keys, so the articles come before the format
	if err != nil {
		t.Fatal(err)
	}
	set := read(t, append([]byte("\uFEFF\n "), sorted...)[:])
	if again := export(t, shelf{set}, exchange.Options{}); !bytes.Equal(raw, again) {
		t.Error(firstDifference(raw, again))
	}
}

func TestReadRefusesWhatIsNoSet(t *testing.T) {
	good := string(export(t, workedOn(t), exchange.Options{}))
	const head = `{"format":"assay.annotation-set","version":1,"exported":"2026-01-02T03:04:05Z","codebook":[],`
	for _, c := range []struct {
		name, raw string
		want      error
		says      string
	}{
		{"nothing", "", model.ErrEmptyFile, ""},
		{"words", "Dear reader,\n", model.ErrUnknownSet, "{"},
		{"a list", `[1, 2]`, model.ErrUnknownSet, "{"},
		{"a number", `12`, model.ErrUnknownSet, ""},
		{"an object of something else", `{"name": "left-pad", "articles": [{"x": 1}]}`, model.ErrUnknownSet, "format"},
		{"an object without format", `{"name": "left-pad", "license": null}`, model.ErrUnknownSet, "format"},
		{"another format", `{"format": "coco", "version": 1}`, model.ErrUnknownSet, "coco"},
		{"a format that is no text", `{"format": 12}`, model.ErrUnknownSet, "12"},
		{"a newer version", strings.Replace(good, `"version": 1`, `"version": 2`, 1), model.ErrNewerVersion, "version 2"},
		{"a newer version with new fields", `{"stars": 5, "version": 3, "format":"assay.annotation-set"}`, model.ErrNewerVersion, "version 3"},
		{"version 0", strings.Replace(good, `"version": 1`, `"version": 0`, 1), model.ErrUnknownSet, ""},
		{"broken JSON", strings.Replace(good, `"index": 1,`, `"index" 1,`, 1), model.ErrDamaged, "line "},
		{"cut short", good[:len(good)/2], model.ErrDamaged, "ends in the middle"},
		{"cut short by one", strings.TrimRight(good, "}\n"), model.ErrDamaged, "ends in the middle"},
		{"more after the end", good + "{}", model.ErrDamaged, "follows the end"},
		{"a field twice", strings.Replace(good, `"version": 1`, `"version": 1, "version": 1`, 1), model.ErrDamaged, `"version" is there twice`},
		{"an unknown field", head + `"articles":[],"stars":5}`, model.ErrDamaged, "stars"},
		{"an unknown field of an article", strings.Replace(good, `"sha256"`, `"stars": 5, "sha256"`, 1), model.ErrDamaged, "stars"},
		{"no codebook", strings.Replace(head, `"codebook":[],`, "", 1) + `"articles":[]}`, model.ErrDamaged, "codebook"},
		{"articles that are no list", head + `"articles":{}}`, model.ErrDamaged, "not a list"},
		{"a text where a number belongs", strings.Replace(good, `"index": 1,`, `"index": "1",`, 1), model.ErrDamaged, "sentences.index"},
		{"a number without end", strings.Replace(good, `"paragraph": 1`, `"paragraph": 1`+strings.Repeat("0", 400), 1), model.ErrDamaged, "number"},
		{"a span of three", strings.Replace(good, `{"bytes": [0, `, `{"bytes": [0, 1, `, 1), model.ErrDamaged, "two whole numbers"},
		{"not UTF-8", strings.Replace(good, "Later.", "Later\xff", 1), model.ErrDamaged, "not UTF-8"},
		{"a deep nest", head + `"stars":` + strings.Repeat("[", 20000), model.ErrDamaged, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := setfile.Read(strings.NewReader(c.raw))
			if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) {
				t.Errorf("got %v\nwant %v saying %q", err, c.want, c.says)
			}
		})
	}
}

func TestReadNamesTheLineOfBrokenJSON(t *testing.T) {
	good := string(export(t, workedOn(t), exchange.Options{}))
	lines := strings.Split(good, "\n")
	for _, broken := range []int{3, len(lines) / 3, len(lines) / 2, len(lines) - 5} {
		cut := append([]string(nil), lines...)
		cut[broken] = strings.Replace(cut[broken], `"`, "`", 1)
		if cut[broken] == lines[broken] {
			cut[broken] += " what?"
		}
		_, err := setfile.Read(strings.NewReader(strings.Join(cut, "\n")))
		if want := fmt.Sprintf("line %d ", broken+1); !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%q: got %v, want it to say %q", cut[broken], err, want)
		}
	}
}

// tree is a JSON object of a set, decoded without types.
type tree = map[string]any

func TestReadRefusesASetThatContradictsItself(t *testing.T) {
	good := export(t, workedOn(t), exchange.Options{})
	bare := export(t, workedOn(t), exchange.Options{NoText: true})
	article := func(set tree) tree { return set["articles"].([]any)[0].(tree) }
	sentence := func(set tree, i int) tree { return article(set)["sentences"].([]any)[i].(tree) }
	span := func(of tree, unit string) []any { return of["span"].(tree)[unit].([]any) }
	for _, c := range []struct {
		name  string
		wrong func(set tree)
		want  error
		says  string
	}{
		{"other text", func(s tree) { article(s)["text"] = "x" + article(s)["text"].(string)[1:] }, model.ErrHashMismatch, "SHA-256"},
		{"other encoding", func(s tree) { article(s)["encoding"] = "utf-16le" }, model.ErrHashMismatch, ""},
		{"unknown encoding", func(s tree) { article(s)["encoding"] = "ebcdic" }, model.ErrHashMismatch, "ebcdic"},
		{"other id", func(s tree) { article(s)["id"] = "0123456789abcdef" }, model.ErrHashMismatch, "0123456789abcdef"},
		{"hash too short", func(s tree) { article(s)["sha256"] = "12" }, model.ErrDamaged, "64"},
		{"hash in capitals", func(s tree) { article(s)["sha256"] = strings.ToUpper(article(s)["sha256"].(string)) }, model.ErrDamaged, "lower case"},
		{"article twice", func(s tree) { s["articles"] = append(s["articles"].([]any), s["articles"].([]any)[0]) }, model.ErrDamaged, "twice"},
		{"length", func(s tree) { article(s)["length"].(tree)["codePoints"] = 3 }, model.ErrDamaged, "length"},
		{"no import time", func(s tree) { delete(article(s), "importedAt") }, model.ErrDamaged, "importedAt"},
		{"span past the end", func(s tree) { span(sentence(s, 4), "bytes")[1] = 9000 }, model.ErrDamaged, "sentence 4"},
		{"span before the beginning", func(s tree) { span(sentence(s, 0), "bytes")[0] = -1 }, model.ErrDamaged, "sentence 0"},
		{"span turned round", func(s tree) { b := span(sentence(s, 1), "bytes"); b[0], b[1] = b[1], b[0] }, model.ErrDamaged, "sentence 1"},
		{"span cuts a character", func(s tree) { b := span(sentence(s, 2), "bytes"); b[0] = b[0].(float64) + 1 }, model.ErrDamaged, "character"},
		{"code points", func(s tree) { b := span(sentence(s, 2), "codePoints"); b[1] = b[1].(float64) + 1 }, model.ErrDamaged, "code points"},
		{"sentence text", func(s tree) { sentence(s, 1)["text"] = "Something else." }, model.ErrDamaged, "sentence 1"},
		{"sentence without text", func(s tree) { delete(sentence(s, 1), "text") }, model.ErrDamaged, "or none"},
		{"sentence left out", func(s tree) { article(s)["sentences"] = article(s)["sentences"].([]any)[:1] }, model.ErrDamaged, "no sentence"},
		{"sentence twice", func(s tree) {
			list := article(s)["sentences"].([]any)
			article(s)["sentences"] = append(list, list[len(list)-1])
		}, model.ErrDamaged, "index"},
		{"aside over a sentence", func(s tree) {
			aside := article(s)["asides"].([]any)[0].(tree)
			aside["span"], aside["text"], aside["paragraph"] = sentence(s, 1)["span"], sentence(s, 1)["text"], sentence(s, 1)["paragraph"]
		}, model.ErrDamaged, "overlap"},
		{"aside of no kind", func(s tree) { article(s)["asides"].([]any)[0].(tree)["kind"] = "sentence" }, model.ErrDamaged, "kind"},
		{"sentence index", func(s tree) { sentence(s, 1)["index"] = 7 }, model.ErrDamaged, "index"},
		{"sentence id", func(s tree) { sentence(s, 1)["id"] = "x" }, model.ErrDamaged, "id should be"},
		{"sentences in disorder", func(s tree) {
			list := article(s)["sentences"].([]any)
			list[0], list[1] = list[1], list[0]
			list[0].(tree)["index"], list[1].(tree)["index"] = 0, 1
		}, model.ErrDamaged, "order"},
		{"no such paragraph", func(s tree) { sentence(s, 1)["paragraph"] = 70 }, model.ErrDamaged, "paragraph"},
		{"another paragraph", func(s tree) { sentence(s, 1)["paragraph"] = 0 }, model.ErrDamaged, "paragraph"},
		{"paragraphs overlap", func(s tree) {
			list := article(s)["paragraphs"].([]any)
			article(s)["paragraphs"] = append([]any{list[0]}, list...)
		}, model.ErrDamaged, "paragraph 1"},
		{"detached twice", func(s tree) {
			list := article(s)["detached"].([]any)
			article(s)["detached"] = append(list, list[0])
		}, model.ErrDamaged, "twice"},
		{"unknown label", func(s tree) {
			sentence(s, 1)["annotations"].([]any)[0].(tree)["label"] = "rumour"
		}, model.ErrNoLabel, `sentence 1: label "rumour"`},
		{"no label", func(s tree) { sentence(s, 1)["annotations"].([]any)[0].(tree)["label"] = "" }, model.ErrDamaged, "label"},
		{"label twice", func(s tree) {
			list := sentence(s, 1)["annotations"].([]any)
			sentence(s, 1)["annotations"] = append(list, list[0])
		}, model.ErrDamaged, "two labels"},
		{"no analyst", func(s tree) { sentence(s, 1)["annotations"].([]any)[0].(tree)["analyst"] = "" }, model.ErrDamaged, "analyst"},
		{"a name without end", func(s tree) {
			sentence(s, 1)["annotations"].([]any)[0].(tree)["analyst"] = strings.Repeat("x", 40000)
		}, model.ErrDamaged, "bytes"},
		{"a name with a NUL", func(s tree) { sentence(s, 1)["annotations"].([]any)[0].(tree)["analyst"] = "a\x00b" }, model.ErrDamaged, "control"},
		{"annotation without time", func(s tree) { delete(sentence(s, 1)["annotations"].([]any)[0].(tree), "time") }, model.ErrDamaged, "time"},
		{"no date", func(s tree) { sentence(s, 1)["annotations"].([]any)[0].(tree)["time"] = "yesterday" }, model.ErrDamaged, "yesterday"},
		{"invalid grade", func(s tree) { sentence(s, 1)["notes"].([]any)[0].(tree)["grade"] = tree{"source": "G"} }, model.ErrDamaged, "grade"},
		{"note twice", func(s tree) {
			article(s)["notes"] = append(article(s)["notes"].([]any), sentence(s, 1)["notes"].([]any)[0])
		}, model.ErrDamaged, "twice"},
		{"note without dates", func(s tree) { delete(sentence(s, 1)["notes"].([]any)[0].(tree), "updated") }, model.ErrDamaged, "note"},
		{"codebook with a label twice", func(s tree) { s["codebook"] = append(s["codebook"].([]any), s["codebook"].([]any)[0]) }, model.ErrDamaged, "twice"},
		{"outlet twice", func(s tree) { s["outlets"] = append(s["outlets"].([]any), s["outlets"].([]any)[0]) }, model.ErrDamaged, "twice"},
		{"outlet id", func(s tree) { s["outlets"].([]any)[0].(tree)["id"] = "x" }, model.ErrDamaged, "name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var set tree
			if err := json.Unmarshal(good, &set); err != nil {
				t.Fatal(err)
			}
			c.wrong(set)
			raw, err := json.Marshal(set)
			if err != nil {
				t.Fatal(err)
			}
			_, err = setfile.Read(bytes.NewReader(raw))
			if !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.says) {
				t.Errorf("got %v\nwant %v saying %q", err, c.want, c.says)
			}
		})
	}
	for name, wrong := range map[string]func(set tree){
		"length":         func(s tree) { article(s)["length"].(tree)["bytes"] = 1 << 40 },
		"span":           func(s tree) { span(sentence(s, 1), "bytes")[1] = 1 << 40 },
		"code points":    func(s tree) { span(sentence(s, 1), "codePoints")[1] = 1 },
		"sentence text":  func(s tree) { sentence(s, 1)["text"] = "Text." },
		"overlap":        func(s tree) { span(sentence(s, 1), "bytes")[0] = 0; span(sentence(s, 1), "codePoints")[0] = 0 },
		"negative point": func(s tree) { span(sentence(s, 1), "codePoints")[0] = -5 },
	} {
		t.Run("without text: "+name, func(t *testing.T) {
			var set tree
			if err := json.Unmarshal(bare, &set); err != nil {
				t.Fatal(err)
			}
			wrong(set)
			raw, _ := json.Marshal(set)
			if _, err := setfile.Read(bytes.NewReader(raw)); !errors.Is(err, model.ErrDamaged) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestReadPassesOnWhatTheFileSystemSays(t *testing.T) {
	broken := errors.New("the disk is on fire")
	r := &failing{data: export(t, workedOn(t), exchange.Options{})[:700], err: broken}
	if _, err := setfile.Read(r); !errors.Is(err, broken) || errors.Is(err, model.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// failing returns its data and then its error.
type failing struct {
	data []byte
	err  error
}

func (f *failing) Read(p []byte) (int, error) {
	if len(f.data) == 0 {
		return 0, f.err
	}
	n := copy(p, f.data)
	f.data = f.data[n:]
	return n, nil
}

// noted returns a project of one short article. The small sets exported from it are
// seeds for a fuzzer.
func noted(t testing.TB) *storage.Project {
	p := newProject(t)
	doc := parse(t, "Rain — 9 mm. “Wet,” he said.", "rain.txt")
	importDocs(t, p, doc)
	apply(t, p,
		label(doc, 0, "ana", model.Claim, after(1)),
		note(model.OnSentence(doc.ID, doc.Sentences()[1].Span), "n", "bo", "Who?", after(2)),
		note(model.OnOutlet("Post"), "o", "bo", "Ours.", after(2)),
	)
	return p
}

func FuzzRead(f *testing.F) {
	for _, opts := range []exchange.Options{{}, {NoText: true}} {
		var small bytes.Buffer
		if err := json.Compact(&small, export(f, noted(f), opts)); err != nil {
			f.Fatal(err)
		}
		f.Add(small.Bytes())
		f.Add(asUTF16(small.String(), binary.LittleEndian, true))
		f.Add([]byte(floats(rand.New(rand.NewPCG(1, 1)), small.String())))
	}
	f.Add([]byte(`{"format":"assay.annotation-set","version":1,"exported":"2026-01-02T03:04:05Z","codebook":[],"articles":[]}`))
	f.Add([]byte(`{"articles":[{"id":"0"}]}`))
	f.Add([]byte(`[{"`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		set, err := setfile.Read(bytes.NewReader(raw))
		if err != nil {
			return
		}
		for _, a := range set.Articles {
			if !a.HasText {
				return
			}
		}
		var once, twice bytes.Buffer
		opts := exchange.Options{Now: clock}
		if _, err := exchange.Export(context.Background(), &once, shelf{set}, opts); err != nil {
			t.Fatalf("what was read cannot be exported: %v", err)
		}
		again, err := setfile.Read(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatalf("what was exported cannot be read: %v", err)
		}
		if _, err := exchange.Export(context.Background(), &twice, shelf{again}, opts); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Error(firstDifference(once.Bytes(), twice.Bytes()))
		}
	})
}
