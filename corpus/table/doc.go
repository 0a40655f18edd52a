// Package table writes the rows of tables so that each can be understood and
// quoted alone, and reads tables in files of comma-separated values.
//
// A row becomes an item of a list that names its columns: "- City: Oslo;
// Population: 717710". In a table as Markdown writes it, a row in the middle
// of a long table says nothing to a search: its column heads stand elsewhere.
package table
