// Package intake turns files into articles: it finds them, decodes their
// bytes, recognises what stands around the body (date, byline, dateline,
// credit, page residue) and divides the text into units.
package intake
