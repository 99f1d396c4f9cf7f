package article

import "strings"

// DateOrder is how the dates of a column are written in numbers, as far as the
// column as a whole tells: 31/12/2031 has the day first, 12/31/2031 the month.
type DateOrder int

const (
	AnyOrder DateOrder = iota // nothing tells, or there are no such dates
	DayFirst
	MonthFirst
	YearFirst    // of two digits; with four of them nothing else is possible
	MixedOrder   // some dates have the day first, and others the month
	UnknownOrder // there are dates that can be read in two ways, and nothing tells which is right
)

// orderNames are what orders are called in Table, and in Columns.Dates those that
// can be asked for.
var orderNames = [...]string{"", "day first", "month first", "year first", "mixed", "unknown"}

// String returns the name of the order, as in Table.DateOrder; "" for no order.
func (o DateOrder) String() string { return orderNames[o] }

// DateOrders returns the values that Columns.Dates accepts.
func DateOrders() []string { return append([]string(nil), orderNames[DayFirst:MixedOrder]...) }

// OrderCalled returns an order that was asked for, "day-first" or "day first", or
// anyOrder.
func OrderCalled(name string) DateOrder {
	for o := DayFirst; o < MixedOrder; o++ {
		if strings.ReplaceAll(name, "-", " ") == o.String() {
			return o
		}
	}
	return AnyOrder
}

func (o DateOrder) And(other DateOrder) DateOrder {
	if o == AnyOrder || o == other {
		return other
	}
	return MixedOrder
}
