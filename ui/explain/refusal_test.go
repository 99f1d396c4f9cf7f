package explain

import (
	"fmt"
	"io/fs"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
)

func TestARefusalExplainsWhatHappenedAndWhatToDo(t *testing.T) {
	const path = "/home/ines/a.zip"
	for _, c := range []struct {
		err  error
		want Explanation
	}{
		{
			fmt.Errorf("read %s: %w: %q; unpack it with another program and add the folder", path, model.ErrNameLeadsOut, "../b"),
			Explanation{Why: "The archive cannot be unpacked safely: a file in it has a path outside the archive: \"../b\"; unpack it with another program and add the folder."},
		},
		{
			fmt.Errorf("read %s: %w", path, model.ErrEncrypted),
			Explanation{Why: "The file is locked with a password.", Out: "Save it without a password."},
		},
		{
			fmt.Errorf("read %s: %w: %q in it; unpack it with another program and add the folder", path, model.ErrEncrypted, "b.txt"),
			Explanation{Why: "The file is locked with a password: \"b.txt\" in it; unpack it with another program and add the folder."},
		},
		{
			fmt.Errorf("read %s: %w", path, model.ErrEmptyFile),
			Explanation{Why: "The file is empty."},
		},
		{
			fmt.Errorf("read %s: %w: the archive is cut off", path, model.ErrDamaged),
			Explanation{Why: "The file is damaged: the archive is cut off.", Out: "Download it again, or save its text as a .txt file."},
		},
		{
			fmt.Errorf("read %s: %w: row 3 cannot be read; nothing of the table was taken", path, model.ErrDamaged),
			Explanation{Why: "The file is damaged: row 3 cannot be read; nothing of the table was taken."},
		},
		{
			&fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission},
			Explanation{Why: "Permission denied.", Out: "Check that you may read and write there."},
		},
		{fmt.Errorf("the moon is full"), Explanation{Why: "The moon is full."}},
	} {
		if got := Refusal(draft.Refused{Path: path, File: "/home/ines", Err: c.err}); got != c.want {
			t.Errorf("%v is explained as %+v", c.err, got)
		}
	}
}

func TestARefusalIsExplainedInTheLanguageOfTheWindow(t *testing.T) {
	speak(t, "de")
	got := Refusal(draft.Refused{Path: "/a.pdf", File: "/a.pdf", Err: fmt.Errorf("read /a.pdf: %w: this looks like an ELF program", model.ErrBinary)})
	want := Explanation{Why: "Die Datei ist kein Text.", Detail: "the file is not text: this looks like an ELF program"}
	if got != want {
		t.Errorf("the explanation is %+v", got)
	}
}
