// Package intake turns files into articles: it decodes them, reads their formats,
// recognises what surrounds the body of each article, and divides its text into
// units.
package intake
