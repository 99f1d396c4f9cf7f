// Package segment divides the text of an article into paragraphs and sentences.
package segment
