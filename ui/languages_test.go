package ui_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/command"
	"assay.app/assay/ui/look"
	"assay.app/assay/ui/settings"
	"assay.app/assay/ui/windowtest"
	"assay.app/assay/ui/words"
)

// speaking opens the sample corpus in a window whose texts are in the language with
// the given code. The window has the size of a small laptop screen. open is the
// text of the button that opens the corpus.
func speaking(t *testing.T, code, open string) *harness {
	t.Helper()
	if err := words.Choose(code); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Error(err)
		}
	})
	b := opened(t)
	b.Window.Window().Resize(fyne.NewSize(1024, 700))
	b.wantWhole()
	b.Button(open)
	b.Until("the sample corpus", func() bool { return b.Screen.Articles == 5 && b.Screen.Article != "" })
	return b
}

// wantSearchWhole opens the search and several of its dialogs, and fails the test
// if a text is cut.
func (b *harness) wantSearchWhole() {
	b.T.Helper()
	b.Keys("12") // the status bar now shows labels
	b.Press(command.CtrlShift(fyne.KeyF))
	b.wantWhole()
	b.Keys("the ")
	b.Until("the hits", func() bool { return strings.ContainsFunc(b.Screen.Found, unicode.IsDigit) })
	b.wantWhole()
	b.Commands().Run("search.tag")
	counting := lang.L("Counting labels…")
	b.Until("the count", func() bool { return b.Screen.Dialog && !b.Reads(counting) })
	b.wantWhole()
	b.Key(fyne.KeyEscape)
	for _, id := range []command.ID{"search.save", "search.export", "search.help"} {
		b.Commands().Run(id)
		b.wantWhole()
		b.Key(fyne.KeyEscape)
	}
	b.Key(fyne.KeyEscape)
}

// wantWhole fails the test if a text is cut without an ellipsis or the window is
// too large.
func (b *harness) wantWhole() {
	b.T.Helper()
	size := b.Window.Window().Canvas().Size()
	if size.Width > 1024 || size.Height > 700 {
		b.T.Errorf("the window has the size %v, want at most 1024 by 700", size)
	}
	narrow := func(text string, o fyne.CanvasObject) {
		// Fyne draws the title of a dialog although its size is zero.
		if strings.ContainsFunc(text, unicode.IsLetter) && o.Size().Width > 0 && o.MinSize().Width > o.Size().Width+1 {
			b.T.Errorf("%q needs the width %v and has %v", text, o.MinSize().Width, o.Size().Width)
		}
	}
	b.Each(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Label:
			if o.Truncation == fyne.TextTruncateOff && o.Wrapping == fyne.TextWrapOff {
				narrow(o.Text, o)
			}
		case *widget.Button:
			narrow(o.Text, o)
		case *widget.Check:
			narrow(o.Text, o)
		case *canvas.Text:
			if at := b.App.Driver().AbsolutePositionForObject(o).X + o.MinSize().Width; o.Text != "" && at > size.Width+1 {
				b.T.Errorf("%q extends to x = %v", o.Text, at)
			}
		}
	})
}

