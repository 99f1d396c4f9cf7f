package table

import (
	"context"
	"fmt"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// ReadStatements reads the statements of a table of statements and outlets. It implements peer.Reader.
// The cells of the outlets are not read, because they sum up what several analysts say.
func ReadStatements(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, raw, err := files.First(".csv", ".tsv")
	if err != nil {
		return nil, err
	}
	b, err := statements(ctx, raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

func statements(ctx context.Context, raw []byte) (*peer.Batch, error) {
	text, _, err := decode(raw)
	if err != nil {
		return nil, err
	}
	h, in, err := dialect(text)
	if err != nil {
		return nil, err
	}
	if !isStatements(h) {
		return nil, damaged("it lacks the columns statement and id, so it is no table of statements")
	}
	b, rows, untitled := &peer.Batch{}, map[model.StatementID]int{}, 0
	for one, err := range rowsOf(in) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		id := model.StatementID(Unguard(strings.TrimSpace(h.cell(one.cells, "id"))))
		title := Unguard(unixLines(h.cell(one.cells, "statement")))
		switch before := rows[id]; {
		case id != "" && before > 0:
			return nil, damaged("row %d: it has the same id as row %d", one.number, before)
		case strings.TrimSpace(title) == "":
			untitled += min(len(id), 1)
			continue
		}
		rows[id] = one.number
		b.Statements = append(b.Statements, peer.Statement{ID: id, Title: title})
	}
	if untitled > 0 {
		b.Remark("%d statements have no title in the file; they keep the titles that they have", untitled)
	}
	return b, nil
}
