package comparison

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/cmd/assayctl/record"
	"assay.app/assay/model"
	"assay.app/assay/model/timeline"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/drawing"
)

// overTime is one call of "timeline".
type overTime struct {
	reading
	csv, svg          string
	statement, outlet string
}

func newTimeline() *cobra.Command {
	var o overTime
	cmd := &cobra.Command{
		Use:   "timeline --project P.assay [--statement ID|TITLE] [--outlet NAME] [--csv FILE | --svg FILE | --json]",
		Short: "Print articles and first appearances of statements by time",
		Long: `Print the articles by time of publication, and for each statement the outlets that say it,
the first one first, each with how long after the first it follows. An outlet says a
statement if it asserts or attributes it; appearances that deny or doubt it have no rank.

Times are as precise as the metadata: to the second, the minute or the day. Times that
overlap cannot be ordered: the rank is 1 more than the number of outlets that are earlier
for certain, so outlets of one rank are tied, and "1-3" means that an outlet may be the
first to the third. If a zone is missing, outlets are compared by their days, and with
times that have a zone only beyond the hours by which zones differ. Articles without a
date are last and have no rank.

--statement shows one statement, --outlet what one outlet has; its ranks stay those among
all outlets. --csv writes a table to FILE, with a row for each appearance and for each
article without one. --svg draws the articles, or the appearances of --statement.

With --json the command prints an object: articles, each with article (the id), file, title,
outlet, published, precision, zone, from and to (UTC) and versionOf, and statements, each
with id, title, outlets (how many have a rank), firsts (the outlets that may be the first)
and appearances: outlet, article, file, title, index, span (in bytes), stance, text,
published, precision, first and gone (the earliest version with the sentence, and the first
one without it) and until (when that was published). The appearance with which an outlet
says the statement first has rank, last (the last place that it may have), tied, and lag
after the first outlet: least and most, in minutes.`,
		Args: cli.Takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(cmd); err != nil {
				return err
			}
			return o.view(cmd, func(_ context.Context, p *storage.Project, c *coverage) error {
				t, err := o.part(p, c)
				if err != nil {
					return err
				}
				if len(c.Articles) == 0 {
					sayOneOutlet(cmd, c.Table)
				} else {
					sayUndated(cmd, t)
				}
				return o.write(cmd, t)
			})
		},
	}
	o.flags(cmd)
	cmd.Flags().StringVar(&o.csv, "csv", "", "write a table to this file")
	cmd.Flags().StringVar(&o.svg, "svg", "", "draw to this file")
	cmd.Flags().StringVar(&o.statement, "statement", "", "only this statement (an id or a title)")
	cmd.Flags().StringVar(&o.outlet, "outlet", "", "only this outlet")
	return cmd
}

// check returns what is wrong with the flags.
func (o *overTime) check(cmd *cobra.Command) error {
	if err := cli.Exclusive(cmd, "json", "csv", "svg"); err != nil {
		return err
	}
	for flag, file := range map[string]string{"csv": o.csv, "svg": o.svg} {
		switch {
		case !cmd.Flags().Changed(flag):
		case file == "":
			return cli.Usagef("--%s: the name of the file is missing", flag)
		default:
			if err := cli.NotTheProject(file, o.project); err != nil {
				return err
			}
		}
	}
	return nil
}

// part returns the timeline of the statement and the outlet that the flags name.
func (o *overTime) part(p *storage.Project, c *coverage) (*timeline.Timeline, error) {
	t := c.Timeline()
	if o.statement != "" {
		id, err := cli.FindStatement(c.Compared.Statements, o.statement)
		if err != nil {
			return nil, err
		}
		t = t.OfStatement(id)
	}
	if o.outlet != "" {
		name, err := cli.FindOutlet(p, o.outlet)
		if err != nil {
			return nil, err
		}
		t = t.OfOutlet(model.OutletIDOf(name))
	}
	return t, nil
}

// sayUndated prints a message on standard error if articles have no date.
func sayUndated(cmd *cobra.Command, t *timeline.Timeline) {
	switch n := len(t.Articles) - t.Dated; {
	case n == 0:
	case t.Dated == 0:
		cli.Say(cmd.ErrOrStderr(), "no article has a date of publication, so nothing can be ordered")
	default:
		cli.Say(cmd.ErrOrStderr(), fmt.Sprintf("%d of %s have no date of publication; they are last", n, output.Amount(len(t.Articles), "article")))
	}
}

