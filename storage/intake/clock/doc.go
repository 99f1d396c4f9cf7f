// Package clock reads times of day and their zones as people and programs write
// them beside a date, and times counted since 1970.
package clock
