package main

import (
	"testing"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/clitest"
	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/storagetest"
)

const late = "Ferry late again\n\nThe ferry was late on Monday. Nobody on the quay knew why.\n"

func sentencesIn(t *testing.T, project, name string) int {
	t.Helper()
	return len(clitest.Unmarshal[shownArticle](t, want(t, cli.ExitDone, "show", "--project", project, "--json", name)).Sentences)
}

func TestHeadlinesAreHeadersUnlessAProjectTagsThem(t *testing.T) {
	clitest.InFolder(t)
	clitest.Write(t, "a/late.txt", late)
	clitest.Write(t, "b/early.txt", "Ferry early for once\n\nThe ferry came early on Tuesday. Nobody on the quay was there.\n")
	clitest.Write(t, "c/never.txt", "Ferry never comes now\n\nThe ferry stayed away on Friday. The quay was full of people.\n")
	imports := func(project, folder string, sentences int, args ...string) {
		t.Helper()
		set := clitest.Unmarshal[clitest.DryRun](t, want(t, cli.ExitDone, append([]string{"import", "--dry-run", "--json", "--project", project, folder}, args...)...))
		if set.Articles[0].Sentences != sentences {
			t.Errorf("%s: the dry run of %s %q says %d sentences, want %d", project, folder, args, set.Articles[0].Sentences, sentences)
		}
		want(t, cli.ExitDone, append([]string{"import", "--project", project, folder}, args...)...)
		if got := sentencesIn(t, project, string(set.Articles[0].ID)); got != sentences {
			t.Errorf("%s: after the import of %s %q there are %d sentences, want %d", project, folder, args, got, sentences)
		}
	}
	imports("New.assay", "a", 2)
	imports("New.assay", "b", 3, "--headlines", "sentences")
	imports("New.assay", "c", 3) // the project still has the setting
	imports("Tags.assay", "a", 3, "--headlines=sentences")
	imports("Tags.assay", "b", 3)
	imports("Tags.assay", "c", 2, "--headlines", "header")

	// A project created from a set treats headlines as the set's articles do.
	want(t, cli.ExitDone, "import", "--project", "Old.assay", "--headlines", "sentences", "a")
	want(t, cli.ExitDone, "export", "--project", "Old.assay", "-o", "old.json")
	want(t, cli.ExitDone, "load", "--project", "Copy.assay", "old.json")
	imports("Copy.assay", "b", 3)
	want(t, cli.ExitUsage, "import", "--project", "New.assay", "--headlines", "perhaps", "a")
}

func TestAnOlderProjectGoesOnTaggingHeadlines(t *testing.T) {
	clitest.InFolder(t)
	doc := storagetest.Document("Ferry late again. Nobody on the quay knew why.")
	doc.Metadata.Title = "Ferry late again."
	// A project with an identity is created without the setting, like older ones.
	opts := cli.Options(false)
	opts.Identity = model.ProjectInfo{ID: "0123456789abcdef0123456789abcdef"}
	p, err := storage.Create("Older.assay", opts)
	if err != nil {
		t.Fatal(err)
	}
	storagetest.Import(t, p, doc)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	clitest.Write(t, "late.txt", late)
	want(t, cli.ExitDone, "import", "--project", "Older.assay", "late.txt")
	if got := sentencesIn(t, "Older.assay", "late.txt"); got != 3 {
		t.Errorf("%d sentences", got)
	}
}
