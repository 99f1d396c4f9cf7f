package judgement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// contents holds the flags for the contents of a judgement.
type contents struct {
	verdict, likelihood, confidence           string
	reason, assumptions, missing, wouldChange string
	cmd                                       *cobra.Command
}

// flags adds the flags to a command.
func (f *contents) flags(cmd *cobra.Command) {
	f.cmd = cmd
	cmd.Flags().StringVar(&f.verdict, "verdict", "", "one of the project's verdicts; \"verdicts\" lists them")
	cmd.Flags().Var(likelihood{&f.likelihood}, "likelihood", "how likely the statement is: a term of ICD 203, or none")
	var degrees []string
	for _, c := range model.Confidences() {
		degrees = append(degrees, string(c))
	}
	cmd.Flags().Var(cli.Choice{Value: &f.confidence, Of: append(degrees, cli.NoLabel)}, "confidence", "how good the basis of the judgement is")
	cmd.Flags().StringVar(&f.reason, "reason", "", "why the confidence is as it is")
	cmd.Flags().StringVar(&f.assumptions, "assumptions", "", "what the judgement takes for granted")
	cmd.Flags().StringVar(&f.missing, "gaps", "", "what is not known")
	cmd.Flags().StringVar(&f.wouldChange, "change", "", "what would change the judgement")
}

// given returns whether a flag was given.
func (f *contents) given(flag string) bool { return f.cmd.Flags().Changed(flag) }

// set changes a judgement as the flags say. The error is a usage error.
func (f *contents) set(j *record.Judgement, scale []string) error {
	if f.given("verdict") {
		verdict, err := value.Verdict.Accept(f.verdict)
		if err != nil {
			return cli.UsageError(err)
		}
		j.Verdict = verdictOf(verdict, scale)
	}
	if f.given("likelihood") {
		j.Likelihood = model.Likelihood(f.likelihood)
	}
	if f.given("confidence") {
		j.Confidence = model.Confidence(strings.TrimPrefix(f.confidence, cli.NoLabel))
	}
	for _, of := range []struct {
		flag, text string
		to         *string
	}{{"reason", f.reason, &j.Reason}, {"assumptions", f.assumptions, &j.Assumptions}, {"gaps", f.missing, &j.Gaps}, {"change", f.wouldChange, &j.Change}} {
		if !f.given(of.flag) {
			continue
		}
		text, err := value.Reasoning.Accept(of.text)
		if err != nil {
			return cli.UsageError(fmt.Errorf("--%s: %w", of.flag, err))
		}
		*of.to = text
	}
	return nil
}

// verdictOf returns the verdict of a scale that a text names, ignoring case, or the text itself.
func verdictOf(text string, scale []string) string {
	if at := slices.IndexFunc(scale, func(v string) bool { return value.Folded(v) == value.Folded(text) }); at >= 0 {
		return scale[at]
	}
	return text
}

// hint returns a hint about the reason of a judgement, or "".
func hint(j *record.Judgement) string {
	if !evidence.Mixed(j.Reason) {
		return ""
	}
	return "a sentence of the reason has both likelihood and confidence; ICD 203 asks to keep them apart, because readers take one for the other"
}

// likelihood is a flag that takes the terms of ICD 203. It implements pflag.Value.
type likelihood struct{ value *string }

// String returns "", so that help texts show no default.
func (l likelihood) String() string { return "" }

// Type returns what the flag takes, for help texts.
func (l likelihood) Type() string { return "TERM" }

// Set stores the first term for a likelihood, or "" for "none".
func (l likelihood) Set(text string) error {
	if text == cli.NoLabel {
		*l.value = ""
		return nil
	}
	found, ok := model.LikelihoodOf(text)
	if !ok {
		var all []string
		for _, one := range model.Likelihoods() {
			all = append(all, string(one))
		}
		return fmt.Errorf("must be one of %s", strings.Join(append(all, cli.NoLabel), ", "))
	}
	*l.value = string(found)
	return nil
}

const judgeHelp = `STATEMENT is a statement's id, its first characters, at least four, if no other id begins
with them, or its title. --verdict is one of the project's verdicts. --likelihood is one of
the seven terms of Intelligence Community Directive 203: almost no chance or remote,
very unlikely or highly improbable, unlikely or improbable, roughly even chance or roughly
even odds, likely or probable, very likely or highly probable, almost certain or nearly
certain. --confidence says how good the basis is, and --reason why.

--for, --against and --neither cite a sentence, and can be given several times.
--cite-mentions cites all of your mentions of the statement: those that assert or attribute
it for, those that deny it against, and those that doubt it neither. A judgement that cites
nothing is incomplete.

Your earlier judgements of the statement stay, and this one supersedes them. The command
prints the id of the judgement. "undo" reverses it.`

