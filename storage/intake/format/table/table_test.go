package table_test

import (
	"fmt"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/formattest"
	"assay.app/assay/storage/intake/format/table"
)

func TestTablesAreReadAsProgramsWriteThem(t *testing.T) {
	want := model.Metadata{Title: "Gate shut", Outlet: "The Weir", Published: "2031-04-02", Byline: "Ann Oll"}
	for name, text := range map[string]string{
		"exact names":       "title,outlet,date,author,text\nGate shut,The Weir,2031-04-02,Ann Oll," + formattest.Keeper + "\n",
		"families of names": "News Headline,Publication,Publication Date (UTC),Author(s),Full article text (HTML)\nGate shut,The Weir,2031-04-02,Ann Oll," + formattest.Keeper + "\n",
		"camel case":        "webTitle,sourceName,webPublicationDate,authorName,bodyText\nGate shut,The Weir,2031-04-02,Ann Oll," + formattest.Keeper + "\n",
		"French":            "Titre;Journal;Date de publication;Auteur;Texte intégral\nGate shut;The Weir;02/04/2031;Ann Oll;" + formattest.Keeper + "\nx;y;13/04/2031;z;" + formattest.Barges + "\n",
		"German":            "Schlagzeile;Zeitung;Erscheinungsdatum;Verfasser;Inhalt\nGate shut;The Weir;02.04.2031;Ann Oll;" + formattest.Keeper + "\n",
		"Spanish":           "Título;Medio;Fecha de publicación;Autor;Texto completo\nGate shut;The Weir;2031-04-02;Ann Oll;" + formattest.Keeper + "\n",
		"Ukrainian":         "Заголовок;Джерело;Дата публікації;Автор;Повний текст\nGate shut;The Weir;2031-04-02;Ann Oll;" + formattest.Keeper + "\n",
		"sep=":              "sep=|\r\ntitle|outlet|date|author|text\r\nGate shut|The Weir|2031-04-02|Ann Oll|" + formattest.Keeper + "\r\n",
		"rows before":       "Search:,gates\n\"Exported:\",\"3 May 2031\"\n\ntitle,outlet,date,author,text\nGate shut,The Weir,2031-04-02,Ann Oll," + formattest.Keeper + "\n",
		"CR alone":          "title,outlet,date,author,text\rGate shut,The Weir,2031-04-02,Ann Oll," + formattest.Keeper + "\r",
		"month first":       "title,outlet,date,author,text\nGate shut,The Weir,4/2/2031,Ann Oll," + formattest.Keeper + "\nx,y,4/13/2031,z," + formattest.Barges + "\n",
		"days of workbooks": "title,outlet,date,author,text\nGate shut,The Weir,47940,Ann Oll," + formattest.Keeper + "\n",
		"spaces and quotes": "title, outlet, date, author, text\n\"Gate shut\" , \"The Weir\",2031-04-02,Ann Oll, \"" + formattest.Keeper + "\"\n",
	} {
		got, err := formattest.ReadText(t, text, article.Options{})
		if err != nil || len(got) == 0 || got[0].Text != "Gate shut\n\n"+formattest.Keeper {
			t.Errorf("%s: %+v, %v", name, got, err)
			continue
		}
		m := got[0].Metadata
		m.Published = strings.TrimSuffix(m.Published, "T00:00:00")
		if m != want {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func TestQuotationMarksBehindBackslashesAreReadInEveryRow(t *testing.T) {
	got, err := formattest.ReadText(t, `title,text`+"\n"+`"The \"gate\"","He said: \"Shut it.\" And, at noon, they did."`+"\n"+`B,"It held, \"mostly\"."`+"\n", article.Options{})
	if err != nil || len(got) != 2 || got[0].Metadata.Title != `The "gate"` || !strings.Contains(got[1].Text, `held, "mostly".`) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestMarkUpGoesOutOfEveryCell(t *testing.T) {
	got, err := formattest.ReadText(t, "title,author,text\n<b>Gate</b> &amp; lock,Ann&nbsp;Oll,\"He <i>shut</i> it.<br><br>It held &ndash; so far.\"\n"+
		"Plain,B,\"&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;\"\nSigns,C,\"a < b and x <y> z\"\n", article.Options{})
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []struct{ title, text string }{{"Gate & lock", "He shut it.\n\nIt held – so far."}, {"Plain", "One.\n\nTwo."}, {"Signs", "a < b and x <y> z"}} {
		if got[i].Metadata.Title != want.title || got[i].Text != want.title+"\n\n"+want.text {
			t.Errorf("%+v, want %+v", got[i], want)
		}
	}
}

func TestRowsThatCannotBeReadAreNamedByLineAndTheOthersAreRead(t *testing.T) {
	got, err := formattest.ReadText(t, "title,text\nA,"+formattest.Keeper+"\nB,\"The \"gate\" again\"\nC,one,two,three\nD,"+formattest.Barges+"\nE,\"cut off", article.Options{})
	if len(got) != 2 || got[1].Metadata.Title != "D" || got[1].Part != "#5" {
		t.Errorf("%+v", got)
	}
	for _, says := range []string{"line 3, column 8", "line 4, column 1: the row has 4 cells", "line 6, column 3: a quotation mark is opened"} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v does not say %q", err, says)
		}
	}
}

func TestTheOrderOfDatesIsThatOfTheColumn(t *testing.T) {
	for _, c := range []struct{ dates, asked, order, first, left string }{
		{"03/04/2031 13/04/2031", "", "day first", "2031-04-03", ""},
		{"03/04/2031 04/13/2031", "", "month first", "2031-03-04", ""},
		{"03/04/2031 04/05/2031", "", "unknown", "03/04/2031", "lines 2, 3: dates like 03/04/2031"},
		{"03/04/2031 04/05/2031", "day-first", "day first", "2031-04-03", ""},
		{"03/04/2031 04/05/2031", "month first", "month first", "2031-03-04", ""},
		{"03/04/2031 04/13/2031 13/04/2031", "", "mixed", "03/04/2031", "line 2: dates like 03/04/2031"},
		{"03/04/2031 04/13/2031 13/04/2031", "month first", "month first", "2031-03-04", ""},
		{"13/04/2031 2031-04-03 04/13/2031 05/04/2031 06/04/2031", "", "mixed", "2031-04-13", "column date in it: only part of the file could be read: lines 5, 6: dates like 05/04/2031"},
		{"03/04/21 13/04/21", "", "day first", "2021-04-03", ""},
		{"03/04/21", "year first", "year first", "2003-04-21", ""},
		{"99/04/21 03/04/21", "", "year first", "1999-04-21", ""},
		{"03.04.2031", "", "", "2031-04-03", ""},
		{"03.04.2031", "month first", "month first", "2031-03-04", ""},
		{"31/02/2031 13/04/2031", "", "day first", "31/02/2031", "line 2: there is no such day"},
		{"3-4-2031 13-4-2031", "", "day first", "2031-04-03", ""},
		{"2031-04-03", "", "", "2031-04-03", ""},
		{"1932899400 1932899401", "", "", "2031-04-02T12:30:00Z", ""},
		{"20310403", "", "", "20310403", ""},
	} {
		text := "date,text\n"
		for d := range strings.FieldsSeq(c.dates) {
			text += d + ",x\n"
		}
		opts := article.Options{}
		if c.asked != "" && !opts.Columns.Set("dates", c.asked) {
			t.Fatalf("%q is no order", c.asked)
		}
		table, _ := format.TableIn(text, opts)
		got, err := formattest.ReadText(t, text, opts)
		if fmt.Sprint(err) != "<nil>" && c.left == "" || !strings.Contains(fmt.Sprint(err), c.left) || table.DateOrder != c.order || got[0].Metadata.Published != c.first {
			t.Errorf("%s: %q, %+v, %v", c.dates, table.DateOrder, got, err)
		}
	}
}

func TestATimeInAColumnOfItsOwnGoesWithTheDate(t *testing.T) {
	for _, c := range []struct{ names, cells, want string }{
		{"date,time", "2031-04-03,08:05", "2031-04-03 08:05"},
		{"Publish Date;Publish Time", "03.04.2031;8.05", "2031-04-03 8.05"},
		{"Alternate Date Format,Time", `"Apr 3, 2031",8:05 AM`, "Apr 3, 2031 8:05 AM"},
		{"Datum;Uhrzeit", "2031-04-03T00:00:00;08:05 Uhr", "2031-04-03 08:05 Uhr"},
		{"Date (UTC),x", "2031-04-03 08:05,y", "2031-04-03 08:05 UTC"},
		{"Date,Time (EST)", "2031-04-03,08:05", "2031-04-03 08:05 EST"},
		{"Date,Time (IST)", "2031-04-03,08:05", "2031-04-03 08:05"}, // IST is the name of several zones
		{"Date,Time (UTC)", "2031-04-03,08:05 +02:00", "2031-04-03 08:05 +02:00"},
		{"date,time", "2031-04-03 09:30,08:05", "2031-04-03 09:30"},
		{"date,time", "2031-04-03,25:61", "2031-04-03"},
		{"date,time", "2031-04-03,soon", "2031-04-03"},
		{"x,time", "y,2031-04-03 08:05", "2031-04-03 08:05"},
	} {
		comma := ","
		if strings.Contains(c.names, ";") {
			comma = ";"
		}
		got, err := formattest.ReadText(t, c.names+comma+"title"+comma+"text\n"+c.cells+comma+"Gate shut"+comma+"x\n", article.Options{})
		if err != nil || len(got) != 1 || got[0].Metadata.Published != c.want {
			t.Errorf("%s / %s: %+v, %v, want %q", c.names, c.cells, got, err, c.want)
		}
	}
}

func TestATextIsTakenForATableOnlyWhereItPlainlyIsOne(t *testing.T) {
	for _, c := range []struct {
		what, text string
		want       bool
	}{
		{"commas, three columns", "nr,what,said\n1,gate,It stood open.\n2,mill,It was shut.\n", true},
		{"two columns with tabs", "nr\tsaid\r\n1\tIt stood open.\r\n2\tIt was shut.\r\n", true},
		{"two columns with semicolons", "nr;said\n1;It stood open.\n2;It was shut.\n", true},
		{"text in quotes over lines", "nr,what,said\n1,gate,\"It stood\nopen, they say.\"\n2,mill,It was shut.\n", true},
		{"prose", "The gate at Vask\n\nThe gate stood open, and nobody, not even the clerk, saw it.\nIt was shut later.\n", false},
		{"a list in prose", "Gates, locks, weirs\nwere open, they say, all night.\nIt was late, dark, and wet, and cold.\n", false},
		{"verse", "Open, the gate\nShut, the mill\nWet, the quay\n", false},
		{"rows of several lengths", "nr;said\n1;It stood open.\n2;It was; shut.\n", false},
		{"a single row", "nr;said\n1;It stood open.\n", false},
		{"columns of one name", "nr;nr\n1;one\n2;two\n", false},
		{"a sentence first", "We came;we saw.\nWe went;we were seen.\nWe left;we were gone.\n", false},
		{"nothing", "", false},
	} {
		if got := table.LooksLikeTable(c.text); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
}
