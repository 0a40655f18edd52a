// Package discord serves a community on Discord: questions by command, mention,
// reply, thread and direct message, sources to look up, and a menu of footnotes
// below every answer.
//
// A Bot takes the events of the connection, acknowledges each at once, lets
// the question wait its turn, and shows the answer as it grows. It keeps
// nothing but what a State holds, so that every button works after a restart.
// The rooms below it are the connection (link), what messages look like
// (render, wire), what the bot says in six languages (phrases), who waits for
// whom (queue), and what outlives a restart (sqlitestate).
package discord
