// Package spreadsheet writes Excel workbooks (.xlsx) of any size, row by row.
package spreadsheet

// How a workbook is written
//
// A workbook is a zip file of XML files: one for each sheet, and a few small ones that list the
// sheets, styles and properties. Excelize makes the small ones. The sheets may have a million
// rows, so they are written straight into the zip file, row by row:
//
//	cells ─▶ rows of a sheet ─▶ zip ─▶ the file
//	  the next sheet, … ───────▶ zip
//	  excelize, at the end ────▶ zip
//
// Excelize has a writer for large sheets, too. It keeps up to 32 MB of each sheet in memory, then
// spills to temporary files, and at the end compresses them into one buffer in memory, in the
// random order of a map. A sheet written directly needs no memory and no temporary file, and equal
// cells give equal bytes. The last step of excelize, which writes everything to a zip file, gets a
// zip writer that drops its empty sheets; see frame.
