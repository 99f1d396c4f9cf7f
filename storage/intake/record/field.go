package record

import "strings"

// field is the meaning of a labelled line of a record.
type field uint8

const (
	noField    field = iota
	otherField       // another statement of the provider about the article
	titleField
	outletField
	bylineField
	dateField
	timeField // time of day
	sectionField
	urlField
	numberField   // the provider's document number
	languageField // language of the article
	datelineField
	bodyField    // the text begins after it
	tailField    // below the text: index terms, loading dates
	graphicField // begins captions, below the text
	coverField   // about the whole export
)

// labels maps the names of fields to fields: English, German, French, Spanish and
// some other languages, in lower case.
var labels = fieldsOf(map[field]string{
	titleField: `title|headline|head line|article title|document title|hed|titel|überschrift|schlagzeile|titre|titre de l'article|manchette|título|titulo|titular|encabezado|
		título del artículo|titolo|заголовок|назва`,
	outletField: `source|source name|publication|publication title|publication name|publication info|publication information|newspaper|newspaper name|outlet|media outlet|medium|media|journal|journal title|magazine|
		name of publication|quelle|zeitung|publikation|titel der publikation|name der publikation|veröffentlichung|zeitschrift|publikationsinformationen|publikationsinfo|nom de la source|nom de la publication|
		titre de la publication|titre de publication|source de publication|journal source|informations de publication|informations sur la publication|média|fuente|periódico|periodico|publicación|publicacion|título de publicación|
		título de la publicación|nombre de la publicación|información de publicación|información de la publicación|medio|diario|джерело|видання|источник|издание|fonte|testata`,
	bylineField: `byline|by-line|by|author|authors|author(s)|writer|journalist|reporter|credit|verfasser|verfasserin|autor|autorin|autoren|von|auteur|auteurs|auteur(s)|auteure|signature|
		autora|autores|por|firma|автор|автори|авторы|autore`,
	dateField: `date|publication date|date of publication|date published|published|published on|pub date|pub. date|pubdate|issue date|datum|erscheinungsdatum|erschienen|erschienen am|publikationsdatum|
		veröffentlichungsdatum|veröffentlicht|date de publication|date de parution|publié le|parution|paru le|fecha|fecha de publicación|fecha de publicacion|publicado|publicado el|
		дата|дата публікації|опубліковано|дата публикации|опубликовано|data|data di pubblicazione`,
	timeField:    `time|publication time|time of publication|time published|uhrzeit|heure|heure de publication|heure de parution|hora|hora de publicación|ora|час|время`,
	sectionField: `section|news section|page section|rubrik|ressort|teil|rubrique|cahier|sección|seccion|suplemento|рубрика|sezione`,
	urlField: `url|link|web address|permalink|document url|article url|webadresse|adresse|internetadresse|url des dokuments|dokument-url|dokument url|lien|url du document|adresse url|
		enlace|url del documento|dirección url`,
	numberField: `document id|document number|document no|document no.|doc id|accession number|accession no|accession no.|proquest document id|dokument-id|dokument id|dokumentnummer|dokument-nr.|proquest-dokument-id|
		proquest dokument-id|numéro de document|numéro du document|n° de document|id de document|identifiant du document|identificateur de document proquest|
		id de document proquest|id del documento|número de documento|numero de documento|id del documento de proquest|id de documento de proquest|record number|record id|record no.|article id|article number`,
	languageField: `language|language of publication|sprache|sprache der publikation|langue|langue de publication|idioma|idioma de la publicación|idioma de publicación|мова|язык|lingua`,
	datelineField: `dateline|ortsmarke|ort und datum`,
	bodyField: `body|full text|fulltext|text|article text|full-text|volltext|haupttext|textkörper|artikeltext|text des artikels|inhalt|texte intégral|texte complet|texte|corps|corps de l'article|texto completo|texto|
		cuerpo|cuerpo del artículo|contenido|main text|content|текст|testo`,
	otherField: `length|word count|words|wordcount|edition|page|pages|page number|first page|start page|issn|eissn|isbn|volume|issue|series|distribution|highlight|abstract|graphic|illustration|image|photo credit|country|
		länge|wörter|wortzahl|anzahl der wörter|umfang|ausgabe|seite|seiten|auflage|zusammenfassung|longueur|nombre de mots|mots|édition|page(s)|résumé|numéro|pays|
		longitud|extensión|número de palabras|palabras|edición|página|páginas|resumen|número|país|type|art|typ|tipo|
		correction-date|correction|series title|column|category|reach|sentiment|ave|circulation|media type|ad value|keywords found|translation`,
	tailField: `load-date|load date|publication-type|publication type|journal code|journal-code|subject|subjects|subject terms|classification|company|companies|organization|organisations|organizations|
		person|people|industry|industries|geographic|location|city|state|ticker|keywords|document type|document-type|source type|source attribution|publisher|place of publication|
		country of publication|publication year|publication subject|database|last updated|copyright|identifier / keyword|index terms|indexing|links|proquest document link|notes|cr|
		ladedatum|publikationstyp|schlagwörter|schlagworte|schlagwort|klassifikation|klassifizierung|thema|themen|firma/unternehmen|unternehmen|personen|branche|orte|herausgeber|verlag|verlagsort|dokumenttyp|
		quellentyp|erscheinungsjahr|erscheinungsland|datenbank|zuletzt aktualisiert|updatedatum|update|
		date de chargement|date-chargement|type de publication|sujet|sujets|sujet(s)|thème|thèmes|entreprise|entreprises|société|sociétés|personnes|secteur|lieu|lieux|mots-clés|mots clés|éditeur|lieu de publication|
		pays de publication|année de publication|type de document|type de source|base de données|dernière mise à jour|
		fecha de carga|tipo de publicación|tipo de publicacion|materia|materias|tema|temas|asunto|clasificación|clasificacion|empresa|empresas|personas|sector|lugar|lugares|palabras clave|editorial|editor|
		lugar de publicación|país de publicación|año de publicación|tipo de documento|tipo de fuente|base de datos|última actualización|derechos de autor`,
	coverField: `client/matter|search terms|search type|search query|narrowed by|content type|job number|date and time|documents|user name|download request|time of request|client id/project name|number of documents|
		mandant/angelegenheit|suchbegriffe|suchtyp|suchart|eingegrenzt durch|eingegrenzt von|inhaltstyp|auftragsnummer|datum und uhrzeit|datum & uhrzeit|dokumente|benutzername|
		client/dossier|termes de recherche|termes recherchés|type de recherche|affiné par|restreint par|type de contenu|numéro du travail|numéro de travail|date et heure|nom d'utilisateur|
		cliente/asunto|términos de búsqueda|tipo de búsqueda|acotado por|reducido por|tipo de contenido|número de trabajo|fecha y hora|documentos|nombre de usuario|
		nom du dossier|date de création|dossier|folder name|saved documents|documents sauvegardés|
		results|query|report date|created by|exported by|exported on|export date|total|treffer|suchanfrage|erstellt am|requête|résultats|consulta|resultados`,
})

