// Package migration converts projects in older formats of the file to the present
// one.
package migration