func newJudge() *cobra.Command {
	var f contents
	var c citing
	cmd := command(change{
		use: "judge STATEMENT --verdict V", short: "Judge a statement, and print the id of the judgement", long: judgeHelp,
		check: func(cmd *cobra.Command, args []string) error {
			if err := cli.Takes("STATEMENT")(cmd, args); err != nil {
				return err
			}
			return c.check()
		},
		change: func(run *changing) (done changed, err error) {
			j := record.Judgement{}
			if err := f.set(&j, run.Compared.Verdicts()); err != nil {
				return done, err
			}
			if j.Statement, err = cli.FindStatement(run.Compared.Statements, run.args[0]); err != nil {
				return done, err
			}
			cited, err := c.sentences(run, j.Statement)
			if err != nil {
				return done, err
			}
			var id model.JudgementID
			done.only, done.hint = true, hint(&j)
			done.Change, id, err = run.Judging(j, cited...)
			done.id = string(id)
			return done, err
		},
	})
	f.flags(cmd)
	if err := cmd.MarkFlagRequired("verdict"); err != nil {
		panic(err) // the flag does not exist
	}
	c.flags(cmd)
	return cmd
}

func newJudgement() *cobra.Command {
	return cli.Group("judgement --project P.assay --analyst NAME COMMAND", "Edit your judgements, cite sentences in them, or remove them",
		`Edit your judgements. JUDGEMENT is the id of one of your judgements, or its first
characters, at least four, if none of your other judgements begins with them. "judge" adds
a judgement that supersedes the earlier one; these commands correct one that is there.

"undo" reverses each of the subcommands.`,
		newEdit(), newCite(), newUncite(), newRemove())
}

func newEdit() *cobra.Command {
	var f contents
	cmd := command(change{
		use: "edit JUDGEMENT", short: "Correct a judgement",
		long:  "The flags are those of \"judge\". What is not given stays; \"none\" removes the likelihood or the\nconfidence, and an empty text a text.",
		check: cli.Takes("JUDGEMENT"),
		change: func(run *changing) (done changed, err error) {
			id, before, err := run.judgement(0)
			if err != nil {
				return done, err
			}
			after := *before
			if err := f.set(&after, run.Compared.Verdicts()); err != nil {
				return done, err
			}
			done.id = string(id)
			if f.given("reason") {
				done.hint = hint(&after)
			}
			done.text = fmt.Sprintf("%s, %s", run.title(before), after.Verdict)
			done.Change, err = run.ChangingJudgement(id, func(j *record.Judgement) { *j = after })
			return done, err
		},
	})
	f.flags(cmd)
	return cmd
}

func newRemove() *cobra.Command {
	return command(change{
		use: "remove JUDGEMENT", short: "Remove a judgement with its citations",
		long:  "An earlier judgement of the statement then stands again.",
		check: cli.Takes("JUDGEMENT"),
		change: func(run *changing) (done changed, err error) {
			id, before, err := run.judgement(0)
			if err != nil {
				return done, err
			}
			done.id, done.text = string(id), fmt.Sprintf("%s, %s", run.title(before), before.Verdict)
			done.Change, err = run.RemovingJudgement(id)
			return done, err
		},
	})
}

func newCite() *cobra.Command {
	var c citing
	cmd := command(change{
		use: "cite JUDGEMENT", short: "Cite sentences in a judgement, or set their weights",
		long: "--for, --against, --neither and --cite-mentions are those of \"judge\".",
		check: func(cmd *cobra.Command, args []string) error {
			if err := cli.Takes("JUDGEMENT")(cmd, args); err != nil {
				return err
			}
			if c.empty() {
				return cli.Usagef("--for, --against, --neither or --cite-mentions is missing")
			}
			return c.check()
		},
		change: func(run *changing) (done changed, err error) {
			id, before, err := run.judgement(0)
			if err != nil {
				return done, err
			}
			cited, err := c.sentences(run, before.Statement)
			if err != nil {
				return done, err
			}
			done.id, done.text = string(id), run.title(before)
			done.Change, err = run.Citing(id, cited...)
			return done, err
		},
	})
	c.flags(cmd)
	return cmd
}

func newUncite() *cobra.Command {
	return command(change{
		use: "uncite JUDGEMENT ARTICLE:SENTENCE…", short: "No longer cite sentences in a judgement",
		check: func(_ *cobra.Command, args []string) error {
			for i, name := range []string{"JUDGEMENT", "ARTICLE:SENTENCE"} {
				if len(args) <= i {
					return cli.Usagef("%s is missing", name)
				}
			}
			return checkPlaces(args[1:])
		},
		change: func(run *changing) (done changed, err error) {
			id, before, err := run.judgement(0)
			if err != nil {
				return done, err
			}
			var cited []edit.Citing
			for _, text := range run.args[1:] {
				on, err := run.place(text)
				if err != nil {
					return done, err
				}
				cited = append(cited, edit.Citing{On: on})
			}
			done.id, done.text = string(id), run.title(before)
			done.Change, err = run.Citing(id, cited...)
			return done, err
		},
	})
}
