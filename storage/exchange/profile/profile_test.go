package profile_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/encoding/unicode"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/profile"
)

// rich returns profiles in which everything that a profile can have occurs.
func rich() []model.Profile {
	return []model.Profile{
		{
			Outlet: "The Brenholt Chronicle", Owner: "Brenholt Press <Ltd> & sons", Country: "Halmark", Kind: "daily", Letter: "B",
			Basis: "Two errors in March.\nBoth corrected.", Corrections: "https://chronicle.example/corrections",
			Checks: []model.Check{
				{Question: model.CheckOwner, Answer: model.Yes, Address: "https://chronicle.example/imprint"},
				{Question: model.CheckFunding, Answer: model.NotFound},
				{Question: model.CheckOpinion, Answer: model.No},
			},
			Updated: time.Date(2031, 3, 14, 9, 0, 0, 500, time.UTC),
		},
		{Outlet: "Радіо Альдмор"},
	}
}

func encode(t testing.TB, all []model.Profile) []byte {
	t.Helper()
	raw, err := profile.Encode(all)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// file returns a file with these profiles.
func file(profiles ...string) string {
	return `{"format": "assay-profiles", "version": 1, "profiles": [` + "\n" + strings.Join(profiles, ",\n") + "\n]}"
}

func TestProfilesAreReadAsTheyWereWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.json")
	if err := profile.Write(path, rich()); err != nil {
		t.Fatal(err)
	}
	got, err := profile.Read(path)
	if err != nil || !reflect.DeepEqual(got, rich()) {
		t.Errorf("%v: %+v", err, got)
	}
}

func TestProfilesAreReadInUTF16AndWithAMark(t *testing.T) {
	raw := encode(t, rich())
	for name, encoding := range map[string]unicode.Endianness{"big": unicode.BigEndian, "little": unicode.LittleEndian} {
		for _, mark := range []unicode.BOMPolicy{unicode.UseBOM, unicode.IgnoreBOM} {
			wide, err := unicode.UTF16(encoding, mark).NewEncoder().Bytes(raw)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := profile.Parse(bytes.NewReader(wide)); err != nil || !reflect.DeepEqual(got, rich()) {
				t.Errorf("%s, %v: %v: %+v", name, mark, err, got)
			}
		}
	}
	if got, err := profile.Parse(bytes.NewReader(append([]byte("\xEF\xBB\xBF"), raw...))); err != nil || len(got) != 2 {
		t.Errorf("with a mark: %v: %+v", err, got)
	}
}

func TestBareProfilesHaveNoBasis(t *testing.T) {
	all := rich()
	raw := encode(t, profile.Bare(all))
	if bytes.Contains(raw, []byte("basis")) || bytes.Contains(raw, []byte("errors in March")) || all[0].Basis == "" {
		t.Errorf("%s; the argument has the basis %q", raw, all[0].Basis)
	}
}

