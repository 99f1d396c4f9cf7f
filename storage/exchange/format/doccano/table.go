package doccano

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// table reads a table with a text and its labels in each row. doccano joins several labels with "#".
func (r *reader) table(ctx context.Context, name string, data []byte) error {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		return schema.Damagedf("%s is not UTF-8", name)
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma = separator(data)
	header, err := in.Read()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return schema.Damagedf("%s: %v", name, err)
	}
	column := func(keys ...string) int {
		return slices.IndexFunc(header, func(h string) bool { return slices.Contains(keys, h) })
	}
	text, label, comment := column(textKeys()...), column(labelKeys()...), column("Comments")
	if text < 0 {
		return schema.Damagedf("%s has no column named text", name)
	}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		} else {
			err = schema.Damagedf("%s: %v", name, err)
		}
		if err != nil {
			return err
		}
		line, _ := in.FieldPos(0)
		o := peer.Object{At: fmt.Sprintf("%s, line %d", name, line)}
		if row[text] == "" {
			return schema.Damagedf("%s has no text", o.At)
		}
		d := r.document(o, peer.Meta{}, row[text])
		if comment >= 0 {
			r.comment(d, o.At+", comment", row[comment])
		}
		if label < 0 {
			continue
		}
		for i, one := range strings.Split(row[label], "#") {
			if one != "" {
				d.Marks = append(d.Marks, peer.Mark{At: fmt.Sprintf("%s, label %d", o.At, i+1), Whole: true, Analyst: r.user, Labels: []string{one}})
			}
		}
	}
}

// separator returns what separates the columns: a comma or, if the first line has none, a semicolon or a tab.
func separator(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	for _, c := range []byte(",;\t") {
		if bytes.IndexByte(line, c) >= 0 {
			return rune(c)
		}
	}
	return ','
}
