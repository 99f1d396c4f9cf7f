// Package timeline orders articles and what they say by the time of publication, as precisely
// as it is known, and lays them out along an axis.
package timeline

// What can be ordered
//
// A time of publication is an interval: a second, a minute or a day. One comes before another
// if it has ended when the other begins; if they overlap, nobody knows which was first. Such
// intervals form an interval order (P. C. Fishburn, "Intransitive indifference with unequal
// indifference intervals", Journal of Mathematical Psychology 7, 1970): "before" is transitive,
// "cannot be ordered" is not. Of 09:00, 12:00 and that day without a time, the day cannot be
// ordered with either, but 09:00 is before 12:00.
//
// A time without a zone is the time of an unknown clock. Clocks are at most 14 hours ahead of
// UTC and 12 hours behind it. So compared with a time that has a zone, it is an interval that
// begins 14 hours earlier and ends 12 hours later. Two outlets without zones are compared by
// the days that they print: the 10th is before the 11th, but 09:00 and 15:00 of one day cannot
// be ordered. Times of one outlet without zones are taken to be of one clock.
//
// "Before" is transitive under these rules together. If one time without a zone is before a
// zoned one, and that is before another time without a zone, the two are at least 26 hours
// apart, and so on different days. If one is before another by days, then whatever is 14 hours
// before the one is 14 hours before the other, and whatever is 12 hours after the other is 12
// hours after the one.
//
// The rank of an outlet is 1 more than the number of outlets that are before it. So an outlet
// that is before another has a smaller rank, and outlets of one rank cannot be ordered. Outlets
// that cannot be ordered may differ in rank if a third one is before only one of them: 09:00,
// 12:00 and the day have the ranks 1, 2 and 1. To give one rank to everything that is linked by
// overlaps would be simpler, but one day without a time would then hide that 09:00 is before
// 12:00. Instead, each outlet also has the last place that it may have: the number of outlets
// less those that it is before. The day has a place from 1 to 3, 09:00 from 1 to 2.
