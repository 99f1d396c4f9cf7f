// Package codec encodes and decodes the records of a project's file.
package codec
