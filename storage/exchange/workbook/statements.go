package workbook

import (
	"cmp"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/comparison"
	"assay.app/assay/storage/exchange/spreadsheet"
)

// compare reads the table of statements and outlets for the articles to write, as the window has
// it. It does so before anything else is kept, because it needs much memory for a moment. It leaves
// the table of a project without statements, mentions and gaps empty, and reads no article.
func (e *export) compare() error {
	some := len(e.compared.Statements.All()) > 0
	for _, kind := range []model.Kind{record.MentionKind, record.GapKind} {
		e.compared.Each(kind, func(model.Key, any) { some = true })
	}
	e.table = compare.NewBuilder().Table()
	if !some {
		return nil
	}
	asked := compare.Request{}
	if e.opts.Articles != nil || e.opts.Selection != nil {
		asked.Articles = e.chosen
	}
	read, err := comparison.New(e.project).Read(e.ctx, asked, func(int, int) {})
	if err != nil {
		return err
	}
	e.table = read.Table
	return nil
}

// statements writes the Statements sheet.
func (e *export) statements() error {
	s := e.sheet("Statements", []column{
		{"statement", 40, spreadsheet.Wrapped, "a row for each mention, for each outlet that leaves the statement out, and for a statement without either"},
		{"stance", 12, spreadsheet.Centred, "asserts, attributes, denies or doubts; left out if an analyst looked and found nothing"},
		{"outlet", 18, spreadsheet.Wrapped, ""},
		{"title", 26, spreadsheet.Wrapped, "of the article"},
		{"published", 11, spreadsheet.Date, ""},
		{"sentence", 9, spreadsheet.Number, "its number in the article, from 1; empty if the sentence was divided since"},
		{"text", 70, spreadsheet.Wrapped, "the sentence"},
		{"voice", 20, spreadsheet.Wrapped, "who says it, according to the analyst"},
		{"mode", 9, spreadsheet.Plain, "direct, indirect or mixed"},
		{"analyst", 16, spreadsheet.Wrapped, ""},
		{"gone", 18, spreadsheet.Plain, "the id of the first later version of the article that lacks the sentence"},
		{"statement_id", 18, spreadsheet.Plain, ""},
		{"article", 18, spreadsheet.Plain, "the article's id"},
	})
	table := e.table
	for i := range table.Rows {
		if err := e.statement(s, table, &table.Rows[i]); err != nil {
			return err
		}
	}
	return s.Close()
}

// statement writes the rows of a statement.
func (e *export) statement(s *spreadsheet.Sheet, table *compare.Table, row *compare.Row) error {
	if err := e.ctx.Err(); err != nil {
		return err
	}
	for _, m := range row.Mentions {
		outlet := table.Outlets[m.Column]
		a, err := e.project.Article(m.Article)
		if err != nil {
			return err
		}
		s.Row()
		s.Text(row.Title)
		s.Styled(stanceStyle(m.Stance), string(m.Stance))
		s.Text(outlet.Name)
		s.Text(a.Heading())
		s.Date(a.Metadata.Published)
		if m.Index >= 0 {
			s.Number(m.Index + 1)
		} else {
			s.Skip()
		}
		s.Text(e.quoted(m.Text))
		s.Text(m.VoiceName)
		s.Text(string(m.Mode))
		s.Text(e.names.Shown(m.Analyst))
		s.Text(string(m.Gone))
		s.Text(string(row.ID))
		s.Text(string(m.Article))
		s.EndRow()
	}
	some := len(row.Mentions) > 0
	for _, c := range row.Cells {
		for _, analyst := range c.By {
			some = true
			s.Row()
			s.Text(row.Title)
			s.Styled(spreadsheet.Dim, "left out")
			s.Text(table.Outlets[c.Column].Name)
			s.Skip(6)
			s.Text(e.names.Shown(analyst))
			s.Skip()
			s.Text(string(row.ID))
			s.Skip()
			s.EndRow()
		}
	}
	if !some {
		s.Row()
		s.Text(row.Title)
		s.Skip(10)
		s.Text(string(row.ID))
		s.Skip()
		s.EndRow()
	}
	return s.Err()
}

// quoted returns the text of a sentence, or "" in a workbook without texts.
func (e *export) quoted(text string) string {
	if e.opts.NoText {
		return ""
	}
	return text
}

// matrix writes the Statement × Outlet sheet.
func (e *export) matrix() error {
	table := e.table
	columns := []column{
		{"statement", 40, spreadsheet.Wrapped, "the columns after id are the outlets, of which those of one origin are side by side"},
		{"state", 13, spreadsheet.Plain, "uniform, differing or contradicted"},
		{"outlets", 8, spreadsheet.Number, "how many outlets have a mention that counts"},
		{"independent_at_most", 20, spreadsheet.Number, "how many independent sources it has at most"},
		{"id", 18, spreadsheet.Plain, ""},
	}
	for _, o := range table.Outlets {
		columns = append(columns, column{cmp.Or(o.Heading(), noOutlet), 16, spreadsheet.Centred, ""})
	}
	s := e.sheet("Statement × Outlet", columns)
	for i := range table.Rows {
		row := &table.Rows[i]
		s.Row()
		s.Text(row.Title)
		s.Text(row.State.String())
		s.Number(row.Outlets)
		s.Number(row.Independent.Count)
		s.Text(string(row.ID))
		for c := range table.Outlets {
			cell := row.Cell(c)
			s.Styled(cellStyle(cell), strings.TrimSpace(signOf(row, cell)+" "+cell.Words()))
		}
		s.EndRow()
		if s.Err() != nil {
			break
		}
	}
	return s.Close()
}

// noOutlet is the name of the outlet of articles that have none.
const noOutlet = "(no outlet)"

// stanceStyle returns the style of a stance.
func stanceStyle(stance model.Stance) spreadsheet.Style {
	switch stance {
	case model.Asserts:
		return spreadsheet.Blue
	case model.Attributes:
		return spreadsheet.Grey
	case model.Denies:
		return spreadsheet.Red
	case model.Doubts:
		return spreadsheet.Amber
	default: // made by a newer Assay
		return spreadsheet.Centred
	}
}

// stanceSign returns the sign that the window shows for a stance.
func stanceSign(stance model.Stance) string {
	switch stance {
	case model.Asserts:
		return "●"
	case model.Attributes:
		return "“"
	case model.Denies:
		return "✕"
	case model.Doubts:
		return "?"
	default: // made by a newer Assay
		return "•"
	}
}

func cellStyle(c compare.Cell) spreadsheet.Style {
	switch {
	case c.Mixed:
		return spreadsheet.Red
	case c.Stance != "":
		return stanceStyle(c.Stance)
	default:
		return spreadsheet.Dim
	}
}

// signOf returns the sign of a cell: that of its stance, or those of all its stances.
func signOf(row *compare.Row, c compare.Cell) (signs string) {
	switch {
	case c.Mixed:
		for _, stance := range model.Stances() {
			for _, i := range c.Mentions {
				if row.Mentions[i].Stance == stance {
					signs += stanceSign(stance)
					break
				}
			}
		}
		return signs
	case c.Stance != "":
		return stanceSign(c.Stance)
	case len(c.Mentions) > 0:
		return "○"
	case c.LeftOut:
		return "–"
	default:
		return ""
	}
}
