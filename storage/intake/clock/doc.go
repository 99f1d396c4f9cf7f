// Package clock reads times of day and zones as people and programs write them
// beside a date, and times counted from 1970.
package clock
