// Package figures counts the work in a project: labels by outlet, grades, who is let speak, and any
// two dimensions against each other.
package figures

//  Counting a million sentences
//
// A figure is a table with a row for each value of one dimension and a column for each value of
// another. Facts holds what is counted, article by article, without any text: the spans of units,
// and for each annotation, attribution, grade and mention its span, its analyst and its value, all
// as numbers. The numbers stand for names in lists that Facts keeps.
//
//	article ─┬─ units         [start,end) sentence or set aside
//	         ├─ annotations   [start,end) analyst, label, day
//	         ├─ attributions  [start,end) analyst, voice, mode
//	         ├─ grades        [start,end) analyst, letter, digit
//	         └─ mentions      [start,end) analyst, statement, stance
//
// Each list is in the order of the text, so one walk through the lists side by side meets
// everything that is known of a sentence. A table is the sum of what each article adds to it. When
// a record changes, Counts subtracts what its article added, changes the fact, and adds it back:
// the cost is that of one article, not that of the project. A change that many articles depend on,
// such as the grade of an outlet or the name of a voice, makes the tables stale, and they are
// counted again when they are next asked for.
//
// What is counted depends on the two dimensions; see UnitOf. Only sentences count: not units that
// were set aside, nor records whose sentence was divided or merged. Of an article with several
// versions only the newest counts, and nothing of removed articles.
