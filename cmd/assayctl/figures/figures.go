// Package figures holds the command of assayctl that counts the work in a project.
package figures

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/search"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/drawing"
	read "assay.app/assay/storage/figures"
	"assay.app/assay/storage/index"
)

// counting is one call of "figures".
type counting struct {
	project, analyst      string
	name, rows, columns   string
	filter                string
	svg, csv              string
	asJSON                bool
	cross                 []figures.Cross // what is asked for
	query                 search.Query
	out, errs             io.Writer
	filtered, hasOneCross bool
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	var c counting
	cmd := &cobra.Command{
		Use:   "figures --project P.assay [--figure NAME | --rows DIM --columns DIM] [--filter QUERY] [--analyst NAME] [--json] [--csv FILE] [--svg FILE]",
		Short: "Count labels, grades, voices and statements",
		Long: `Print figures: tables that count what was found, by article, outlet, origin, voice, day and so
on. --figure prints one of these; by default all are printed:

  ` + strings.Join(figures.Named(), "\n  ") + `

--rows and --columns set any two of these against each other: ` + dimensions() + `.
"letter" is the grade in force, "outlets" and "independents" are how many outlets and
independent sources (at most) a statement has. What is counted is printed with each figure.

Only sentences count, not what was set aside. Of an article with several versions the newest
counts. --filter counts only articles in which a search finds something, --analyst only what
this analyst did. Days of work are those of this machine's time zone.

--csv writes one figure as a table, --svg as a drawing; the FILE "-" is standard output.

With --json the command prints an object: figures, each with name ("" unless it is in the list
above), title, counts (the unit), rows and columns (each with dimension and values: key, name,
group and total), cells that are not zero (row and column, indexes from 0, count, and what
opens it: query, hits (sentences that the query finds, if known), article and statements (ids))
and total. A sentence counts once in a total.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c.out, c.errs = cmd.OutOrStdout(), cmd.ErrOrStderr()
			if err := c.check(cmd); err != nil {
				return err
			}
			return cli.View(cmd, c.project, func(p *storage.Project) error { return c.run(cmd.Context(), p) })
		},
	}
	cli.ProjectFlag(cmd, &c.project)
	cli.JSONFlag(cmd, &c.asJSON)
	flags := cmd.Flags()
	flags.StringVar(&c.name, "figure", "", "only this figure")
	flags.StringVar(&c.rows, "rows", "", "count by this")
	flags.StringVar(&c.columns, "columns", "", "and by this (by default only by --rows)")
	flags.StringVar(&c.filter, "filter", "", "count only articles in which this search finds something")
	flags.StringVar(&c.analyst, "analyst", "", "count only what this analyst did (by default what everybody did)")
	flags.StringVar(&c.csv, "csv", "", "write a table to this file")
	flags.StringVar(&c.svg, "svg", "", "draw to this file")
	return cmd
}

// dimensions returns the names of the dimensions.
func dimensions() string {
	var names []string
	for _, d := range figures.Dimensions() {
		names = append(names, d.String())
	}
	return strings.Join(names, ", ")
}

// check returns what is wrong with the flags, and sets what is asked for.
func (c *counting) check(cmd *cobra.Command) error {
	changed := cmd.Flags().Changed
	if err := c.checkWhat(changed); err != nil {
		return err
	}
	toStdout := 0
	if c.asJSON {
		toStdout++
	}
	for flag, file := range map[string]string{"csv": c.csv, "svg": c.svg} {
		switch {
		case !changed(flag):
		case file == "":
			return cli.Usagef("--%s: the name of the file is missing", flag)
		case !c.hasOneCross:
			return cli.Usagef("--%s writes one figure; choose it with --figure, or with --rows", flag)
		case file == "-":
			toStdout++
		default:
			if err := cli.NotTheProject(file, c.project); err != nil {
				return err
			}
		}
	}
	if toStdout > 1 {
		return cli.Usagef("only one output can go to standard output")
	}
	if c.filtered = changed("filter"); c.filtered {
		return c.checkFilter()
	}
	return nil
}

// checkWhat sets the figures that are asked for.
func (c *counting) checkWhat(changed func(string) bool) error {
	switch {
	case changed("figure") && (changed("rows") || changed("columns")):
		return cli.Usagef("--figure and --rows exclude each other")
	case changed("figure"):
		x, ok := figures.CrossOf(c.name)
		if !ok {
			return cli.Usagef("--figure %q: there is no such figure; these are %s", c.name, strings.Join(figures.Named(), ", "))
		}
		c.cross, c.hasOneCross = []figures.Cross{x}, true
	case changed("columns") && !changed("rows"):
		return cli.Usagef("--columns needs --rows")
	case changed("rows"):
		var x figures.Cross
		for _, side := range []struct {
			flag, name string
			d          *figures.Dimension
		}{{"rows", c.rows, &x.Rows}, {"columns", c.columns, &x.Columns}} {
			d, ok := figures.ParseDimension(side.name)
			if ok {
				*side.d = d
			} else if changed(side.flag) {
				return cli.Usagef("--%s %q: not one of %s", side.flag, side.name, dimensions())
			}
		}
		if _, err := figures.UnitOf(x); err != nil {
			return cli.UsageError(err)
		}
		c.cross, c.hasOneCross = []figures.Cross{x}, true
	default:
		for _, name := range figures.Named() {
			x, _ := figures.CrossOf(name)
			c.cross = append(c.cross, x)
		}
	}
	return nil
}

func (c *counting) checkFilter() (err error) {
	c.query, err = search.Parse(c.filter + " ")
	var wrong *search.SyntaxError
	switch {
	case errors.As(err, &wrong):
		cli.Say(c.errs, wrong.Error())
		return cli.Usagef("--filter has a mistake")
	case err == nil && c.query.Empty():
		return cli.Usagef("--filter contains nothing to search for")
	}
	return err
}

// run counts, and writes what was asked for.
func (c *counting) run(ctx context.Context, p *storage.Project) error {
	asked, err := c.request(ctx, p)
	if err != nil {
		return err
	}
	facts, err := read.Read(ctx, p, time.Local)
	if err != nil {
		return err
	}
	counts := figures.NewCounts(facts, asked)
	var all []*figures.Figure
	for _, x := range c.cross {
		f, err := counts.Cross(x)
		if err != nil {
			return err
		}
		f.Name = figures.NameOf(x)
		all = append(all, f)
	}
	return c.write(all)
}

// request returns which articles and analysts count.
func (c *counting) request(ctx context.Context, p *storage.Project) (asked compare.Request, err error) {
	analyst := ""
	if c.analyst != "" {
		if analyst, err = cli.GivenAnalyst(c.analyst); err == nil {
			analyst, err = cli.HeldAnalyst(p, analyst)
		}
		if err != nil {
			return asked, err
		}
		asked.Counts = func(by string) bool { return by == analyst }
	}
	if !c.filtered {
		return asked, nil
	}
	asked.Articles = map[model.ArticleID]bool{}
	result, err := p.Search(ctx, c.query, index.Options{Analyst: analyst}, func(f search.Found) error {
		if len(f.Sentences) > 0 {
			asked.Articles[f.Article] = true
		}
		return nil
	})
	if err == nil && result.Relaxed {
		return asked, fmt.Errorf("no sentence matches %q exactly, so nothing is counted", c.filter)
	}
	if err == nil && len(asked.Articles) == 0 {
		cli.Say(c.errs, "the filter finds nothing")
	}
	return asked, err
}

// write prints or writes the figures as the flags say.
func (c *counting) write(all []*figures.Figure) error {
	for _, to := range []struct {
		file  string
		write func(io.Writer) error
	}{
		{c.csv, func(w io.Writer) error { return exchange.WriteFigure(w, all[0], chart.Name) }},
		{c.svg, func(w io.Writer) error {
			return drawing.WriteScene(w, chart.Layout(all[0], chart.Options{Width: width}), drawing.Usual())
		}},
	} {
		var err error
		switch to.file {
		case "":
		case "-":
			err = to.write(c.out)
		default:
			err = bundle.WriteFile(to.file, to.write)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case c.asJSON:
		return printJSON(c.out, all)
	case c.csv == "" && c.svg == "":
		return printAll(c.out, all)
	}
	return nil
}

// width is the width of drawings, in points.
const width = 760