// alone maps the labels that may occur without a colon to fields.
var alone = fieldsOf(map[field]string{
	bodyField: "body|full text|volltext|haupttext|textkörper|texte intégral|texte complet|corps|texto completo|cuerpo|cuerpo del artículo",
	tailField: "classification|klassifikation|klassifizierung|clasificación|clasificacion|index terms|schlagwörter",
	otherField: `proquest document link|proquest-dokumentlink|proquest dokumentlink|lien vers le document proquest|lien de document proquest|enlace de documentos de proquest|
		enlace del documento de proquest|link to image|link to pdf`,
	coverField:   "search summary|zusammenfassung der suche|récapitulatif de la recherche|résumé de la recherche|resumen de la búsqueda|inhaltstyp|eingegrenzt von|eingegrenzt durch|content type|narrowed by|type de contenu|affiné par|restreint par|tipo de contenido|reducido por|acotado por",
	graphicField: "graphic|graphics|grafik|grafiken|bildunterschrift|graphique|illustration|gráfico|gráficos",
})

// codes maps the field codes of two or three capitals or digits that Dow Jones, RIS
// and others use, and the tags of EndNote, to fields.
var codes = fieldsOf(map[field]string{
	titleField:    "HD TI T1 HL %T",
	outletField:   "SN JO JF T2 SO %J %B",
	bylineField:   "BY AU A1 %A",
	dateField:     "PD DA DP DT Y1 %8 %D",
	timeField:     "ET",
	sectionField:  "SE",
	urlField:      "UR URL %U",
	numberField:   "AN ID DN",
	languageField: "LA LG %G",
	bodyField:     "LP TD TX FT BT %X",
	otherField:    "WC SC ED PG VOL CR CY CLM ART TY AB N1 N2 SP EP VL IS PY PB SL SU %0 %P %V %N %I %C %+",
	tailField:     "NS RE IN CO IPD IPC PUB RF CT ER KW DE GC PE %K %@ %M %W %~ %F %L",
})

func fieldsOf(names map[field]string) map[string]field {
	all := map[string]field{}
	for f, list := range names {
		divider := func(r rune) bool { return r == '|' }
		if !strings.Contains(list, "|") {
			divider = func(r rune) bool { return r == ' ' }
		}
		for name := range strings.FieldsFuncSeq(list, divider) {
			all[strings.TrimSpace(name)] = f
		}
	}
	return all
}
