// Package claims finds what a message claims: the sentences and list items that
// can be true or false.
//
// Messages are written by people, in Markdown as chats have it. Questions,
// greetings, requests, quotations, code, tables and lone links claim nothing.
// What is left over is plain text.
package claims