func TestTheWindowSpeaksEveryLanguage(t *testing.T) {
	for _, c := range []struct {
		code, open string
		menus      []string
		says       []string // texts before any change
		tagged     []string // texts with one tagged sentence
		undone     string   // text after undo
		kept       string   // status when everything is saved
	}{
		{
			"uk", "Відкрити зразковий проєкт",
			[]string{"Файл", "Зміни", "Анотування", "Перехід", "Вигляд", "Довідка"},
			[]string{"Стаття 0/", "Проєкт 0/", "Речення 1 з ", "5 статей", "Додати нотатку  (N)", "12 березня 2031", "За додаванням"},
			[]string{"Стаття 1/", "J/K рух"},
			"Скасовано: Дати мітку Твердження", "Збережено",
		},
		{
			"de", "Beispielprojekt öffnen",
			[]string{"Datei", "Bearbeiten", "Annotieren", "Gehe zu", "Ansicht", "Hilfe"},
			[]string{"Artikel 0/", "Projekt 0/", "Satz 1 von ", "5 Artikel", "Notiz hinzufügen  (N)", "12. März 2031", "Hinzugefügt"},
			[]string{"Artikel 1/", "J/K bewegen"},
			"Rückgängig gemacht: Als Behauptung einordnen", "Gespeichert",
		},
		{
			"fr", "Ouvrir le projet d’exemple",
			[]string{"Fichier", "Édition", "Annoter", "Aller", "Affichage", "Aide"},
			[]string{"Article 0/", "Phrase 1 sur ", "5 articles", "12 mars 2031"},
			[]string{"Article 1/", "J/K phrase"},
			"Annulé\u00a0: Étiqueter comme Affirmation", "Enregistré",
		},
		{
			"es", "Abrir el proyecto de muestra",
			[]string{"Archivo", "Edición", "Anotar", "Ir", "Ver", "Ayuda"},
			[]string{"Artículo 0/", "Oración 1 de ", "5 artículos", "12 de marzo de 2031"},
			[]string{"Artículo 1/", "Espacio sin etiqueta"},
			"Deshecho: Etiquetar como Afirmación", "Guardado",
		},
	} {
		t.Run(c.code, func(t *testing.T) {
			b := speaking(t, c.code, c.open)
			menus, _ := b.Menus()
			if !slices.Equal(menus, c.menus) {
				t.Errorf("the menus are %q, want %q", menus, c.menus)
			}
			for _, text := range c.says {
				b.WantText(text)
			}
			b.wantWhole()
			b.Keys("1")
			for _, text := range c.tagged {
				b.WantText(text)
			}
			b.Until("everything saved", func() bool { return b.Screen.Saved == c.kept })
			b.Commands().Run("edit.undo")
			b.WantText(c.undone)
			b.wantWhole()
			for _, id := range []string{"help.keys", "app.preferences", "keys.change", "history.show", "article.correct", "export.project"} {
				b.Commands().Run(command.ID(id))
				if b.Window.Window().Canvas().Overlays().Top() == nil {
					t.Errorf("%s opens no dialog", id)
				}
				b.wantWhole()
				b.Key(fyne.KeyEscape)
			}
			b.wantSearchWhole()
			b.App.Settings().SetTheme(look.Theme{Scale: 2})
			if got := b.Window.Window().Canvas().Content().MinSize(); got.Width > 1024 || got.Height > 700 {
				t.Errorf("at 200 %% the window needs %v", got)
			}
			b.Commands().Run("app.preferences")
			if got := b.Window.Window().Canvas().Overlays().Top().MinSize(); got.Width > 1024 || got.Height > 700 {
				t.Errorf("at 200 %% the preferences need %v", got)
			}
		})
	}
}

func TestALanguageIsChosenForTheNextStart(t *testing.T) {
	b := withSample(t)
	b.Commands().Run("app.preferences")
	b.WantText("Takes effect after restarting Assay")
	var languages interface{ SetSelectedIndex(int) }
	b.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(interface{ SetSelectedIndex(int) }); ok && languages == nil {
			languages = s // the form's first list
		}
	})
	at := slices.IndexFunc(words.Languages(), func(l words.Language) bool { return l.Code == "uk" })
	languages.SetSelectedIndex(at + 1) // the first item is the system's language
	if got := b.App.Preferences().String("language"); got != "uk" {
		t.Errorf("the preferences have %q", got)
	}
	b.WantText("Your name") // the language stays until the restart
	languages.SetSelectedIndex(0)
	if got := b.App.Preferences().String("language"); got != "" {
		t.Errorf("the preferences have %q for the system's language", got)
	}
}

func TestTheProgramSpeaksWhatThePreferencesAskFor(t *testing.T) {
	t.Cleanup(func() {
		if err := words.Choose(words.English); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("LC_ALL", "de_DE.UTF-8") // some systems take the language from LC_ALL
	folder := t.TempDir()
	for content, want := range map[string]string{
		`{"language":"uk"}`: "Закрити", `{"language":"fr"}`: "Fermer", `{"language":"en"}`: "Close",
	} {
		if err := os.WriteFile(filepath.Join(folder, settings.PreferencesFile), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := settings.ChooseLanguage(windowtest.Folder(folder)); err != nil {
			t.Fatal(err)
		}
		if got := lang.L("Close"); got != want {
			t.Errorf("with %s Close is translated as %q, want %q", content, got, want)
		}
	}
	if err := settings.ChooseLanguage(windowtest.Folder(filepath.Join(folder, "nowhere"))); err != nil {
		t.Errorf("choosing a language without preferences returns %v", err)
	}
}
