package table

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"assay.app/assay/storage/intake/format/article"
)

// columnNames are common names of columns for each field, most likely first.
var columnNames = map[string]string{
	"text":      "text body content article articletext article_text fulltext full_text full articlebody maintext story story_text inhalt volltext artikeltext texte contenu texteintégral corps texto contenido cuerpo текст зміст вміст тіло текст_статті description_full bodytext opening_text hit_sentence",
	"title":     "title headline heading titel überschrift schlagzeile titre título titulo titular заголовок назва hed subject name",
	"published": "published date publication_date publicationdate pubdate pub_date published_at publishdate publish_date datepublished date_published published_date article_date datum erscheinungsdatum veröffentlicht veröffentlichungsdatum datedepublication date_de_parution publiéle fecha fecha_de_publicación fecha_publicacion publicado дата дата_публікації опубліковано alternate_date_format datetime date_time timestamp time created_at created created_utc posted posted_at post_date date_posted year_month_day",
	"time":      "time publish_time publication_time published_time pub_time time_published time_of_publication time_of_day uhrzeit zeit heure heure_de_publication hora hora_de_publicación hora_de_publicacion ora час время время_публикации час_публікації",
	"outlet":    "outlet source source_name sourcename media_name publisher publication newspaper site site_name medium media journal website quelle zeitung medienname fuente medio periódico diario source_title publication_title media_title publisher_title publication.name источник джерело видання газета domain media_url",
	"byline":    "byline author authors writer creator journalist reporter influencer autor autorin autora auteur auteurs verfasser redactor автор автори",
	"dateline":  "dateline location place ort lieu",
	"url":       "url link uri href permalink web_url webpage weblink lien enlace посилання address",
	"language":  "language lang language_code sprache langue idioma мова язык",
}

// Words in names of columns. A name fits a field if it has a word of that field and
// all its other words are neutral ("Full article text (HTML)").
var (
	familyWords = map[string][]string{
		"text":      strings.Fields("text fulltext body bodytext content contents volltext inhalt artikeltext texte contenu corps texto contenido cuerpo текст вміст зміст"),
		"title":     strings.Fields("title headline titre titel überschrift schlagzeile título titulo titular заголовок назва"),
		"published": strings.Fields("published pubdate date datum fecha дата publikationsdatum erscheinungsdatum"),
		"time":      strings.Fields("time uhrzeit heure hora час время"),
		"outlet":    strings.Fields("source outlet publisher publication newspaper medium media journal quelle zeitung fuente medio periódico джерело видання"),
		"byline":    strings.Fields("author authors byline writer reporter journalist autor auteur автор"),
		"url":       strings.Fields("url link uri permalink lien enlace посилання"),
		"language":  strings.Fields("language lang sprache langue idioma мова"),
	}
	emptyWords = article.WordSet("the of de del la el le les du der die das des article articles artikel artículo story news item post document doc web page original full main complete entire plain clean raw html noticia nota beitrag стаття статті новини матеріалу повний intégral integral completo vollständiger original")
	// freeWords are neutral only for the field under which they are listed.
	freeWords = map[string]map[string]bool{
		"published": article.WordSet("utc gmt local time timestamp iso at on day publication publish pub publicación publicada veröffentlichung parution публікації"),
		"time":      article.WordSet("utc gmt local publish published publication pub est edt cst cdt pst pdt et ct pt cet cest bst ist eet eest msk"),
		"outlet":    article.WordSet("name title"),
		"byline":    article.WordSet("name names by s"),
		"language":  article.WordSet("code name"),
		"url":       article.WordSet("canonical"),
	}
	// weakNames name a field only in the object that also holds the text.
	weakNames = article.WordSet("created_at createdat created created_utc posted timestamp time name subject location place address")
)

// columnRanks returns the ranks of the names in columnNames. It computes them only
// once.
var columnRanks = sync.OnceValue(func() map[string]map[string]int {
	ranks := map[string]map[string]int{}
	for field, names := range columnNames {
		ranks[field] = map[string]int{}
		n := 0
		for name := range strings.FieldsSeq(names) {
			if key := columnKey(name); ranks[field][key] == 0 {
				n++
				ranks[field][key] = n
			}
		}
	}
	return ranks
})

// nameSpaces is the maximum number of spaces in the name of a column.
const nameSpaces = 8

// rankOf returns how well a name fits a field. A lower rank is better, and 0 means
// that it does not fit. A dotted name also fits by its last parts, but its rank is
// worse the more dots it has.
func rankOf(field, name string) int {
	const nested, family = 200, 1 << 20
	if strings.Count(name, " ") > nameSpaces {
		return 0
	}
	ranks := columnRanks()[field]
	if rank := ranks[columnKey(name)]; rank > 0 {
		return rank * nested
	}
	depth := strings.Count(name, ".")
	last := name
	for rest, ok := name, true; ok; {
		if _, rest, ok = strings.Cut(rest, "."); ok {
			if rank := ranks[columnKey(rest)]; rank > 0 {
				return rank*nested + min(depth, nested-1)
			}
			last = rest
		}
	}
	rank := inFamily(field, last)
	return rank*(family/nested) + min(depth, nested-1)*min(rank, 1)
}

// inFamily returns how well the words of a name fit a field. A lower rank is
// better, and 0 means that they do not fit.
func inFamily(field, name string) int {
	if len(name) > 64 {
		return 0
	}
	rank, others := 0, 0
	for _, w := range wordsIn(name) {
		if i := slices.Index(familyWords[field], w); i >= 0 {
			if rank == 0 || i+1 < rank {
				rank = i + 1
			}
			continue
		}
		if !emptyWords[w] && !freeWords[field][w] {
			return 0
		}
		others++
	}
	if rank == 0 {
		return 0
	}
	return rank*4 + min(others, 3)
}

// wordsIn returns the words of a name in lower case: bodyText has two.
func wordsIn(name string) (words []string) {
	from, before := 0, rune(0)
	add := func(to int) {
		if to > from {
			words = append(words, strings.ToLower(name[from:to]))
		}
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			add(i)
			from = i + len(string(r))
		case unicode.IsUpper(r) && unicode.IsLower(before):
			add(i)
			from = i
		}
		before = r
	}
	add(len(name))
	return words
}

// parentOf returns the part of a dotted name before its last dot, or "".
func parentOf(name string) string {
	return name[:max(strings.LastIndexByte(name, '.'), 0)]
}

// isWeak reports whether a name, or the last part of a dotted name, is one of
// weakNames.
func isWeak(name string) bool {
	return weakNames[strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])]
}
