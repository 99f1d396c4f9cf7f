// Package correction recognises notices by which an outlet says that it changed an article:
//
//	An earlier version of this article misstated the number of boats.
//	Korrektur: In der Meldung war die Zahl der Boote falsch.
//	Este artículo ha sido actualizado el 3 de mayo.
//
// There are three forms, each of words of several classes, in the order in which a language
// has them:
//
//	earlier × version × this × text           "An earlier version of this article …"
//	this × text × updated, corrected, …       "This story has been corrected …"
//	a heading and a colon                     "Correction:", "Fe de errores –"
//
// "The article" is less certain than "this article", and "this report" less than "this
// story". They need a word for a mistake or for saying, or a place where notices stand: near
// the beginning or the end, in a short paragraph, or in a unit that was set aside. So an
// earlier version of a bill, a correction of prices and correction officers are no notices.
// Nor are words inside quotation marks. A heading such as "Editor's note:" says nothing of a
// change; what follows it has to. A line that has only the time of an update is metadata.
//
// The words are those of English, German, Spanish, French, Ukrainian, Italian, Portuguese,
// Dutch, Polish and Russian, and headings also of Arabic, Chinese, Japanese and Korean. They
// are looked up all together, since notices are not always in the language of the article.
//
// Each word of an article is looked up once. An article without words of a change costs
// little more than that.
package correction
