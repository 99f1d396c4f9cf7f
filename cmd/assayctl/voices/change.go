package voices

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// voices holds the list of voices, and reports their use, for a change.
type voices struct {
	kinds.Voices
	used func(model.VoiceID) bool // reports whether anything refers to a voice
}

// change returns the change of the voice with an id. rest holds the arguments after the voice.
type change func(l voices, id model.VoiceID, rest []string) (edit.Change, error)

func newRename() *cobra.Command {
	return command("rename", "Rename a voice or an alias", "", []string{"OLD", "NEW"}, func(l voices, id model.VoiceID, rest []string) (edit.Change, error) {
		if _, err := value.Voice.Accept(rest[0]); err != nil {
			return edit.Change{}, cli.UsageError(err)
		}
		return edit.RenamingVoice(l.Voices, id, rest[0])
	})
}

func newJoin() *cobra.Command {
	return command("join", "Join a voice into another", `
FROM becomes another name of INTO, an alias. What was attributed under FROM is then counted
for INTO. Grades stay where they are. "divide" makes FROM a voice of its own again.`,
		[]string{"FROM", "INTO"}, func(l voices, id model.VoiceID, rest []string) (edit.Change, error) {
			into, err := cli.FindVoice(l.Voices, rest[0])
			if err != nil {
				return edit.Change{}, err
			}
			return edit.JoiningVoices(l.Voices, id, into)
		})
}

func newAlias() *cobra.Command {
	return command("alias", "Give a voice another name", "", []string{"VOICE", "NAME"}, func(l voices, id model.VoiceID, rest []string) (edit.Change, error) {
		if _, err := value.Voice.Accept(rest[0]); err != nil {
			return edit.Change{}, cli.UsageError(err)
		}
		return edit.AddingAlias(l.Voices, id, rest[0], l.used)
	})
}

// noKind removes the kind of a voice.
const noKind = "none"

func newKind() *cobra.Command {
	var names []string
	for _, k := range model.VoiceKinds() {
		names = append(names, string(k))
	}
	names = append(names, noKind)
	return command("kind", "Say what a voice is", "\nKIND is "+cli.OneOf(names)+".", []string{"VOICE", "KIND"}, func(l voices, id model.VoiceID, rest []string) (edit.Change, error) {
		if !slices.Contains(names, rest[0]) {
			return edit.Change{}, cli.Usagef("%q is not a kind of voice: it must be one of %s", rest[0], strings.Join(names, ", "))
		}
		kind := model.VoiceKind(rest[0])
		if rest[0] == noKind {
			kind = ""
		}
		return edit.SettingVoiceKind(l.Voices, id, kind)
	})
}

func newDelete() *cobra.Command {
	return command("delete", "Delete a voice or an alias to which nothing refers", "", []string{"VOICE"}, func(l voices, id model.VoiceID, _ []string) (edit.Change, error) {
		return edit.DeletingVoice(l.Voices, id, l.used)
	})
}

func newDivide() *cobra.Command {
	cmd := command("divide", "Make an alias a voice of its own", `
What was attributed under ALIAS, and its grades, go with it. VOICE, whose alias it is, may be
given for clarity.`, []string{"[VOICE]", "ALIAS"}, func(l voices, id model.VoiceID, rest []string) (edit.Change, error) {
		if len(rest) > 0 {
			alias, err := cli.FindVoice(l.Voices, rest[0])
			if err != nil {
				return edit.Change{}, err
			}
			if l.Root(alias) != l.Root(id) {
				return edit.Change{}, fmt.Errorf("divide %q from %q: %w", rest[0], l.Name(id), model.ErrNoVoice)
			}
			id = alias
		}
		return edit.DividingVoice(l.Voices, id)
	})
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return cli.Takes("VOICE", "ALIAS")(cmd, args)
		}
		return cli.Takes("ALIAS")(cmd, args)
	}
	return cmd
}

// command returns a subcommand that changes the voice that its first argument names.
func command(verb, short, long string, args []string, make change) *cobra.Command {
	var project, analyst string
	cmd := &cobra.Command{
		Use:   fmt.Sprintf("%s --project P.assay --analyst NAME %s", verb, strings.Join(args, " ")),
		Short: short,
		Long:  short + ".\n" + long,
		Args:  cli.Takes(args...),
		RunE: func(cmd *cobra.Command, args []string) error {
			by, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error { return run(cmd, p, by, args, make) })
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	return cmd
}

// run applies a change, and prints the voice that results.
func run(cmd *cobra.Command, p *storage.Project, by string, args []string, make change) error {
	list, err := p.Voices()
	if err != nil {
		return err
	}
	id, err := cli.FindVoice(list, args[0])
	if err != nil {
		return err
	}
	uses, err := p.VoiceUses("")
	if err != nil {
		return err
	}
	used := func(id model.VoiceID) bool { return uses[id].Count() > 0 }
	c, err := make(voices{list, used}, id, args[1:])
	if err != nil {
		return err
	}
	done := string(c.Verb)
	if len(c.Edits) == 0 {
		done += " (unchanged)"
	} else {
		if c.Analyst, err = cli.AnalystIn(p, by); err != nil {
			return err
		}
		if err := cli.Commit(cmd.Context(), p, c); err != nil {
			return err
		}
	}
	was := list.Stored(id).Name
	if list, err = p.Voices(); err != nil {
		return err
	}
	if now := list.Name(id); now != "" && now != was {
		was += " → " + now
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", done, output.OneLine(was))
	return err
}
