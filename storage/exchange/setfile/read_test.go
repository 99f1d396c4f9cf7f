package setfile_test

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
	"assay.app/assay/storage/exchange/exchangetest"
	"assay.app/assay/storage/exchange/setfile"
)

func TestReadTakesFieldsInAnyOrder(t *testing.T) {
	raw := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(fields) // Marshal sorts the keys, so the articles come before the format
	if err != nil {
		t.Fatal(err)
	}
	set := exchangetest.Read(t, append([]byte("\uFEFF\n "), sorted...)[:])
	if again := exchangetest.Export(t, exchangetest.Shelf{Set: set}, exchange.Options{}); !bytes.Equal(raw, again) {
		t.Error(exchangetest.FirstDifference(raw, again))
	}
}

func TestReadRefusesWhatIsNoSet(t *testing.T) {
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
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
		{"a newer version", strings.Replace(good, `"version": 2`, `"version": 3`, 1), model.ErrNewerVersion, "version 3"},
		{"a newer version with new fields", `{"stars": 5, "version": 4, "format":"assay.annotation-set"}`, model.ErrNewerVersion, "version 4"},
		{"version 0", strings.Replace(good, `"version": 2`, `"version": 0`, 1), model.ErrUnknownSet, ""},
		{"broken JSON", strings.Replace(good, `"index": 1,`, `"index" 1,`, 1), model.ErrDamaged, "line "},
		{"cut short", good[:len(good)/2], model.ErrDamaged, "ends in the middle"},
		{"cut short by one", strings.TrimRight(good, "}\n"), model.ErrDamaged, "ends in the middle"},
		{"more after the end", good + "{}", model.ErrDamaged, "follows the end"},
		{"a field twice", strings.Replace(good, `"version": 2`, `"version": 2, "version": 2`, 1), model.ErrDamaged, `"version" occurs twice`},
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
	good := string(exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{}))
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