func TestFilesFollowTheSchema(t *testing.T) {
	const where = "urn:assay:profiles:1"
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(assets.ProfileSchema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(where, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(where)
	if err != nil {
		t.Fatal(err)
	}
	valid := func(raw string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
	for _, all := range [][]model.Profile{nil, rich()} {
		if err := valid(string(encode(t, all))); err != nil {
			t.Error(err)
		}
	}
	for _, wrong := range []string{
		file(`{}`), file(`{"outlet": "A", "grade": "G"}`), file(`{"outlet": "A", "note": "x"}`),
		file(`{"outlet": "A", "checks": [{"question": "owner", "answer": "perhaps"}]}`), file(`{"outlet": "A", "checks": [{"question": "age"}]}`),
	} {
		if valid(wrong) == nil {
			t.Errorf("the schema accepts %s", wrong)
		}
		if _, err := profile.Parse(strings.NewReader(wrong)); err == nil {
			t.Errorf("it reads %s", wrong)
		}
	}
}

func TestAFileThatIsWrongIsRefusedWithThePlace(t *testing.T) {
	many := make([]string, profile.MostProfiles+1)
	for i := range many {
		many[i] = fmt.Sprintf(`{"outlet": "O%d"}`, i)
	}
	const good = `{"outlet": "Tellwire"}`
	for name, c := range map[string]struct {
		content string
		is      error
		says    string
	}{
		"empty":               {"", model.ErrEmptyFile, ""},
		"white space":         {" \n\t", model.ErrEmptyFile, ""},
		"prose":               {"Profiles of outlets.", model.ErrNoProfiles, "JSON"},
		"an archive":          {"PK\x03\x04xxxx", model.ErrNoProfiles, "ZIP"},
		"a list":              {"[]", model.ErrNoProfiles, ""},
		"an annotation set":   {`{"format": "assay.annotation-set", "version": 2}`, model.ErrNoProfiles, "assay.annotation-set"},
		"no format":           {`{"profiles": []}`, model.ErrNoProfiles, "format"},
		"no version":          {`{"format": "assay-profiles", "profiles": []}`, model.ErrNoProfiles, "version"},
		"a newer version":     {`{"format": "assay-profiles", "version": 2, "profiles": 7}`, model.ErrNewerVersion, "version is 2"},
		"no profiles":         {`{"format": "assay-profiles", "version": 1}`, model.ErrDamaged, "profiles"},
		"twice the list":      {`{"format": "assay-profiles", "version": 1, "profiles": [], "profiles": []}`, model.ErrDamaged, "twice"},
		"no list":             {`{"format": "assay-profiles", "version": 1, "profiles": null}`, model.ErrDamaged, "not a list"},
		"the version is text": {`{"format": "assay-profiles", "version": "1", "profiles": []}`, model.ErrDamaged, "version"},
		"cut short":           {file(good)[:70], model.ErrDamaged, "line 2: it ends in the middle"},
		"a comma too many":    {file(good, `{"outlet": "B",}`), model.ErrDamaged, "line 3"},
		"more behind":         {file(good) + "{}", model.ErrDamaged, "line 3: something follows"},
		"not UTF-8":           {file(good, "{\"outlet\": \"a\xff\"}"), model.ErrDamaged, "line 3: it is not UTF-8"},
		"half a character":    {file(`{"outlet": "a\ud800"}`), model.ErrDamaged, `\ud800`},
		"no object":           {file(good, `7`), model.ErrDamaged, "profile 2, which begins on line 3: "},
		"null":                {file(`null`), model.ErrDamaged, "profile 1"},
		"an unknown field":    {file(good, `{"outlet": "B", "gradd": "A"}`), model.ErrDamaged, "gradd"},
		"a number":            {file(`{"outlet": 7}`), model.ErrDamaged, "outlet"},
		"no outlet":           {file(`{"owner": "x"}`), model.ErrValue, "profile 1, which begins on line 2: "},
		"a bad grade":         {file(good, `{"outlet": "B", "grade": "G"}`), model.ErrValue, `profile 2 ("B"), which begins on line 3: `},
		"a digit":             {file(`{"outlet": "B", "grade": "B2"}`), model.ErrValue, "B2"},
		"an unknown question": {file(`{"outlet": "B", "checks": [{"question": "age", "answer": "yes"}]}`), model.ErrValue, "age"},
		"an unknown answer":   {file(`{"outlet": "B", "checks": [{"question": "owner", "answer": "perhaps"}]}`), model.ErrValue, "perhaps"},
		"answered twice":      {file(`{"outlet": "B", "checks": [{"question": "owner"}, {"question": "owner"}]}`), model.ErrValue, "twice"},
		"a bad address":       {file(`{"outlet": "B", "checks": [{"question": "owner", "address": "javascript:alert(1)"}]}`), model.ErrValue, ""},
		"a bad date":          {file(`{"outlet": "B", "date": "yesterday"}`), model.ErrDamaged, "yesterday"},
		"the outlet twice":    {file(`{"outlet": "The Post"}`, good, `{"outlet": " the  POST"}`), model.ErrValue, "profile 3"},
		"too long":            {file(`{"outlet": "B", "owner": "` + strings.Repeat("o", 1025) + `"}`), model.ErrValue, "owner"},
		"too many":            {file(many...), model.ErrTooLarge, "10000"},
		"deep":                {`{"format": "assay-profiles", "version": 1, "x": ` + strings.Repeat("[", 200_000), model.ErrDamaged, ""},
	} {
		all, err := profile.Parse(strings.NewReader(c.content))
		if !errors.Is(err, c.is) || !strings.Contains(fmt.Sprint(err), c.says) || len(all) > 0 {
			t.Errorf("%s: %v, want %v with %q; %d were read", name, err, c.is, c.says, len(all))
		}
	}
	if _, err := profile.Parse(io.MultiReader(strings.NewReader("{"), endless{})); !errors.Is(err, model.ErrTooLarge) {
		t.Errorf("endless: %v", err)
	}
}

// endless is an io.Reader of spaces.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestTheErrorNamesTheFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "bad.json")
	if err := os.WriteFile(path, []byte(file(`{"outlet": "B", "grade": "G"}`)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := profile.Read(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("%v", err)
	}
	if _, err := profile.Read(folder); !errors.Is(err, model.ErrNotRegular) {
		t.Errorf("a folder: %v", err)
	}
}

func TestNothingWrongIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.json")
	for _, all := range [][]model.Profile{{{Outlet: ""}}, {{Outlet: "A", Letter: "x"}}, {{Outlet: "A"}, {Outlet: "a "}}} {
		if err := profile.Write(path, all); !errors.Is(err, model.ErrValue) {
			t.Errorf("%+v: %v", all, err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
}

// Whatever is read can be written, and is read as the same profiles.
func FuzzParse(f *testing.F) {
	f.Add(encode(f, rich()))
	f.Add([]byte(file(`{"outlet": "B", "date": "2031-03-14T09:00:00+02:00", "checks": [{"question": "opinion"}, {"question": "owner"}]}`)))
	f.Add([]byte(file(`{"outlet": "a\ud83d\ude00", "Grade": "F"}`)))
	f.Add([]byte("\xFF\xFE{\x00}\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		all, err := profile.Parse(bytes.NewReader(raw))
		if err != nil {
			return
		}
		again, err := profile.Parse(bytes.NewReader(encode(t, all)))
		if err != nil || !reflect.DeepEqual(again, all) {
			t.Errorf("%v: %+v became %+v", err, all, again)
		}
	})
}
