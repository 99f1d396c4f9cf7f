package settings

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestPreferencesThatMakeNoSenseAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		name, content string
		bad           []string
	}{
		{"all in order", `{"analyst":"Ines","colours":"dark","text.scale":1.2,"pane.left":300,"window.width":1280,"tag.advance":false,
			"palette.recent":["a","b"],"article.last.p":"x","project.last":"/p","something.else":true}`, nil},
		{"nothing chosen", `{}`, nil},
		{"nothing chosen lately", `{"palette.recent":[]}`, nil},
		{"nobody", `{"analyst":"  "}`, []string{"analyst"}},
		{"nobody who can be seen", `{"analyst":"\u200b"}`, []string{"analyst"}},
		{"a name with a control character", `{"analyst":"K\u001b[31m"}`, []string{"analyst"}},
		{"a name of 2 kB", `{"analyst":"` + strings.Repeat("x", 2000) + `"}`, []string{"analyst"}},
		{"a name in another form", `{"analyst":" Jose\u0301 "}`, nil},
		{"a number for a name", `{"analyst":7}`, []string{"analyst"}},
		{"no colour", `{"colours":"purple"}`, []string{"colours"}},
		{"words for a number", `{"text.scale":"large"}`, []string{"text.scale"}},
		{"text of no size", `{"text.scale":0}`, []string{"text.scale"}},
		{"text of any size", `{"text.scale":1e300}`, []string{"text.scale"}},
		{"a pane that is not there", `{"pane.left":-5}`, []string{"pane.left"}},
		{"a window as wide as the world", `{"window.width":1e9,"window.height":-1}`, []string{"window.height", "window.width"}},
		{"neither yes nor no", `{"tag.advance":"yes","contrast":1}`, []string{"contrast", "tag.advance"}},
		{"a language", `{"language":"uk"}`, nil},
		{"the system's language", `{"language":""}`, nil},
		{"a language that is not spoken", `{"language":"tlh"}`, []string{"language"}},
		{"a number for a language", `{"language":7}`, []string{"language"}},
		{"a list for a path", `{"project.last":["/p"]}`, []string{"project.last"}},
		{"a list that Fyne panics at", `{"palette.recent":["a",1]}`, []string{"palette.recent"}},
		{"a strange list that Fyne panics at", `{"strange":[1,"a"],"analyst":"Ines"}`, []string{"strange"}},
		{"nothing for a value", `{"analyst":null,"strange":null}`, []string{"analyst", "strange"}},
		{"lists in lists", `{"strange":[["a"]]}`, []string{"strange"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			mended, bad, err := Repair([]byte(c.content))
			if err != nil || !slices.Equal(bad, c.bad) {
				t.Fatalf("%q make no sense, %v; want %q", bad, err, c.bad)
			}
			if (mended == nil) != (bad == nil) {
				t.Fatalf("mended is %s", mended)
			}
			if mended == nil {
				return
			}
			var before, after map[string]any
			if err := json.Unmarshal([]byte(c.content), &before); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(mended, &after); err != nil {
				t.Fatal(err)
			}
			if len(after) != len(before)-len(bad) {
				t.Errorf("mended %s from %s", mended, c.content)
			}
			if _, again, err := Repair(mended); again != nil || err != nil {
				t.Errorf("the mended file is broken: %q, %v", again, err)
			}
		})
	}
}

func TestAnythingButAFileOfPreferencesIsAnError(t *testing.T) {
	for _, content := range []string{"", "{", `{"analyst":"Ines"`, "[]", "null", "7", `{} {}`, "\x00\x00", `{"analyst":"Ines"}}`} {
		if _, _, err := Repair([]byte(content)); err == nil {
			t.Errorf("%q is accepted as preferences", content)
		}
	}
}

func FuzzMendPreferences(f *testing.F) {
	f.Add(`{"analyst":"Ines","strange":[1,"a"]}`)
	f.Fuzz(func(t *testing.T, content string) {
		mended, bad, err := Repair([]byte(content))
		if err != nil || bad == nil {
			return
		}
		if _, again, err := Repair(mended); again != nil || err != nil {
			t.Errorf("%s, mended from %s, is broken: %q, %v", mended, content, again, err)
		}
	})
}

func TestTheLanguageIsReadFromThePreferencesBeforeFyneReadsThem(t *testing.T) {
	for content, want := range map[string]string{
		`{"language":"uk"}`: "uk", `{"language":""}`: "", `{}`: "", `{"language":"tlh"}`: "", `{"language":7}`: "",
		`{"language":["uk"]}`: "", `{"language":"uk"`: "", ``: "", `null`: "",
	} {
		if got := PreferredLanguage([]byte(content)); got != want {
			t.Errorf("%s: the language is %q, want %q", content, got, want)
		}
	}
}