// write prints or writes the timeline as the flags say.
func (o *overTime) write(cmd *cobra.Command, t *timeline.Timeline) error {
	switch {
	case o.csv != "":
		return bundle.WriteFile(o.csv, func(w io.Writer) error { return exchange.WriteTimeline(w, t) })
	case o.svg != "":
		picture := drawing.Timeline{Timeline: t, Words: drawing.English()}
		if o.statement != "" && len(t.Statements) > 0 {
			picture.Statement = &t.Statements[0]
		}
		return bundle.WriteFile(o.svg, func(w io.Writer) error { return drawing.WriteTimeline(w, picture) })
	case o.asJSON:
		return printTimelineJSON(cmd.OutOrStdout(), t)
	}
	return printTimeline(cmd.OutOrStdout(), t)
}

func printTimelineJSON(w io.Writer, t *timeline.Timeline) error {
	out := output.NewObject(w)
	out.BeginList("articles")
	for _, a := range t.Articles {
		out.Item(record.TimedArticleOf(a))
	}
	out.BeginList("statements")
	for i := range t.Statements {
		out.Item(record.TimedStatementOf(t, &t.Statements[i]))
	}
	return out.End()
}

// printTimeline prints the timeline for people.
func printTimeline(w io.Writer, t *timeline.Timeline) error {
	if len(t.Articles) == 0 {
		_, err := fmt.Fprintln(w, "no articles")
		return err
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "published\toutlet\tarticle\tfile") // the error is that of Flush
	for _, a := range t.Articles {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", shownMoment(a.Moment), outletCalled(a.Outlet), output.OneLine(a.Title), output.OrDash(a.File))
	}
	for i := range t.Statements {
		s := &t.Statements[i]
		fmt.Fprintf(out, "\n%s\n", output.OneLine(s.Title))
		for _, o := range s.Outlets {
			printStanding(out, s, o)
		}
		if len(s.Outlets) == 0 {
			fmt.Fprintln(out, "no appearances")
		}
	}
	return out.Flush()
}

// printStanding prints the place of an outlet with the appearance that says the statement
// first.
func printStanding(w io.Writer, s *timeline.Statement, o timeline.Standing) {
	a := &s.Appearances[o.First]
	place, after := "–", string(a.Stance)
	if o.Rank > 0 {
		place, after = fmt.Sprint(o.Rank), shownLag(o, s.Firsts)
		if o.Tied() {
			place = fmt.Sprintf("%d-%d", o.Rank, o.Last)
		}
	}
	index := "detached"
	if a.Index >= 0 {
		index = fmt.Sprint(a.Index)
	}
	gone := ""
	if a.Until.Known() {
		gone = ", gone on " + shownMoment(a.Until)
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s %s%s\n", place, outletCalled(a.Outlet), after, shownMoment(a.Moment), output.OrDash(a.File), index, gone)
}

// shownMoment returns a time for people, with what is not known of it.
func shownMoment(m timeline.Moment) string {
	switch {
	case !m.Known():
		return "(no date)"
	case m.Precision == timeline.Day:
		return m.Text + " (day)"
	}
	text := model.Metadata{PublishedAt: m.Text}.Publication()
	if !m.Zoned {
		text += " (no zone)"
	}
	return text
}

// shownLag returns how long after the first outlet another one follows.
func shownLag(o timeline.Standing, firsts int) string {
	switch {
	case o.Rank == 1 && firsts == 1:
		return "first"
	case o.Lag == timeline.Lag{}:
		return "first, at the same time"
	case o.Rank == 1:
		return "first, or " + span(0, o.Lag.Most) + " later"
	}
	return span(o.Lag.Least, o.Lag.Most) + " later"
}

// The lengths of time in minutes.
const (
	hour = 60
	day  = 24 * hour
)

// span returns a range of minutes, each end in minutes, hours or days: "26 min – 29 h".
func span(least, most int64) string {
	if least == most {
		return exactly(least)
	}
	from, of := rounded(least, 0)
	to, name := rounded(most, 1)
	switch {
	case least == 0:
		return fmt.Sprintf("0–%d %s", to, name)
	case of == name:
		return fmt.Sprintf("%d–%d %s", from, to, name)
	}
	return fmt.Sprintf("%d %s – %d %s", from, of, to, name)
}

// rounded returns a number of minutes in a unit, rounded down or, if up is 1, up.
func rounded(minutes, up int64) (n int64, name string) {
	unit := int64(1)
	switch name = "min"; {
	case minutes > 3*day:
		unit, name = day, "days"
	case minutes > 2*hour:
		unit, name = hour, "h"
	}
	return (minutes + up*(unit-1)) / unit, name
}

// exactly returns a number of minutes.
func exactly(minutes int64) string {
	switch {
	case minutes < hour:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 2*day:
		return fmt.Sprintf("%d h %d min", minutes/hour, minutes%hour)
	}
	return fmt.Sprintf("%d days %d h", minutes/day, minutes%day/hour)
}
