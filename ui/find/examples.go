package find

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/ui/control"
	"assay.app/assay/ui/words"
)

type example struct {
	text  string // the same in every language
	says  string
	early bool // shown before a query is typed
}

func examples() []example {
	return []example{
		{words.Verbatim(`river flood`), lang.L("Sentences with both words, in any order. The last word can be incomplete."), true},
		{words.Verbatim(`"rose by two metres"`), lang.L("This exact phrase."), true},
		{words.Verbatim(`flood*`), lang.L("Words that begin like this: flood, floods, flooded."), false},
		{words.Verbatim(`flood -river`), lang.L("With the first word, without the second."), false},
		{words.Verbatim(`untagged minister`), lang.L("Sentences you have not tagged."), true},
		{words.Verbatim(`label:claim`), lang.L("Sentences you tagged as Claim."), true},
		{words.Verbatim(`label:quote,claim`), lang.L("Sentences with either label."), false},
		{words.Verbatim(`definition:old`), lang.L("Sentences tagged before the definition of their label changed."), false},
		{words.Verbatim(`version:any flood`), lang.L("In earlier versions of articles, too. version:earlier looks only there."), false},
		{words.Verbatim(`analyst:ines label:quote`), lang.L("Sentences that one analyst tagged as Quote."), false},
		{words.Verbatim(`outlet:tribune flood`), lang.L("In articles by an outlet. Part of its name is enough."), true},
		{words.Verbatim(`date:2025-10`), lang.L("In articles from one month. A year or a day works too."), true},
		{words.Verbatim(`date:2025-03..2025-10`), lang.L("From one month to another. Either can be left out."), false},
		{words.Verbatim(`date:2025-10-13T14..2025-10-13T16:30`), lang.L("Between two times. Articles without a time of day are skipped."), false},
		{words.Verbatim(`title:election`), lang.L("In articles with this word in the title."), false},
		{words.Verbatim(`lang:fr`), lang.L("In articles in French."), false},
		{words.Verbatim(`note:rumour`), lang.L("Sentences with this word in a note. note:* finds any note."), false},
		{words.Verbatim(`phrase:"single source"`), lang.L("Sentences to which you added this phrase, and all of an article or outlet that has it. phrase:* finds any."), false},
		{words.Verbatim(`voice:"Lena Okray"`), lang.L("Sentences that you attributed to this voice, under any of its names. voice:* finds any."), false},
		{words.Verbatim(`-outlet:tribune untagged`), lang.L("A minus sign excludes what follows it."), false},
		{words.Verbatim(`/[0-9]+ (dead|missing)/`), lang.L("A regular expression (Go syntax)."), true},
		{words.Verbatim(`"untagged"`), lang.L("In quotation marks, a filter is an ordinary word."), false},
	}
}

// showExamples shows the help on queries.
func showExamples(w fyne.Window) {
	rows := container.NewVBox()
	width := min(720, w.Canvas().Size().Width-96)
	for _, e := range examples() {
		text := widget.NewLabel(e.text)
		text.TextStyle.Bold = true
		text.Wrapping = fyne.TextWrapWord
		says := widget.NewLabel(e.says)
		says.Wrapping = fyne.TextWrapWord
		text.Resize(fyne.NewSize(width*helpShare, 0)) // the height of a wrapped label depends on its width
		says.Resize(fyne.NewSize(width*(1-helpShare), 0))
		rows.Add(container.New(helpLayout{}, text, says))
	}
	for _, line := range []string{
		lang.L("A sentence must match everything you type. Case and accents are ignored. If nothing matches exactly, words of four or more letters are also found with a typo."),
		lang.L("In the search, the arrow keys select a result, Enter opens it, Tab completes a filter and Esc closes. In the article, F3 and Shift+F3 go to the next and the previous result."),
	} {
		l := widget.NewLabel(line)
		l.Wrapping = fyne.TextWrapWord
		l.Resize(fyne.NewSize(width, 0))
		rows.Add(l)
	}
	body := container.NewVScroll(rows)
	room := w.Canvas().Size().Height - 12*theme.TextSize()
	body.SetMinSize(fyne.NewSize(width, min(room, 560)))
	control.Prompt(lang.L("Search help"), "", lang.L("Close"), body, w, func(bool) {})
}

// helpLayout puts a query beside its explanation.
type helpLayout struct{}

// helpShare is the query's share of the width.
const helpShare = 0.42

// MinSize implements fyne.Layout. The labels wrap, so the height is right only once
// they have their widths.
func (helpLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (helpLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width * helpShare
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}
