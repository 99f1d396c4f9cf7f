package parquet

import (
	"time"
)

// The rows of the tables. Empty texts and unknown times are NULL in columns that are optional.

type articleRow struct {
	Article      string    `parquet:"article"`
	Project      string    `parquet:"project_name,dict"`
	Title        string    `parquet:"title,optional"`
	Outlet       string    `parquet:"outlet,optional,dict"`
	OutletID     string    `parquet:"outlet_id,optional,dict"`
	Byline       string    `parquet:"byline,optional,dict"`
	Dateline     string    `parquet:"dateline,optional"`
	Section      string    `parquet:"section,optional,dict"`
	Language     string    `parquet:"language,optional,dict"`
	Published    *int32    `parquet:"published,date"` // days since 1970-01-01
	PublishedAt  string    `parquet:"published_at,optional"`
	PublishedUTC time.Time `parquet:"published_utc,optional,timestamp(microsecond)"`
	URL          string    `parquet:"url,optional"`
	Archive      string    `parquet:"archive,optional"`
	Retrieved    string    `parquet:"retrieved,optional"`
	Origin       string    `parquet:"origin,optional,dict"`
	OriginName   string    `parquet:"origin_name,optional,dict"`
	File         string    `parquet:"file,optional"`
	Encoding     string    `parquet:"encoding,dict"`
	SHA256       string    `parquet:"sha256"`
	Imported     time.Time `parquet:"imported,optional,timestamp(microsecond)"`
	Sentences    int32     `parquet:"sentences"`
	Text         string    `parquet:"text"`
}

func (r articleRow) size() int { return 400 + len(r.Title) + len(r.URL) + len(r.Text) }

type sentenceRow struct {
	Sentence  string `parquet:"sentence"`
	Article   string `parquet:"article,dict"`
	Kind      string `parquet:"kind,dict"`
	Index     *int32 `parquet:"index"`
	Paragraph *int32 `parquet:"paragraph"`
	StartByte int32  `parquet:"start_byte"`
	EndByte   int32  `parquet:"end_byte"`
	StartChar int32  `parquet:"start_char"`
	EndChar   int32  `parquet:"end_char"`
	Text      string `parquet:"text"`
}

func (r sentenceRow) size() int { return 100 + len(r.Text) }

type annotationRow struct {
	On          string    `parquet:"on,dict"`
	Sentence    string    `parquet:"sentence,optional"`
	Article     string    `parquet:"article,optional,dict"`
	Outlet      string    `parquet:"outlet,optional,dict"`
	Voice       string    `parquet:"voice,optional,dict"`
	Analyst     string    `parquet:"analyst,dict"`
	Kind        string    `parquet:"kind,dict"`
	Value       string    `parquet:"value,optional,dict"`
	Name        string    `parquet:"name,optional,dict"`
	Text        string    `parquet:"text,optional"`
	Reliability string    `parquet:"source_reliability,optional,dict"`
	Credibility string    `parquet:"information_credibility,optional,dict"`
	Mode        string    `parquet:"mode,optional,dict"`
	Cue         string    `parquet:"cue,optional,dict"`
	Via         string    `parquet:"via,optional,dict"`
	ID          string    `parquet:"id,optional"`
	Created     time.Time `parquet:"created,optional,timestamp(microsecond)"`
	Updated     time.Time `parquet:"updated,optional,timestamp(microsecond)"`
}

func (r annotationRow) size() int { return 150 + len(r.Text) }

type statementRow struct {
	Statement string `parquet:"statement"`
	Index     int32  `parquet:"index"`
	Title     string `parquet:"title"`
}

func (r statementRow) size() int { return 40 + len(r.Title) }

type mentionRow struct {
	Statement string `parquet:"statement,dict"`
	Title     string `parquet:"title,dict"`
	Sentence  string `parquet:"sentence"`
	Article   string `parquet:"article,dict"`
	Outlet    string `parquet:"outlet,optional,dict"`
	Analyst   string `parquet:"analyst,dict"`
	Stance    string `parquet:"stance,dict"`
}

func (r mentionRow) size() int { return 200 + len(r.Title) }

type labelRow struct {
	Label      string    `parquet:"label"`
	Index      int32     `parquet:"index"`
	Name       string    `parquet:"name"`
	Group      string    `parquet:"group,optional"`
	Letter     string    `parquet:"letter,optional"`
	Color      string    `parquet:"color,optional"`
	Definition string    `parquet:"definition,optional"`
	Use        string    `parquet:"use,optional"`
	Avoid      string    `parquet:"avoid,optional"`
	Examples   []string  `parquet:"examples,list"`
	Counter    []string  `parquet:"counter_examples,list"`
	Retired    bool      `parquet:"retired"`
	Defined    time.Time `parquet:"defined,optional,timestamp(microsecond)"`
}

func (r labelRow) size() int { return 100 + len(r.Definition) }

type judgementRow struct {
	Judgement   string    `parquet:"judgement"`
	Statement   string    `parquet:"statement,dict"`
	Title       string    `parquet:"title,dict"`
	Analyst     string    `parquet:"analyst,dict"`
	Verdict     string    `parquet:"verdict,dict"`
	Likelihood  string    `parquet:"likelihood,optional,dict"`
	Confidence  string    `parquet:"confidence,optional,dict"`
	Reason      string    `parquet:"reason,optional"`
	Assumptions string    `parquet:"assumptions,optional"`
	Gaps        string    `parquet:"gaps,optional"`
	Change      string    `parquet:"change,optional"`
	Judged      time.Time `parquet:"judged,optional,timestamp(microsecond)"`
	Stands      bool      `parquet:"stands"`
}

func (r judgementRow) size() int { return 200 + len(r.Reason) + len(r.Gaps) }

type citationRow struct {
	Judgement string `parquet:"judgement,dict"`
	Analyst   string `parquet:"analyst,dict"`
	Sentence  string `parquet:"sentence"`
	Article   string `parquet:"article,dict"`
	Weight    string `parquet:"weight,dict"`
}

func (r citationRow) size() int { return 150 }
