package conll

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// place is a line of a file.
type place struct {
	file string
	line int
}

// String names the place in messages.
func (p place) String() string { return fmt.Sprintf("%s, line %d", p.file, p.line) }

// each calls line with each line of the files with one of the extensions, and with "" after the last one of
// a file.
func each(ctx context.Context, files *bundle.Files, exts []string, line func(at place, text string) error) error {
	names := files.Names()
	if !files.Single() {
		names = files.Named(exts...)
	}
	if len(names) == 0 {
		return schema.Damagedf("there is no file that ends in %s", exts[0])
	}
	for _, name := range names {
		data, err := files.Read(name)
		if err != nil {
			return err
		}
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		if !utf8.Valid(data) {
			return schema.Damagedf("%s is not UTF-8", name)
		}
		at := place{file: name}
		for text := range strings.SplitSeq(string(data)+"\n", "\n") {
			at.line++
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := line(at, strings.TrimSuffix(text, "\r")); err != nil {
				return err
			}
		}
	}
	return nil
}

// tag is an IOB tag: a letter and the label of a chunk, or nothing.
type tag struct {
	letter byte // of IOB1, IOB2, IOE, IOBES or BILOU; 'O' for no chunk
	label  string
}

// tagOf reads a tag.
func tagOf(text string) (tag, bool) {
	if text == "O" {
		return tag{letter: 'O'}, true
	}
	if len(text) < 3 || text[1] != '-' && text[1] != '_' || strings.IndexByte("BIESLUM", text[0]) < 0 {
		return tag{}, false
	}
	return tag{text[0], text[2:]}, true
}

// chunk is a run of tokens with a label.
type chunk struct {
	from, to int
	label    string
}

// chunksOf returns the chunks of a sentence. In all schemes a chunk goes on only with the same label,
// and not after E, L, S and U nor before B, S and U.
func chunksOf(tags []tag) (all []chunk) {
	open := false
	for i, t := range tags {
		if t.letter == 'O' {
			open = false
			continue
		}
		if open && all[len(all)-1].label == t.label && strings.IndexByte("BSU", t.letter) < 0 {
			all[len(all)-1].to = i + 1
		} else {
			all = append(all, chunk{i, i + 1, t.label})
		}
		open = strings.IndexByte("ELSU", t.letter) < 0
	}
	return all
}

// read reads CoNLL with two columns or more, of which the first has the token and the last one the tag.
// Columns are separated by tabs or, if there are none in a line, by spaces.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	b := &peer.Batch{}
	var doc *peer.Document
	var words []string
	var tags []tag
	var begin place
	flush := func() {
		for _, c := range chunksOf(tags) {
			m := peer.Mark{At: begin.String(), Labels: []string{c.label}, Quote: quote(words[c.from:c.to], nil)}
			m.Before, m.After = quote(words[:c.from], nil), quote(words[c.to:], nil)
			doc.Marks = append(doc.Marks, m)
		}
		words, tags = nil, nil
	}
	err := each(ctx, files, []string{".conll", ".iob", ".bio", ".iob2", ".txt"}, func(at place, line string) error {
		if doc == nil || at.line == 1 {
			flush()
			doc = &peer.Document{Name: path.Base(at.file)}
			b.Documents = append(b.Documents, doc)
		}
		if strings.TrimSpace(line) == "" {
			flush()
			return nil
		}
		columns := strings.Split(line, "\t")
		if len(columns) == 1 {
			columns = strings.Fields(line)
		}
		if columns[0] == "-DOCSTART-" {
			flush()
			if len(doc.Marks) > 0 {
				doc = &peer.Document{Name: at.String()}
				b.Documents = append(b.Documents, doc)
			}
			return nil
		}
		t, ok := tagOf(strings.TrimSpace(columns[len(columns)-1]))
		switch {
		case len(columns) > 1 && columns[0] != "" && ok:
		case strings.HasPrefix(line, "#"):
			return nil
		case len(columns) < 2 || columns[0] == "":
			return schema.Damagedf("%s has no token with a tag", at)
		default:
			return schema.Damagedf("%s: %.40q is not a tag such as O or B-claim", at, columns[len(columns)-1])
		}
		if len(words) == 0 {
			begin = at
		}
		words, tags = append(words, columns[0]), append(tags, t)
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.Documents = slices.DeleteFunc(b.Documents, func(d *peer.Document) bool { return len(d.Marks) == 0 })
	return b, nil
}