func TestReadRefusesASetThatContradictsItself(t *testing.T) {
	good := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})
	bare := exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{NoText: true})
	article := func(set exchangetest.Tree) exchangetest.Tree { return set["articles"].([]any)[0].(exchangetest.Tree) }
	sentence := func(set exchangetest.Tree, i int) exchangetest.Tree {
		return article(set)["sentences"].([]any)[i].(exchangetest.Tree)
	}
	span := func(of exchangetest.Tree, unit string) []any { return of["span"].(exchangetest.Tree)[unit].([]any) }
	for _, c := range []struct {
		name  string
		wrong func(set exchangetest.Tree)
		want  error
		says  string
	}{
		{"other text", func(s exchangetest.Tree) { article(s)["text"] = "x" + article(s)["text"].(string)[1:] }, model.ErrHashMismatch, "SHA-256"},
		{"other encoding", func(s exchangetest.Tree) { article(s)["encoding"] = "utf-16le" }, model.ErrHashMismatch, ""},
		{"unknown encoding", func(s exchangetest.Tree) { article(s)["encoding"] = "ebcdic" }, model.ErrHashMismatch, "ebcdic"},
		{"other id", func(s exchangetest.Tree) { article(s)["id"] = "0123456789abcdef" }, model.ErrHashMismatch, "0123456789abcdef"},
		{"hash too short", func(s exchangetest.Tree) { article(s)["sha256"] = "12" }, model.ErrDamaged, "64"},
		{"hash in capitals", func(s exchangetest.Tree) { article(s)["sha256"] = strings.ToUpper(article(s)["sha256"].(string)) }, model.ErrDamaged, "lower case"},
		{"article twice", func(s exchangetest.Tree) { s["articles"] = append(s["articles"].([]any), s["articles"].([]any)[0]) }, model.ErrDamaged, "twice"},
		{"length", func(s exchangetest.Tree) { article(s)["length"].(exchangetest.Tree)["codePoints"] = 3 }, model.ErrDamaged, "length"},
		{"no import time", func(s exchangetest.Tree) { delete(article(s), "importedAt") }, model.ErrDamaged, "importedAt"},
		{"span past the end", func(s exchangetest.Tree) { span(sentence(s, 4), "bytes")[1] = 9000 }, model.ErrDamaged, "sentence 4"},
		{"span before the beginning", func(s exchangetest.Tree) { span(sentence(s, 0), "bytes")[0] = -1 }, model.ErrDamaged, "sentence 0"},
		{"span turned round", func(s exchangetest.Tree) { b := span(sentence(s, 1), "bytes"); b[0], b[1] = b[1], b[0] }, model.ErrDamaged, "sentence 1"},
		{"span cuts a character", func(s exchangetest.Tree) { b := span(sentence(s, 2), "bytes"); b[0] = b[0].(float64) + 1 }, model.ErrDamaged, "character"},
		{"code points", func(s exchangetest.Tree) { b := span(sentence(s, 2), "codePoints"); b[1] = b[1].(float64) + 1 }, model.ErrDamaged, "code points"},
		{"sentence text", func(s exchangetest.Tree) { sentence(s, 1)["text"] = "Something else." }, model.ErrDamaged, "sentence 1"},
		{"sentence without text", func(s exchangetest.Tree) { delete(sentence(s, 1), "text") }, model.ErrDamaged, "or for none"},
		{"sentence left out", func(s exchangetest.Tree) { article(s)["sentences"] = article(s)["sentences"].([]any)[:1] }, model.ErrDamaged, "any sentence"},
		{"sentence twice", func(s exchangetest.Tree) {
			list := article(s)["sentences"].([]any)
			article(s)["sentences"] = append(list, list[len(list)-1])
		}, model.ErrDamaged, "index"},
		{"aside over a sentence", func(s exchangetest.Tree) {
			aside := article(s)["asides"].([]any)[0].(exchangetest.Tree)
			aside["span"], aside["text"], aside["paragraph"] = sentence(s, 1)["span"], sentence(s, 1)["text"], sentence(s, 1)["paragraph"]
		}, model.ErrDamaged, "overlap"},
		{"aside of no kind", func(s exchangetest.Tree) { article(s)["asides"].([]any)[0].(exchangetest.Tree)["kind"] = "sentence" }, model.ErrDamaged, "kind"},
		{"sentence index", func(s exchangetest.Tree) { sentence(s, 1)["index"] = 7 }, model.ErrDamaged, "index"},
		{"sentence id", func(s exchangetest.Tree) { sentence(s, 1)["id"] = "x" }, model.ErrDamaged, "id should be"},
		{"sentences in disorder", func(s exchangetest.Tree) {
			list := article(s)["sentences"].([]any)
			list[0], list[1] = list[1], list[0]
			list[0].(exchangetest.Tree)["index"], list[1].(exchangetest.Tree)["index"] = 0, 1
		}, model.ErrDamaged, "order"},
		{"no such paragraph", func(s exchangetest.Tree) { sentence(s, 1)["paragraph"] = 70 }, model.ErrDamaged, "paragraph"},
		{"another paragraph", func(s exchangetest.Tree) { sentence(s, 1)["paragraph"] = 0 }, model.ErrDamaged, "paragraph"},
		{"paragraphs overlap", func(s exchangetest.Tree) {
			list := article(s)["paragraphs"].([]any)
			article(s)["paragraphs"] = append([]any{list[0]}, list...)
		}, model.ErrDamaged, "paragraph 1"},
		{"detached twice", func(s exchangetest.Tree) {
			list := article(s)["detached"].([]any)
			article(s)["detached"] = append(list, list[0])
		}, model.ErrDamaged, "twice"},
		{"unknown label", func(s exchangetest.Tree) {
			sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree)["label"] = "rumour"
		}, model.ErrNoLabel, `sentence 1: label "rumour"`},
		{"no label", func(s exchangetest.Tree) { sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree)["label"] = "" }, model.ErrDamaged, "label"},
		{"label twice", func(s exchangetest.Tree) {
			list := sentence(s, 1)["annotations"].([]any)
			sentence(s, 1)["annotations"] = append(list, list[0])
		}, model.ErrDamaged, "two labels"},
		{"no analyst", func(s exchangetest.Tree) {
			sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree)["analyst"] = ""
		}, model.ErrDamaged, "analyst"},
		{"a name without end", func(s exchangetest.Tree) {
			sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree)["analyst"] = strings.Repeat("x", 40000)
		}, model.ErrDamaged, "bytes"},
		{"a name with a NUL", func(s exchangetest.Tree) {
			sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree)["analyst"] = "a\x00b"
		}, model.ErrDamaged, "control"},
		{"annotation without time", func(s exchangetest.Tree) {
			delete(sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree), "time")
		}, model.ErrDamaged, "time"},
		{"no date", func(s exchangetest.Tree) {
			sentence(s, 1)["annotations"].([]any)[0].(exchangetest.Tree)["time"] = "yesterday"
		}, model.ErrDamaged, "yesterday"},
		{"invalid grade", func(s exchangetest.Tree) {
			sentence(s, 1)["notes"].([]any)[0].(exchangetest.Tree)["grade"] = exchangetest.Tree{"source": "G"}
		}, model.ErrDamaged, "grade"},
		{"note twice", func(s exchangetest.Tree) {
			article(s)["notes"] = append(article(s)["notes"].([]any), sentence(s, 1)["notes"].([]any)[0])
		}, model.ErrDamaged, "twice"},
		{"note without dates", func(s exchangetest.Tree) { delete(sentence(s, 1)["notes"].([]any)[0].(exchangetest.Tree), "updated") }, model.ErrDamaged, "note"},
		{"codebook with a label twice", func(s exchangetest.Tree) { s["codebook"] = append(s["codebook"].([]any), s["codebook"].([]any)[0]) }, model.ErrDamaged, "twice"},
		{"outlet twice", func(s exchangetest.Tree) { s["outlets"] = append(s["outlets"].([]any), s["outlets"].([]any)[0]) }, model.ErrDamaged, "twice"},
		{"outlet id", func(s exchangetest.Tree) { s["outlets"].([]any)[0].(exchangetest.Tree)["id"] = "x" }, model.ErrDamaged, "name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var set exchangetest.Tree
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
	for name, wrong := range map[string]func(set exchangetest.Tree){
		"length":        func(s exchangetest.Tree) { article(s)["length"].(exchangetest.Tree)["bytes"] = 1 << 40 },
		"span":          func(s exchangetest.Tree) { span(sentence(s, 1), "bytes")[1] = 1 << 40 },
		"code points":   func(s exchangetest.Tree) { span(sentence(s, 1), "codePoints")[1] = 1 },
		"sentence text": func(s exchangetest.Tree) { sentence(s, 1)["text"] = "Text." },
		"overlap": func(s exchangetest.Tree) {
			span(sentence(s, 1), "bytes")[0] = 0
			span(sentence(s, 1), "codePoints")[0] = 0
		},
		"negative point": func(s exchangetest.Tree) { span(sentence(s, 1), "codePoints")[0] = -5 },
	} {
		t.Run("without text: "+name, func(t *testing.T) {
			var set exchangetest.Tree
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
	r := &failing{data: exchangetest.Export(t, exchangetest.WorkedOn(t), exchange.Options{})[:700], err: broken}
	if _, err := setfile.Read(r); !errors.Is(err, broken) || errors.Is(err, model.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// failing is a reader that returns data and then err.
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
	p := exchangetest.NewProject(t)
	doc := exchangetest.Parse(t, "Rain — 9 mm. “Wet,” he said.", "rain.txt")
	exchangetest.Import(t, p, doc)
	exchangetest.Apply(t, p,
		exchangetest.Label(doc, 0, "ana", model.Claim, exchangetest.After(1)),
		exchangetest.Note(model.OnSentence(doc.ID, doc.Sentences()[1].Span), "n", "bo", "Who?", exchangetest.After(2)),
		exchangetest.Note(model.OnOutlet("Post"), "o", "bo", "Ours.", exchangetest.After(2)),
	)
	exchangetest.Apply(t, p, exchangetest.Note(model.OnOutlet("Post"), "o", "bo", "Ours.", exchangetest.After(2)).Inverse())
	exchangetest.Bring(t, p, exchangetest.Label(doc, 0, "ana", model.Quote, exchangetest.After(3)), 9, exchangetest.After(3))
	exchangetest.Bring(t, p, exchangetest.Note(model.OnArticle(doc.ID), "n", "bo", "Why?", exchangetest.After(4)), 1, exchangetest.After(4))
	return p
}

func FuzzRead(f *testing.F) {
	for _, opts := range []exchange.Options{{}, {NoText: true}, {Labelled: true}} {
		var small bytes.Buffer
		if err := json.Compact(&small, exchangetest.Export(f, noted(f), opts)); err != nil {
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
		opts := exchange.Options{Now: exchangetest.Clock, Labelled: set.Labelled}
		if _, err := exchange.Export(context.Background(), &once, exchangetest.Shelf{Set: set}, opts); err != nil {
			t.Fatalf("what was read cannot be exported: %v", err)
		}
		again, err := setfile.Read(bytes.NewReader(once.Bytes()))
		if err != nil {
			t.Fatalf("what was exported cannot be read: %v", err)
		}
		if _, err := exchange.Export(context.Background(), &twice, exchangetest.Shelf{Set: again}, opts); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Error(exchangetest.FirstDifference(once.Bytes(), twice.Bytes()))
		}
	})
}
